import { fold } from '../domain/fold.js';
import type { Duty } from './facts/duty.js';
import { doesSomething } from './open-bodies.js';
import { OWNER_CELL } from './task-tables.js';
import { evidenceOf, type Passage } from './passage.js';
import { timesIn } from './times.js';

/** What behind a name shows that it goes on: a capital, a number of its own, where it is. */
const GOES_ON =
  /^ (?:\p{Lu}|- \p{Lu}|số \d|\d{1,2}(?=[,;.]|$| \p{L}{2,} (?:tổng|báo|gửi))|(?:cơ sở|khu vực|miền|vùng|trực thuộc|nơi|phụ trách|chuyên|cấp (?:xã|tỉnh)|tuyến)(?!\p{L}))/u;
/** ", chống ma túy", ", hỗ trợ doanh nghiệp": a further field of the same unit, which no verb of sending follows at once. */
const FURTHER_FIELD =
  /^, (?:chống|hỗ trợ|phát triển|kiểm soát|tuyên truyền|giám sát|khen thưởng|bồi dưỡng|chữa bệnh|cứu nạn)(?!\p{L})/u;
/** A verb inside a name: words that do not belong to it. */
const TOOK_ALONG =
  /(?<!\p{L})(?:gửi|nộp|báo cáo|(?<!(?:công|chương|quy|lộ|tiến) )trình|(?<!(?:phòng|vụ|ban|khoa|bệnh viện|tổ|bộ phận|nhóm) )tổng hợp|trước|chậm nhất|muộn nhất|hằng|hàng (?:ngày|tuần|tháng|quý|năm)|vào|để|theo|kèm|bằng|sớm hơn|ít nhất)(?!\p{L})| (?:có|là|sẽ|đã|phải|được|trong|của|và|với|cho|tại|[\d-]{1,2})$/u;
/** "khoa | để xảy ra sự cố", "Sở | được giao": words that say which of them is meant. */
const WHICH =
  /^ (?:để xảy|nào|bị|gặp|được (?!thực|triển)|có (?:sự|vụ|người|trường|học|bệnh|công trình|dự án|số|từ|thay|phát|nhu)|chưa|không)(?!\p{L})/u;
/** What may stand between a subject and its verb. */
const LEADS_ON =
  /^(?:\s*(?:$|[,;:.()|\uE000-\uE003–“"-])| (?:và|hoặc|cùng|nêu trên|sau đây|thì|có|cho|báo|giám sát|lãnh đạo|phát động|làm|dự|do|đối với)(?!\p{L}))/u;

/**
 * Whether a name that the duties of a clause give is shorter than it is printed, "Thuế | cơ sở 4", or took
 * words along that are none of it, "Kho bạc 02 bản": then the whole clause is for a person to look at.
 */
export function cutsNames(source: string, clause: Passage, duties: readonly Duty[]): boolean {
  return duties.some(
    ({ owners, ownerPlaces, recipients }) =>
      recipients.some(({ name }) => tookAlong(name) || isCutIn(clause, name)) ||
      owners.some((owner, index) => {
        const place = ownerPlaces[index];
        // The cell of a table holds names and nothing else.
        const isCell = place === undefined || clause.key.includes(OWNER_CELL);
        const end = isCell ? null : endIn(source, clause, place.end);
        return tookAlong(owner.name) || (end !== null && !isSubjectsEnd(clause, end, owner.group));
      }),
  );
}

function tookAlong(name: string): boolean {
  const key = fold(name);
  return TOOK_ALONG.test(key) || timesIn(key).length > 0;
}

/** Whether a receiver's name goes on in every place of a clause that prints it. */
function isCutIn({ key, plain }: Passage, name: string): boolean {
  const words = fold(name);
  const ends: number[] = [];
  for (let at = key.indexOf(words); at !== -1; at = key.indexOf(words, at + 1))
    ends.push(at + words.length);
  return (
    ends.length > 0 &&
    ends.every(
      (end) => GOES_ON.test(plain.slice(end, end + 40)) || FURTHER_FIELD.test(key.slice(end)),
    )
  );
}

/** Where in a clause a place of the extracted text ends; null where it lies outside. */
function endIn(source: string, clause: Passage, place: number): number | null {
  const whole = evidenceOf(source, clause);
  const at = place <= whole.start || place > whole.end ? -1 : clause.to.indexOf(place);
  return at === -1 ? null : at + 1;
}

/** Whether what a subject does, or a mark, stands behind its name. */
function isSubjectsEnd({ key, plain }: Passage, end: number, isGroup: boolean): boolean {
  const rest = key.slice(end, end + 60);
  if (GOES_ON.test(plain.slice(end, end + 40)) && !isGroup) return false;
  if (FURTHER_FIELD.test(rest) || WHICH.test(rest)) return false;
  return LEADS_ON.test(rest) || doesSomething(rest);
}
