import type { DraftObligation } from '../../domain/schemas/plan-draft.js';
import type { Passage } from '../passage.js';
import { takenInTimes, timesIn, type Time } from '../times.js';
import type { Act } from './act.js';

/** What before a verb of sending makes it no demand, or part of another word. */
const NO_DEMAND = String.raw`(?<!\p{L})(?<!(?:chưa|chậm|không|đã|tin|kính|người|nơi|dự|cảnh|chương|tờ|quá|tiến|quy|công|lộ|toàn|(?<!tôn )giáo|nghe|mẫu(?= (?!gửi|nộp|chuyển))|sẽ|trích|đóng|thu|việc|khi|cách|để|kịp|nhằm|thời hạn|thời gian|hạn|hình thức|đang) )`;
/** The verbs by which something goes to somebody. */
const VERB = new RegExp(
  // The letters first: what must not stand before takes long to look at.
  String.raw`(?=gử|nộ|tr|ch|cu|bà|gi|ph|hồ|đư|đi|gọ|nh|thô|bá|cậ|đă|đề|có|cho)${NO_DEMAND}(?:(?:gửi|nộp)(?! (?:kèm|lời|thư(?! điện)|giấy mời|tiền|thuế|phạt|ngân sách|trả (?!lời)))|(?<!lập |dự kiến )trình(?! (?:tự|độ|bày|chiếu|diễn)(?!\p{L}))|chuyển(?! (?:đổi|biến|giao|dịch|tiếp|hóa|hướng|tải|động|nhượng|mục|trạng|ngành|khẩu|gửi|tiền|kinh phí))|cung cấp(?= (?:cho|về) | [^;.]{2,120}(?:về|cho|đến|tới|gửi) )|bàn giao(?! (?:mặt bằng|công trình|nhà|đất|tài sản))(?= [^;.]{0,60}(?:cho|về) )|trả lời(?= (?:bằng văn bản|[^;.]{0,60}(?:trước|chậm nhất|trong|sau|vào|hằng) ))|giao (?:lại|nộp)(?= [^;.]{0,40}cho )|phúc đáp|hồi (?:báo|đáp)|đưa(?= (?:cho|về) )|phản ánh(?= (?:[^;.,]{2,60} )?(?:về|với|tới) (?:sở|ban|phòng|văn phòng|ubnd|ủy ban|chi cục|công an|tổ|thường trực|tỉnh|trung tâm|hội|bộ)(?!\p{L}))|truyền(?= (?:dữ liệu|số liệu|báo cáo|file)[^;.]{0,80} (?:về|tới|đến|cho|lên) )|điện thoại(?= (?:về|cho) )|gọi(?= (?:trực tiếp|về|cho) )|trả(?= (?:kho bạc|về|lại|cho|phòng|văn phòng|sở) )|nhắn tin(?= [^;.]{0,40}(?:cho|về) )|điện báo|giải trình(?= [^;.]{0,40}(?:bằng văn bản|với|gửi|trước|trong))|thông qua(?= [^;.]{2,60}(?:trước|chậm nhất|trong))|phản hồi|báo(?= (?:(?:phòng|sở|ubnd|ủy ban|công an|văn phòng|chi cục|trạm|trung tâm|hạt|hiệu trưởng|giám đốc|lãnh đạo|tổ trưởng|trưởng) |về|cho|số|lại|ngay|kết quả|tình hình|danh sách|tiến độ)|(?! (?:chí|động|hiệu|hại|đài|thức|cáo|giá|tử|oán)) [^;.,()]{2,60} (?:về|cho) )|cập nhật(?= (?:kết quả|số liệu|tình hình|tiến độ|thông tin|danh sách)[^;.]{0,80} (?:cho|về|tới|gửi) )|đăng ký(?= (?:[^;.]{2,120})?(?:về|với|gửi|tại|qua (?:đường|link|phần mềm|hệ thống|cổng|mã|email|địa chỉ)|(?:trước|chậm nhất)(?= (?:ngày|\d))) )|thông tin(?= (?:cho|tới|đến|về(?= (?:bộ|sở|ubnd|ủy ban|phòng|ban|văn phòng|công an|cục|chi cục|trung tâm|hội|tỉnh|thanh tra)(?!\p{L}))) )|thông tin(?= (?:bằng văn bản )?(?:kết quả|tình hình|số liệu|tiến độ|diễn biến)[^;.]{0,100} (?:tới|cho|đến|về) )|thông báo(?= (?:[^;.]{2,100} )?(?:tới|cho|đến|về) )|đề xuất(?= (?:ubnd|ủy ban|chủ tịch|phó chủ tịch|thủ tướng|chính phủ|bộ|tỉnh ủy|thành ủy|ban thường vụ|thường trực|hđnd|hội đồng)(?!\p{L})| [^;.]{2,100} (?:về|gửi|với|cho) )|(?:có|cho) ý kiến(?= [^;.]{0,80}(?:bằng văn bản|gửi|trước|chậm nhất)))(?!\p{L})`,
  'gu',
);

