import { identityOf } from '../../domain/body-identity.js';
import { fold } from '../../domain/fold.js';
import { areListed, bodiesIn, HEAD_OF, runFrom, type Body } from '../bodies.js';
import { NO_BODY } from '../papers.js';
import { isCutShort, openBodyAt, openRunAt } from '../open-bodies.js';
import type { Passage } from '../passage.js';

/** "để tổng hợp(, báo cáo …)": the receiver merges, perhaps for somebody above it. */
export const PURPOSE =
  /(?:để|nhằm)\s+(?:theo dõi,?\s*)?(?:và\s+)?(?:(?:sở|bộ|công an|ubnd|ủy ban|văn phòng|ban|phòng|tỉnh)(?: \p{L}+){0,7} )?tổng hợp/u;

/** Where a duty's purpose stands, and where it names a further report, if it does. */
export function purposeOf(own: Passage): { at: number; reportsAt: number | null } | null {
  const found = PURPOSE.exec(own.key);
  if (found === null) return null;
  const reports = /báo cáo/u.exec(own.key.slice(found.index));
  return { at: found.index, reportsAt: reports === null ? null : found.index + reports.index };
}

/** What leads from the verb to whom a duty is addressed. */
const TO =
  /(?<!\p{L})(?:báo cáo|giải trình|đăng ký|đề xuất|thống nhất|trao đổi)[^,;()]{0,60} (?<!đối )với\s*$|(?<!\p{L})(?:về|gửi|nộp|(?:nộp|đăng ký)(?: \p{L}+){0,6} tại|chuyển|cho|lên|đến|tới|sang|trả|trả lời|trình|đề xuất|thông qua|nhắn tin|báo cáo|(?<!(?:cảnh|dự|tin|thông|khai) )báo)(?:\s+(?:lại|cho|về|lên|đồng chí|địa chỉ|đề xuất|kết quả|nhanh|gửi|ngay|bằng văn bản|trực tiếp))?\s*$|(?<!\p{L})(?:về|gửi|đến|tới)\s*:\s*$|(?:^|, )nơi (?:tiếp )?nhận[^;]{0,80} là\s*$/u;
/** "báo cáo Giám đốc Sở …", "báo cáo Trưởng Ban Chỉ đạo": the body is its head's. */
const HEAD = new RegExp(`${HEAD_OF}$`, 'u');
/** A copy for a further addressee: ", đồng gửi Sở …". */
const COPY = /(?:đồng gửi|đồng thời gửi|đồng kính gửi)(?: về)?\s*$/u;

/** Where words end and how far a duty reaches for those it is addressed to. */
export interface Address {
  readonly verbEnd: number;
  readonly before: number;
  /** Who issues the document: there "gửi về Sở" needs no name. */
  readonly issuer: string | null;
}

/** The bodies that a duty is addressed to, before a place of its words. */
export function recipientsIn(
  own: Passage,
  bodies: readonly Body[],
  { verbEnd, before, issuer }: Address,
): Body[] {
  const named = namedRecipients(own, bodies, { verbEnd, before });
  const [first] = named;
  if (first === undefined) {
    const unnamed = unnamedRecipient(own, { before, issuer });
    // "Đảng ủy, UBND xã": the one that no table names stands before one that it does.
    const [open] = unnamed;
    const next = bodies.findIndex(
      (body) => open !== undefined && body.start >= open.end && areListed(own, open, body),
    );
    const more = next === -1 ? [] : runFrom(own, bodies, next);
    return [...unnamed, ...more.filter(({ start }) => start < before)];
  }
  // "về Văn phòng …, đồng gửi Sở …": the copy goes beside the one who has no name here.
  const isCopy = COPY.test(own.key.slice(0, first.start));
  return isCopy ? [...unnamedRecipient(own, { before: first.start, issuer }), ...named] : named;
}

/** Verbs that a receiver follows at once. */
const LEADS_TO_RECEIVER =
  /(?<!\p{L})(?:về|gửi|(?:nộp|đăng ký)(?: \p{L}+){0,6} tại|nộp|cho|trình|đến|tới|lên|sang|trả lời|phản hồi(?= (?:doanh nghiệp|người|công dân|đơn vị|khách))|trả|chuyển|thông qua|(?<!(?:cảnh|dự|tin|thông|khai) )báo(?= (?:phòng|trưởng|hiệu trưởng|ban)(?!\p{L}))|báo cáo(?: bằng văn bản| trực tiếp| nhanh| ngay| lại)?|(?<=(?<!\p{L})(?:báo cáo|đăng ký|đề xuất) [^,;()]{1,60} )với)\s+(?:(?:lại|về|cho|lên|đến|với)\s+)?(?=\p{L})/gu;
