import { fold } from '../domain/fold.js';
import { bodiesIn, HEAD_OF } from './bodies.js';
import { PURPOSE } from './facts/addressing.js';
import { isOpen, isTimed, type Duty } from './facts/duty.js';
import { cutsNames } from './name-edges.js';
import { doesSomething, openBodyAt } from './open-bodies.js';
import { NO_BODY } from './papers.js';
import { evidenceOf, type Passage } from './passage.js';

/** What leads to somebody that something is sent to, printed with a capital. */
const TO: readonly RegExp[] = [
  /(?<!\p{L})(?:gửi|nộp|trình|chuyển|bàn giao|báo cáo|thông báo|phản hồi|trả lời|phúc đáp|hồi đáp)(?: (?:lại|kết quả|bằng văn bản|trực tiếp|nhanh))?(?: (?:về|cho|lên|đến|tới|sang))? (?=\p{L})/gu,
  /(?<!\p{L})(?:gửi|nộp|chuyển|báo cáo|kết quả|cung cấp|nhắn|bàn giao|số liệu)(?!\p{L})[^,;:()]{0,60} (?:về|cho|lên|tới) (?=\p{L})/gu,
  /(?<!\p{L})(?:ý kiến|thống nhất|báo cáo|đăng ký|trao đổi|thông tin)(?!\p{L})[^,;:()]{0,60} (?<!đối )với (?=\p{L})/gu,
];
/**
 * Whether the words of a clause name somebody that its duties say nothing of: another subject than the one
 * who is said to owe, or a receiver where none was read.
 */
export function namesOthers(source: string, clause: Passage, duties: readonly Duty[]): boolean {
  const timed = duties.filter(isTimed);
  return (
    timed.length > 0 &&
    (hasOtherSubject(source, clause, timed) ||
      hasOtherActor(clause, duties) ||
      hasUnknownActor(clause, duties) ||
      hasUnknownSubject(source, clause, timed) ||
      hasPassedOver(source, clause, timed) ||
      isAskersOwn(source, timed) ||
      hasUnreadReceiver(clause, duties) ||
      cutsNames(source, clause, timed))
  );
}

/** Whether a clause begins with a body, or turns to one right before its verb, that none of its duties says to owe. */
function hasOtherSubject(source: string, clause: Passage, duties: readonly Duty[]): boolean {
  const subject = bodiesIn(clause).find(({ start }) => start === 0) ?? openBodyAt(clause, 0);
  if (
    subject === null ||
    !/^\s*(?:phải|cần|có trách nhiệm|nghiêm túc|khẩn trương|gửi|nộp|báo cáo|trình|lập|tổng hợp|rà soát|:)/u.test(
      clause.key.slice(subject.end),
    )
  )
    return false;
  const place = evidenceOf(source, clause, subject.start, subject.end);
  const name = fold(subject.name);
  // A sentence that shares its days out begins with whom its first duty is for.
  return !duties.some(
    ({ ownerPlaces, owners }) =>
      ownerPlaces.some(({ start, end }) => start < place.end && place.start < end) ||
      owners.some((owner) => fold(owner.name) === name),
  );
}

/** What leads from a subject to its sending. */
const SENDS_ON =
  /^\s*(?:phải |cần )?(?:gửi|nộp|báo cáo|trình|chuyển|trả lời|phản hồi|cung cấp|thông báo)(?!\p{L})/u;

/** Whether somebody with a capital stands right before a verb of sending, and no duty of the clause names them. */
function hasOtherActor(clause: Passage, duties: readonly Duty[]): boolean {
  const named = duties.flatMap(({ owners, recipients }) => [...owners, ...recipients]);
  return [...clause.plain.matchAll(/, (?=\p{Lu})/gu)].some(({ index }) => {
    const at = index + 2;
    const actor = bodiesIn(clause).find(({ start }) => start === at) ?? openBodyAt(clause, at);
    if (actor === null || !SENDS_ON.test(clause.key.slice(actor.end))) return false;
    const name = fold(actor.name);
    return !named.some((body) => fold(body.name).includes(name) || name.includes(fold(body.name)));
  });
}

/** A name of several capitals that no table knows, right before a verb of sending: "…, Bộ Tổng Tham mưu báo cáo". */
const CAPITALS =
  /(?:^|[,;:] )(?<name>\p{Lu}\p{L}*(?: \p{Lu}\p{L}*)+(?: \p{Ll}+){0,2})(?= (?:báo cáo|gửi|nộp|trình|tổng hợp)(?!\p{L}))/gu;