/** What right before the verb makes it another's or a document's: guidance, a cited report. */
const CITED =
  /(?:(?<!(?:biểu|mẫu|phiếu|bảng|phụ lục) )số \d+[^\s,;]*|(?<!\p{L})hướng dẫn(?! (?:số|này))[^,;]*?(?<! và)|(?<!\p{L})đã (?:xem xét|tiếp nhận|nhận được|thẩm định) \d[^;]*) $/u;

/** ", riêng tháng 12 | gửi trước ngày 10": another day of the same duty. */
export const FOR_SOME =
  /(?<!\p{L})(?:riêng|còn|trừ) (?:các )?(?:tháng \d{1,2}(?:(?:, | và )(?:tháng )?\d{1,2})*|(?:báo cáo )?quý (?:iv|i{1,3}|[1-4])),? (?:thì )?$/u;

/** "để tổng hợp trình UBND tỉnh": what follows is for the receiver to do. */
export const FOR_RECEIVER = /(?<!\p{L})để(?: \p{L}+){0,6} tổng hợp,?\s*(?:và )?(?:báo cáo,? )?$/u;

/** What is sent, by the word for it; the first that is found. */
const OBJECTS: readonly { readonly what: DraftObligation['what']; readonly pattern: RegExp }[] = [
  {
    what: 'list',
    pattern:
      /(?<!\p{L})(?:danh sách|danh mục|(?:phiếu|bản|đơn|giấy|thực hiện) đăng ký|đăng ký|phiếu|hồ sơ (?:đề nghị|xét|khen|dự)|khen thưởng|cam kết|nhu cầu)(?!\p{L})/u,
  },
  {
    what: 'plan',
    pattern:
      /(?<!\p{L})(?:(?<!(?:phòng|ban|vụ|sở|bộ|khoa) )kế hoạch(?! (?:này|số))|phương án|chương trình(?! này)|đề cương|đề án|dự án|quy chế|dự thảo|nghị quyết|tờ trình|thiết kế|bộ tiêu chí)(?!\p{L})/u,
  },
  {
    what: 'report',
    pattern:
      /(?<!\p{L})(?:báo cáo|kết quả|số liệu|dữ liệu|tình hình|tiến độ|(?<!phát |đại |tiêu |thủ )biểu|dự toán|hồ sơ)(?!\p{L})/u,
  },
];

/** What some words say is sent; null when they name nothing that is. */
export function objectOf(words: string): DraftObligation['what'] | null {
  const found = OBJECTS.flatMap(({ what, pattern }) => {
    const at = pattern.exec(words)?.index;
    return at === undefined ? [] : [{ what, at }];
  });
  return found.sort((a, b) => a.at - b.at)[0]?.what ?? null;
}