/** The head of a body's name that stands for the whole where it issues the document: "gửi về Sở". */
const BARE =
  /^(?:sở|bộ|văn phòng|cục|chi cục|ban|hội|tỉnh đoàn|thành đoàn|liên đoàn lao động|mặt trận|công an tỉnh)(?=\s*(?:$|[,.;:()\uE000-\uE003]|(?:trước|chậm|muộn|qua|để|bằng|hằng|hàng|theo|vào|trong|sau|xong|lần|đợt|bản|01|02|tổng hợp|khi|và|tuần|tháng|quý|định kỳ|dự thảo|kết quả|danh|báo cáo|phương|các|hồ sơ|đề|không|ngay|mỗi|kèm|cùng)(?!\p{L})))/u;

/** An office that stands for the body it heads: "trình Giám đốc", "báo cáo Chánh Thanh tra". */
const TITLE =
  /^(?:tổng giám đốc|giám đốc|chánh thanh tra|chánh văn phòng|chánh án|bộ trưởng|thủ tướng|chủ tịch|bí thư|hiệu trưởng|viện trưởng|cục trưởng|chi cục trưởng|chỉ huy trưởng|tư lệnh|trưởng (?:ban|phòng|đoàn|khoa)|chủ nhiệm|phó (?:giám đốc|hiệu trưởng|chủ tịch|cục trưởng)|tổ trưởng|hội đồng quản trị|ban giám (?:đốc|hiệu)|ban điều hành|ban thường vụ|ban chấp hành|lãnh đạo (?:sở|cục|chi cục|bộ|ban|phòng|viện|trường|công ty))(?=\s*(?:$|[,.;:()\uE000-\uE003])|\s+(?:trước|chậm|muộn|vào|trong|ký|phê|xem|để|hằng|hàng|qua|kết|tình|sau|ngay|không|danh|bản|các|cho|theo|về|bằng|kèm|định|mỗi|ban hành|duyệt|thông|ngày|xong|báo cáo|tờ trình|hồ sơ|dự thảo|đề án|quyết định|kế hoạch|phương án|công nhận|ít nhất|tối thiểu)(?!\p{L}))/u;
/** A receiver printed without a capital, behind a word that leads to one: "về văn phòng khoa". */
const PLAIN =
  /^(?:phản hồi|trả lời) (?=doanh nghiệp|người|công dân|đơn vị|khách)|^(?:(?:gửi |nộp |chuyển |báo cáo )?(?:về|cho|đến|tới|lên|sang|trình)|báo cáo(?= (?:lãnh đạo|cấp|trưởng)(?!\p{L}))|(?:gửi|nộp|chuyển)(?= (?:lại )?(?:trung tâm|phòng|khoa|bộ môn|giáo vụ|trạm|ban quản|tổ trưởng|trưởng|bộ phận|văn phòng|chi bộ|công an|cảnh sát|điều phối viên|kế toán|thủ quỹ|văn thư|thư ký|ubnd|ủy ban|đảng ủy|cấp|hạt|đội|đại biểu)(?!\p{L}))) (?:lại )?(?:trung tâm|khoa|bộ môn|giáo vụ|trạm|trưởng|chi bộ|công an|cảnh sát|điều phối viên|thủ quỹ|văn thư|thư ký|ubnd|ủy ban|đảng ủy|cấp|hạt|đội|lãnh đạo|văn phòng|bộ phận|cơ quan|đơn vị|tổ|ban|phòng|người|giáo viên|viên chức|nhà trường|trường|công đoàn|kế toán|đại biểu|chi ủy|hội viên|thành viên|tổ chức|cấp trên|chủ(?= (?:tài khoản|đầu tư|sở hữu|nhiệm)))(?! (?:có|chưa|bị|được))(?!\p{L})/u;

/** A receiver that no table names: the issuer by the head of its name, or a body printed with a capital. */
function unnamedRecipient(
  own: Passage,
  { before, issuer }: Pick<Address, 'before' | 'issuer'>,
): Body[] {
  for (const { index, 0: verb } of own.key.slice(0, before).matchAll(LEADS_TO_RECEIVER)) {
    const at = index + verb.length;
    const isCapital = /^\p{Lu}/u.test(own.plain.slice(at));
    const head = BARE.exec(own.key.slice(at, at + 60))?.[0];
    if (head !== undefined && isCapital && issuer !== null && fold(issuer).startsWith(`${head} `)) {
      return [bodyNamed(issuer, at, at + head.length)];
    }
    const title = TITLE.exec(own.key.slice(at, at + 60))?.[0];
    if (title !== undefined)
      return [bodyNamed(own.text.slice(at, at + title.length), at, at + title.length)];
    const isNamed = isCapital || PLAIN.test(own.key.slice(index, at + 30));
    const run = isNamed ? openRunAt(own, at, bodiesIn(own), before) : [];
    if (run.length > 0) return run;
    const shaped = isCapital ? capitalisedAt(own, at, before) : null;
    if (shaped !== null) return [shaped];
  }
  return [];
}