/** Whether such a name acts in a clause and no duty of it says so. */
function hasUnknownActor(clause: Passage, duties: readonly Duty[]): boolean {
  const named = duties.flatMap(({ owners, recipients }) => [...owners, ...recipients]);
  return [...clause.plain.matchAll(CAPITALS)].some(({ groups }) => {
    const name = fold(groups?.['name'] ?? '');
    return !named.some((body) => fold(body.name).includes(name) || name.includes(fold(body.name)));
  });
}

/** "Cá nhân | tự đánh giá …, nộp cho …": few words before the first verb of a clause that are no verb: somebody. */
function hasUnknownSubject(source: string, clause: Passage, duties: readonly Duty[]): boolean {
  const place = evidenceOf(source, clause);
  const isOwn = duties.some(
    ({ owners, ownerPlaces }) =>
      owners.length === 0 ||
      ownerPlaces.some(({ start, end }) => start < place.end && place.start < end),
  );
  // "Phúc khảo: thí sinh nộp đơn …": who does it may stand behind what the item is about.
  const key = clause.key.slice(/^[^:;,.]{2,40}: /u.exec(clause.key)?.[0].length ?? 0);
  const said = /^(?:\p{L}+ ){1,4}(?=\p{L})/u.exec(key)?.[0] ?? '';
  const words = said.split(' ').slice(0, -1);
  if (isOwn || NO_SUBJECT.test(key) || doesSomething(key)) return false;
  // A word may be the first of a verb of two: the verb begins behind the second word at the earliest.
  return words.some(
    (_, nth) => nth >= 1 && doesSomething(key.slice(words.slice(0, nth + 1).join(' ').length)),
  );
}

/** "Ban Thường vụ | đề nghị các chi hội góp ý; văn bản gửi về …": whether somebody is said to owe who asks others. */
function isAskersOwn(source: string, duties: readonly Duty[]): boolean {
  return duties.some(({ ownerPlaces }) =>
    ownerPlaces.some(({ end }) =>
      /^\s+(?:đề nghị|yêu cầu|kính (?:đề|chuyển|mong)|trân trọng|chuyển tiếp|mong|giao|phân công|hướng dẫn|thông báo (?:tới|đến|để))(?!\p{L})/u.test(
        fold(source.slice(end, end + 30)),
      ),
    ),
  );
}

/** Words at the head of a clause that are a thing, a time or work, and nobody. */
const NO_SUBJECT =
  /^(?:báo|kết|danh|hồ|số|biểu|văn|phiếu|bản|bảng|tài|chứng|ý|kế|phương|đề|dự|tờ|nội|thời|hạn|thống|nơi|định|hằng|hàng|trước|sau|khi|trong|ngày|tháng|quý(?! (?:công ty|cơ quan|đơn vị|phụ huynh|trường|thầy|vị|khách|doanh nghiệp|đại biểu|ông|bà))|năm|tuần|sáng|chiều|cuối|đầu|giữa|chậm|muộn|mỗi|cứ|từ|đến|để|nhằm|riêng|đối|ngoài|nếu|trường hợp|việc|các (?:nội|báo|văn|biểu|ý|vướng|hồ)|mọi|toàn|tình|tiến|thông|sơ|tổng|học|phối|vận|khảo|kiểm|kiện|niêm|công|phân|giám|bảo|đảm|đẩy|tham|chủ|phát|khẩn|nhập|điều|xử|xét|thẩm|đăng|hướng|thực|triển|xây|rà|lập|gửi|nộp|trình|quá|do|theo|hình|địa|sản|chế|kỳ|đợt|lần|giai|bước|một|hai|ba|bốn|nghiêm|giao|yêu|quyết(?! toán)|khiếu|nhận|không|chỉ|tăng|tuyên|cung|cập|bố|bổ|đôn|theo|nêu|làm|tự|chọn|cử|mời|mở|thu|chi|ghi|đánh|đối)(?!\p{L})/u;

/** What before a body shows that it is neither said to owe nor to receive. */
const IN_PASSING =
  /(?<!\p{L})(?:theo|tại|trên|thuộc|trong|với|cùng|bởi|giữa|từ|phối hợp|kiểm tra|hướng dẫn|tham mưu|giúp|bàn|là|thăm|vào|của|có|mẫu|vốn|vay|nguồn|dự án)\s+(?:các )?$|(?:số|ngày) [^\s]+ (?:ngày [^\s]+ )?của $|\([^)]*$/u;