/** The nouns that stand right before the verb of their sending: "kết quả kiểm tra | gửi Sở …". */
const OBJECT_BEFORE =
  /(?<=^|[,;:.] ?)(?:toàn bộ |các )?(?:kết quả|danh sách|danh mục|số liệu|dữ liệu|hồ sơ|báo cáo|văn bản|biên bản|bảng|phiếu|biểu|bản|ý kiến|dự toán|kế hoạch|phương án|tình hình)(?!\p{L})[^,;:.()]{0,120}$/u;

/**
 * The acts of a clause with those that any verb of sending adds: "nộp kết quả đếm cây về Sở …", "Trình
 * UBND tỉnh …". A verb that sends what an act before it is about is part of that act, and so is one that
 * says where to before the word of the report: "gửi Sở Y tế | báo cáo …".
 */
export function withSendings(
  clause: Passage,
  acts: readonly Act[],
  { opensList = false } = {},
): Act[] {
  const { key } = clause;
  const all = [...acts];
  let times: readonly Time[] | null = null;
  const hasTime = (from: number, to: number): boolean => {
    times ??= [...timesIn(key), ...takenInTimes(key)];
    return times.some(({ start, end }) => start >= from && end <= to + 1);
  };
  for (const match of key.matchAll(VERB)) {
    const start = match.index;
    const end = start + match[0].length;
    if (all.some((act) => act.start < end && start < act.end) || inBrackets(key, start)) continue;
    const behind = key.slice(Math.max(0, start - 120), start);
    // "Nộp đề thi: Trưởng bộ môn … bàn giao cho …": what the item is about.
    const label = /^[^,;.:]{0,30}:/u.exec(key.slice(end))?.[0].length;
    if (
      start === 0 &&
      label !== undefined &&
      new RegExp(VERB.source, 'u').test(key.slice(end + label))
    )
      continue;
    if (CITED.test(behind) || FOR_RECEIVER.test(behind) || FOR_SOME.test(behind)) continue;
    const next = all.filter((act) => act.start >= end).sort((a, b) => a.start - b.start)[0];
    if (next !== undefined && leadsTo(key.slice(end, next.start)) && !hasTime(end, next.start)) {
      all.splice(all.indexOf(next), 1, { ...next, start, end });
      continue;
    }
    const before = all.filter((act) => act.end <= start).sort((a, b) => b.start - a.start)[0];
    if (
      before !== undefined &&
      !hasTime(before.end, start) &&
      !/[;]/u.test(key.slice(before.end, start))
    )
      continue;
    const since = before?.end ?? 0;
    // What has no time of its own says where another thing goes, or opens a list of times.
    if (!opensList && !hasTime(before === undefined ? 0 : start, next?.start ?? key.length))
      continue;
    const object = OBJECT_BEFORE.exec(key.slice(since, start))?.index;
    const from = object === undefined ? start : since + object;
    const said = key.slice(start, end);
    // "Đối với dự án chậm …, giải trình": what it is about is not what is sent.
    const own = said.includes('giải trình')
      ? 'report'
      : (objectOf(key.slice(end, end + 100)) ?? objectOf(key.slice(since, start)));
    const what =
      own ?? (said.includes('đăng ký') ? 'list' : said.includes('trình') ? 'plan' : 'report');
    all.push({
      what,
      start: from,
      end,
      merges: false,
      needsDay: true,
      isOpen: !/(?:gửi|nộp|ý kiến|trả lời|giải trình|hồi đáp|phúc đáp)/u.test(said),
      isUnsaid: own === null && /(?:gửi|nộp)/u.test(said),
    });
  }
  return all.sort((a, b) => a.start - b.start);
}

/** What may stand between "gửi" and the report that it sends: to whom. */
function leadsTo(between: string): boolean {
  return (
    between.length <= 120 &&
    !/[;:.]/u.test(between) &&
    !/(?:để|đồng thời|sau đó|có trách nhiệm|phải) /u.test(between)
  );
}

function inBrackets(key: string, at: number): boolean {
  const open = key.lastIndexOf('(', at);
  return open !== -1 && key.lastIndexOf(')', at) < open && key.includes(')', at);
}
