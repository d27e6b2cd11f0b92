import { identityOf } from '../../domain/body-identity.js';
import { fold } from '../../domain/fold.js';
import type { Body } from '../bodies.js';
import { doesSomething } from '../open-bodies.js';
import type { Passage } from '../passage.js';

/** What may stand between who acts and the verb. */
export const MUST =
  /^\s*(?:(?:phải|cần|có trách nhiệm|chịu trách nhiệm|kịp thời|nghiêm túc|khẩn trương|chủ động|tổng hợp,?|thì|sẽ)\s*)*$/u;

/** Words at the head of an item that are no body: what it is about, when, how. */
const NO_LABEL =
  /(?<!\p{L})(?:báo cáo|thời|hạn|kỳ|đợt|lần|nội dung|yêu cầu|về|công tác|hình thức|địa chỉ|nơi|kết quả|lưu ý|tháng|quý|năm|tuần|ngày|hồ sơ|kế hoạch|sản phẩm|biểu|mẫu|phụ lục|mục|giai đoạn|bước|riêng|trong|trước|sau|định kỳ|đột xuất|hằng|số liệu|danh sách|chế độ|trách nhiệm|nhiệm vụ|phân công|tiến độ|mốc|việc|sơ kết|tổng kết|thông tin|lịch|đối với|khi|nếu|trường hợp|cụ thể|gồm|như|văn bản|phiếu|đề cương|dự thảo|bản|thi đua|khen thưởng|kinh phí|tổ chức|thực hiện|triển khai|cách|phương|đăng ký|đề xuất|chuẩn bị|quy|chỉ tiêu|số|tài liệu|chứng|loại)(?!\p{L})/u;

/** "Sàn giao dịch: báo cáo …": a name that nothing knows, set off at the head of what it is to send; [] without one. */
export function labelled(clause: Passage, act: number): readonly Body[] {
  const said = /^(?<name>\p{L}+(?: \p{L}+){1,6}): (?<rest>.*)$/u.exec(clause.key.slice(0, act));
  const name = said?.groups?.['name'] ?? '';
  if (name === '' || NO_LABEL.test(name) || !MUST.test(said?.groups?.['rest'] ?? '')) return [];
  if (!/^\p{Lu}/u.test(clause.plain)) return [];
  const body = clause.text.slice(0, name.length);
  const identity = identityOf(body);
  return [
    { start: 0, end: name.length, name: body, identity, family: 'organisation', group: false },
  ];
}

/** "các | bến thuyền": things, times and works that come in numbers and owe nothing. */
const NO_KIND =
  /^(?:báo|nội|kết quả|hồ sơ|văn|số|biểu|mẫu|phiếu|ý kiến|kế hoạch|phương|danh|tài liệu|vướng|khó|trường hợp|vấn|tháng|quý|năm|tuần|ngày|kỳ|đợt|lần|nhiệm|hoạt|công(?! (?:trường|đoàn|nhân|dân|chức|an|ty))|giải|chỉ|chương|dự|đề|sản phẩm|thông|loại|bước|việc|nguồn|khoản|mốc|nghị|quyết|kiến|bản|bài|minh|chứng|hóa|hợp(?! tác)|vụ|sự|cuộc|hội nghị|lớp|biện|điều|yêu|quy|tiêu|cấp|khâu|mặt|nước|tỉnh|tình|phần|giai|thời|đối tượng|tin|hình|thủ tục|quyền|chế|chính|tổ chức|bên)(?!\p{L})/u;

/** What may stand before such a kind at the head of a clause. */
const TURNS_TO_KIND =
  /^(?:(?:yêu cầu|đề nghị|giao|riêng|đối với) )?(?=(?:tất cả |toàn bộ )?(?:các|những|mỗi|từng) (?<kind>[^;,.:()]{3,60}))/u;

/** "Các bến thuyền | rà soát, gửi …": many of a kind that nothing knows, at the head of a clause right before what they do; [] without one. */
export function manyOfAKind(clause: Passage, act: number): readonly Body[] {
  const found = TURNS_TO_KIND.exec(clause.key);
  const start = found?.[0].length ?? 0;
  if (found === null || act >= clause.text.length || NO_KIND.test(found.groups?.['kind'] ?? ''))
    return [];
  const words = [...clause.key.slice(start, act + 1).matchAll(/ (?=\p{L})/gu)];
  // The word for many and one of the kind come first, then at most five more.
  const does = words
    .slice(1, 7)
    .find(({ index }) => doesSomething(clause.key.slice(start + index)));
  if (does === undefined) return [];
  const end = start + does.index;
  const name = clause.text.slice(start, end);
  if (/[^\p{L} ]/u.test(name)) return [];
  const identity = fold(name).replace(/^các /u, '');
  return [{ start, end, name, identity, family: 'organisation', group: true }];
}
