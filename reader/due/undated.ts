import type { Boundary } from '../../domain/schemas/plan-draft.js';
import { COUNT } from '../dates.js';
import { dated, type FoundDue } from './found-due.js';

/** The phrases that bind without naming a day, tried only when no day is named. */
const ROWS: readonly { readonly boundary: Boundary; readonly pattern: RegExp }[] = [
  // "khi có yêu cầu", "đột xuất", "nếu có vấn đề phát sinh", "thường xuyên"
  {
    boundary: 'none',
    pattern:
      /(?:hoặc )?(?:đột xuất )?khi (?:có|được) yêu cầu|đột xuất(?: khi cần thiết)?|nếu có(?: [^;,.]{0,60})?|khi (?:có )?phát sinh[^;,.]{0,60}|thường xuyên/gu,
  },
  // "sau khi kết thúc, … báo cáo … trong 05 ngày": counted from what no day is printed for
  {
    boundary: 'relative',
    pattern: new RegExp(
      String.raw`(?<!(?:thời gian|tổ chức|diễn ra|kéo dài|thực hiện|làm việc|tập huấn|nghỉ|đình chỉ|liên tục)[^;.,]{0,30})(?<!\p{L})(?:(?:chậm nhất|muộn nhất|không quá|tối đa|ít nhất|sau đó|ngay)\s+(?:là\s+|không quá\s+)?)*(?:(?:trong|sau|trước) (?:vòng |thời hạn |thời gian )?|(?<=(?:chậm nhất|muộn nhất|không quá|tối đa|ít nhất) )(?:là )?)${COUNT}\s?(?:\([^()]{1,30}\) )?(?:ngày(?: làm việc)?|giờ|h|phút)(?=\s*(?:[,;.)](?! từ )|$|phải|để|gửi|nộp|trình|chuyển|báo|về|bằng|có|cho|kèm|các |văn|tới|nữa))`,
      'gu',
    ),
  },
  // "đúng thời hạn quy định tại Thông tư …", "theo quy định", "theo chế độ thông tin báo cáo"
  {
    boundary: 'by_reference',
    pattern:
      /(?:bảo đảm|đảm bảo|đúng|theo|kịp) (?:đúng )?(?:thời hạn|thời gian|tiến độ|yêu cầu)(?: \p{L}+){0,3} (?:tại|của|trong|theo) (?:các )?(?:công văn|văn bản|kế hoạch|quyết định|thông tư|công điện|thông báo|chỉ thị)(?!\p{L})[^;,.]{0,60}|theo (?:công văn|văn bản|công điện|thông báo) (?:số )?[^;,. ]{1,30}(?: ngày [\d/]{6,10})? của [^;,.]{2,50}|(?:theo )?đúng (?:thời hạn|thời gian|tiến độ)(?: (?:đã )?(?:được )?quy định(?: tại [^;,.]{1,80})?)?|theo (?:đúng )?(?:quy định|thời hạn (?:đã )?quy định)(?: tại [^;,.]{1,80})?|(?:theo|thực hiện(?: nghiêm(?: túc)?)?) chế độ (?:thông tin,? )?báo cáo(?: (?:theo )?quy định)?|(?:gửi )?(?:kèm|cùng(?: với)?|lồng ghép (?:trong|vào)) (?:theo )?báo cáo (?:tháng|quý|0?6 tháng|năm|định kỳ)/gu,
  },
  // "Kết thúc Tháng hành động …,", "ngay sau khi kết thúc …"
  {
    boundary: 'anchor',
    pattern:
      /(?:ngay )?sau khi (?:kết thúc|hoàn thành)[^;.]{0,80}?(?=,|;|\.|$)|kết thúc (?:tháng|đợt|tuần|chiến dịch|chương trình|cao điểm|kế hoạch)[^;.]{0,80}?năm \d{4}|kết thúc (?:tháng|đợt|tuần|chiến dịch|chương trình|cao điểm|kế hoạch)[^;,.]{0,80}/gu,
  },
];

/** The phrases of a folded text that bind without naming a day, row by row. */
export function undatedPhrases(key: string): FoundDue[] {
  return ROWS.flatMap(({ boundary, pattern }) =>
    [...key.matchAll(pattern)].map((match) => ({
      start: match.index,
      end: match.index + match[0].trimEnd().length,
      ...dated(boundary, null),
    })),
  );
}