/** Where the name of a receiver ends that nothing but its capital shows. */
const ENDS =
  /[,;.:()|\uE000-\uE003]|\s(?:trước|xong|nội trong|chậm|muộn|vào|trong|ký|phê|xem|để|hằng|hàng|qua|kết|tình|sau|ngay|không|danh|bản|các|cho|theo|về|bằng|kèm|định|mỗi|ban hành|duyệt|thông|ngày|xong|và|tại|khi|lúc|sáng|chiều|tối|thứ|tuần|tháng|quý|một|những|đúng|phương|dự|thẩm|quyết|ít|tối|công nhận|báo cáo|tờ trình|hồ sơ|đề án|nội dung|số liệu|tình|khi|chưa|\d)(?!\p{L})|$/u;

/** A receiver known by its capital alone, right behind the verb of sending: "trình Thường trực", "gửi PC06". */
function capitalisedAt(own: Passage, at: number, before: number): Body | null {
  const key = own.key.slice(at, Math.min(before, at + 70));
  if (NO_BODY.test(key)) return null;
  // "báo cáo Sở | mực nước các hồ": a department that no field follows is the one that everybody knows.
  const end = key.startsWith('sở ') ? 2 : (ENDS.exec(key)?.index ?? key.length);
  const name = own.text.slice(at, at + end).trimEnd();
  return (end < 3 && !/^(?:Sở|Bộ|\p{Lu}{2})$/u.test(name)) || end > 60 || /\d{3}|["“]/u.test(name)
    ? null
    : bodyNamed(name, at, at + name.length);
}

function bodyNamed(name: string, start: number, end: number): Body {
  return { start, end, name, identity: identityOf(name), family: 'organisation', group: false };
}

function namedRecipients(
  own: Passage,
  bodies: readonly Body[],
  { verbEnd, before }: Pick<Address, 'verbEnd' | 'before'>,
): Body[] {
  for (const [index, body] of bodies.entries()) {
    if (body.start >= before) return [];
    if (body.start < verbEnd - 9) continue;
    const lead = own.key.slice(0, body.start).replace(HEAD, '');
    if (lead.split('(').length > lead.split(')').length || !TO.test(lead)) continue;
    const run = goneOn(own, bodies, index).filter(({ start }) => start < before);
    const copy = bodies.findIndex(({ start }) => COPY.test(own.key.slice(0, start)));
    return copy > index ? [...run, ...runFrom(own, bodies, copy)] : run;
  }
  return [];
}

/** The bodies listed from the one at `index`, with those behind them that no table names. */
function goneOn(own: Passage, bodies: readonly Body[], index: number): Body[] {
  const run = runFrom(own, bodies, index);
  const cut = run.at(-1);
  // "các Ban | HĐND": the table knows the beginning of the name only.
  const whole = cut !== undefined && isCutShort(cut) ? openBodyAt(own, cut.start) : null;
  if (cut !== undefined && whole !== null && whole.end > cut.end) run.splice(-1, 1, whole);
  const last = run.at(-1);
  const link =
    last === undefined
      ? null
      : /^(?:,| và|, và) (?=(?<capital>\p{Lu})|(?:các )?(?:cơ quan|đơn vị|tổ chức|phòng|ban|chi cục|hạt|trạm) )/u.exec(
          own.plain.slice(last.end),
        );
  if (last === undefined || link === null) return run;
  const more = openRunAt(own, last.end + link[0].length, bodies);
  const end = more.at(-1)?.end ?? last.end;
  // In plain letters it may be who does the next thing: "… gửi Sở Y tế và các đơn vị tổ chức …".
  const isEnd = link.groups?.['capital'] !== undefined || ENDS_LIST.test(own.key.slice(end));
  return isEnd ? [...run, ...more] : run;
}

/** What stands behind a list of those who receive. */
const ENDS_LIST =
  /^\s*(?:$|[,;.)]|(?:trước|chậm|muộn|để|trong|vào|qua|bằng|theo|hằng|hàng|sau|định kỳ)(?!\p{L}))/u;
