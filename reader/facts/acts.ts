import type { DraftObligation } from '../../domain/schemas/plan-draft.js';
import type { Passage } from '../passage.js';

/** A duty's verb in a clause: what is owed, and the place of the words. */
export interface Act {
  readonly what: DraftObligation['what'];
  readonly start: number;
  readonly end: number;
  /** Whether the words "tổng hợp" or "tham mưu" show that others' reports are merged. */
  readonly merges: boolean;
}

interface ActRow {
  readonly what: DraftObligation['what'];
  readonly pattern: RegExp;
  readonly merges?: boolean;
}

/** What before "báo cáo" makes it a noun or somebody else's act. */
const NO_REPORT_BEFORE = String.raw`(?<!(?:nghe|tại|theo|trong|đối với|bản|chế độ|biểu mẫu|mẫu|kỳ|đề cương|hình thức|hệ thống|tháng cuối kỳ|liền kề năm|của|số liệu|để tổng hợp,|để tổng hợp và|để tổng hợp|để|đội ngũ|thông tin) )`;
/** What after it makes it a speaker or a cited document. */
const NO_REPORT_AFTER = String.raw`(?!\p{L}| (?:viên|số|tài chính|kinh tế|cho ý kiến|đột xuất khi có vấn đề))`;

/** The duties that are tracked, in the order tried at one place. */
const ROWS: readonly ActRow[] = [
  // "tổng hợp tình hình, kết quả báo cáo Chính phủ", "tham mưu Ủy ban nhân dân tỉnh báo cáo Bộ …"
  {
    what: 'consolidated-report',
    merges: true,
    pattern: new RegExp(
      String.raw`(?<!(?:sức mạnh|ma túy|để|giải pháp) )(?:tổng hợp|tham mưu)(?![\p{L}])[^;.]{0,140}?(?<![\p{L}])báo cáo${NO_REPORT_AFTER}`,
      'giu',
    ),
  },
  // "thực hiện nghiêm chế độ thông tin báo cáo"
  {
    what: 'report',
    pattern:
      /(?<=thực hiện (?:nghiêm |nghiêm túc |tốt |đầy đủ )?)chế độ (?:thông tin,? )?báo cáo/giu,
  },
  // "báo cáo kết quả thực hiện", "gửi báo cáo", "có báo cáo"
  {
    what: 'report',
    pattern: new RegExp(
      String.raw`${NO_REPORT_BEFORE}(?:(?:gửi|có|xây dựng|lập|hoàn thành|nộp) (?:bản )?)?(?<![\p{L}])báo cáo${NO_REPORT_AFTER}`,
      'giu',
    ),
  },
  // "xây dựng và ban hành kế hoạch triển khai"; not "chỉ đạo xây dựng", which is for others to do
  {
    what: 'plan',
    pattern:
      /(?<!chỉ đạo |phương án, |về |việc )(?<!\p{L})(?:xây dựng|ban hành|cụ thể hóa)(?:,? (?:và )?(?:ban hành|triển khai))?(?: (?:chương trình|phương án),)? kế hoạch(?! (?:này|như sau|hóa|đấu tranh|sử dụng))/giu,
  },
  // "gửi danh sách … về", "lập danh sách gửi"
  {
    what: 'list',
    pattern:
      /(?:gửi|lập|đăng ký|tổng hợp) danh sách(?=[^;.]{0,160}(?:gửi|về|trước ngày|chậm nhất))/giu,
  },
];

/** The acts that a clause asks for, by place, none inside another and none inside brackets. */
export function actsIn(clause: Passage): Act[] {
  const { key } = clause;
  const acts: Act[] = [];
  for (const { what, pattern, merges = false } of ROWS) {
    for (const match of key.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (inBrackets(key, end) || acts.some((other) => start < other.end && other.start < end))
        continue;
      acts.push({ what, start, end, merges });
    }
  }
  return acts.sort((a, b) => a.start - b.start);
}

function inBrackets(key: string, at: number): boolean {
  const open = key.lastIndexOf('(', at - 1);
  return open !== -1 && key.lastIndexOf(')', at - 1) < open && key.includes(')', at);
}