/** Whether owners from elsewhere are said to owe what a clause asks for that names a body itself, before its verb. */
function hasPassedOver(source: string, clause: Passage, duties: readonly Duty[]): boolean {
  const place = evidenceOf(source, clause);
  const isOwn = duties.some(({ ownerPlaces }) =>
    ownerPlaces.some(({ start, end }) => start < place.end && place.start < end),
  );
  if (isOwn) return false;
  const named = duties.flatMap(({ owners, recipients, onward, except, via }) => [
    ...[...owners, ...recipients, ...except, ...(onward?.recipients ?? [])].map(({ name }) => name),
    ...(via === null ? [] : [via]),
  ]);
  const names = named.map(fold);
  const before = PURPOSE.exec(clause.key)?.index ?? clause.key.length;
  return bodiesIn(clause).some(({ start, name }) => {
    const known = names.some((one) => one.includes(fold(name)) || fold(name).includes(one));
    return start < before && !known && !IN_PASSING.test(clause.key.slice(0, start));
  });
}

/** What behind "gửi", "về", "cho" is sent, or tells when, how and what about; and is nobody. */
const NO_RECEIVER =
  /^(?:\d|["“(]|địa chỉ|hộp thư|email|e-mail|thư điện tử|link|đường (?:link|dẫn|truyền)|(?:các |những |toàn bộ |đầy đủ |kèm(?: theo)? |lại |ngay |nhanh |trực tiếp |bổ sung )*(?:báo|kết|danh|hồ sơ|số|biểu|văn bản|phiếu|bản|bảng|bài|tài|chứng|ý|kế|phương|đề|dự|tờ|nội|thời|hạn|thống|tình|tiến|việc|công(?! (?:chức|an|đoàn|ty|nhân))|mẫu|file|ảnh|hình|tin|sản phẩm|thông tin|thông báo|dữ|nhu|đăng|minh|kinh|giấy|đơn|lịch|nghị|quyết|chương|hợp đồng|thuyết|giải|nhật|sổ|biên|xác|quy|tham luận|vướng|khó|hoạt|thực|quá|chất|vấn|một|hai|ba|những|mọi|cả|năm|tháng|quý|tuần|ngày|kỳ|đợt|từng|mỗi|định|hằng|hàng|trước|sau|chậm|muộn|trong|trên|qua|bằng|theo|tại|và|hoặc|để|khi|đúng|đủ|như|vào|về (?:việc|tình|kết|công|nội)|cho (?:đến|tới)|đến (?:hết|ngày|khi)|(?:người )?dân|phù hợp|không|thẩm định|phê duyệt|xem xét|ký|duyệt|in|đóng|điện tử|chính thức|gồm|cụ thể|sớm|xong|hết|hết hạn|đơn vị mình|nhau|tiền|khoản|đủ|vốn|diện|lượng|sự|điểm|các (?:chỉ|loại|khoản|vụ|nguồn|mặt|lĩnh|hoạt|cuộc|bước|lớp|nhiệm|giải|chính|chế|trường hợp|điều|đối tượng|bước|thủ)))(?!\p{L})|^(?:báo cáo|danh sách)/u;

/** "Giám đốc | Công an tỉnh": the body is its head's. */
const TITLE = new RegExp(`^(?:đồng chí )?${HEAD_OF}`, 'u');

/** Whether words lead to a receiver with a capital that none of some duties names, up to what the sending is for. */
function hasUnreadReceiver(clause: Passage, duties: readonly Duty[]): boolean {
  const known = duties.flatMap(({ owners, recipients, via, onward, contactPoint, except }) => [
    ...[...owners, ...recipients, ...except, ...(onward?.recipients ?? [])].map(({ name }) => name),
    ...(via === null ? [] : [via]),
    ...(contactPoint === null ? [] : [contactPoint.unit]),
  ]);
  const names = known.map(fold);
  const before = PURPOSE.exec(clause.key)?.index ?? clause.key.length;
  return TO.flatMap((row) => [...clause.key.slice(0, before).matchAll(row)]).some(
    ({ index, 0: said }) => {
      const at = index + said.length;
      const rest = clause.key.slice(at);
      // Printed without a capital it is missed where nobody else receives.
      if (!/\p{Lu}/u.test(clause.plain.charAt(at)))
        return duties.every(isOpen) && !NO_BODY.test(rest) && !NO_RECEIVER.test(rest);
      // "về Sở" of the department itself is its whole name by now.
      const bare = rest.replace(TITLE, '');
      const head = /^\p{L}+(?: \p{L}+)?/u.exec(bare)?.[0] ?? bare;
      return (
        !NO_BODY.test(rest) &&
        !names.some(
          (name) => [rest, bare].some((one) => one.startsWith(name)) || name.includes(head),
        )
      );
    },
  );
}
