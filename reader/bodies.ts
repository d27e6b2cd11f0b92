import { BODY_PATTERNS, type BodyFamily } from './body-names.js';
import { identityOf, OF_SOME_COMMUNES } from '../domain/body-identity.js';
import { ENDS_NAME } from './due/limit-words.js';
import { FIELDS } from './fields.js';
import { fold } from '../domain/fold.js';
import type { Passage } from './passage.js';

/** A body named in a passage. */
export interface Body {
  /** Its place in the passage. */
  readonly start: number;
  readonly end: number;
  /** As printed; "Sở Y tế" where the text says "Sở Tư pháp, Y tế". */
  readonly name: string;
  /** The same for one and the same body however it is written. */
  readonly identity: string;
  readonly family: BodyFamily;
  readonly group: boolean;
}

const COMPILED = BODY_PATTERNS.map((pattern) => ({
  ...pattern,
  pattern: new RegExp(pattern.source, 'uy'),
}));
/** The words that a name can begin with: a cheap filter before the table is tried. */
const HEADS =
  /(?<![\p{L}\d])(?:ubnd|ủy|công|các|cơ|tổ|tất|sở|bộ|thủ|văn|chính|quốc|ban|thường|hội|hđnd|thi|tỉnh|thành|chủ|phó|đoàn|viện|tòa|chi|cục|trạm|vụ|ngân|mặt|mttq|mttqvn|đài|báo|liên|hiệp|bảo|kho|thanh|bưu|điện|thuế|trường|trung|bệnh|phòng|cấp|tập|tổng|điện|quân|cảng|giám|lãnh|trưởng|bch|vksnd|tand|lđlđ|bhxh|đảng|huyện|thống|viettel|vnpt|mobifone|agribank|vietinbank|bidv|khối|p?[achktvx]\d{2})(?!\p{L})/gu;
/** A proper name behind a body: " Sông Hương", " Hà Nam Ninh". */
const PROPER = /(?: \p{Lu}[\p{Ll}]+){1,4}(?![\p{L}])/uy;
/** Capitalised words that begin a sentence, not a name. */
const NO_PROPER =
  /^ (?:chủ|phối|chỉ|tham|tổ|tăng|triển|thực|hướng|xây|tiếp|căn|đẩy|phát|theo|rà|kiểm|tuyên|đôn|là|có|nâng|bố|địa|và|trước|sau|khi|từ|trong|đến|báo|gửi|ban|đề|thường|quý|tháng|năm|hằng|định|số|chậm|sở|ubnd|ủy|công|bộ|các|yêu|giao|để|tại|kịp|quan|làm|đảm|bảo) /u;
const TAKES_PROPER =
  /(?:tỉnh|thành phố|tp\.?|xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|đoàn|truyền hình|hải quan|hàng hải|điện lực|viễn thông|bưu điện|kho bạc nhà nước|báo|trung tâm|bệnh viện|trường (?:đại học|cao đẳng|chính trị)|cục|khu (?:công nghiệp|kinh tế|chế xuất)|ngân hàng nhà nước|viettel|vnpt|mobifone|(?:bhxh|bảo hiểm xã hội|thuế|thống kê) cơ sở)$/u;
/** A department without its head noun, after one that has it: ", Y tế", " và Tài chính". */
const ELIDED = new RegExp(
  String.raw`(?:,| và|, và) (${FIELDS.join('|')})(?!\p{L})(?! (?:cơ sở|dự phòng))`,
  'uy',
);

/** "các Sở: Y tế, …", "các sở Y tế, …": the head noun once for all of them. */
const SHARED_HEAD = new RegExp(
  String.raw`các sở(?=(?:\s?:)? (?:${FIELDS.join('|')})(?:,| và )(?!\s?(?:ban|ngành)))`,
  'uy',
);
/** The places that a group is of: " A Lưới, Phú Vang và thị xã Hương Thủy", ": Tân Lập, Bình Minh". */
const NAMED_PLACES =
  /:?(?: \p{Lu}\p{L}*)+(?:(?:,| và|, và)(?: (?:các )?(?:xã|phường|thị xã|huyện|thành phố|thị trấn|đặc khu))?(?: \p{Lu}\p{L}*)+)*(?=[,;.:)]|$| \p{Ll})/uy;

/** Passages do not change, and every pass asks anew: a sentence of many duties would be searched for each of them. */
const found = new WeakMap<Passage, readonly Body[]>();
/** The parts of a passage are cut anew for each duty: what the same words name is looked for once. */
const byText = new Map<string, readonly Body[]>();
const MOST_TEXTS = 4000;

/** The bodies that a passage names, in order, none inside another. */
export function bodiesIn(passage: Passage): readonly Body[] {
  const known = found.get(passage);
  if (known !== undefined) return known;
  const bodies = byText.get(passage.text) ?? searched(passage);
  if (byText.size >= MOST_TEXTS) byText.clear();
  byText.set(passage.text, bodies);
  found.set(passage, bodies);
  return bodies;
}

function searched(passage: Passage): Body[] {
  const { key } = passage;
  const bodies: Body[] = [];
  let done = 0;
  for (const { index } of key.matchAll(HEADS)) {
    if (index < done) continue;
    const shared = sharedHead(passage, index);
    if (shared.length > 0) {
      bodies.push(...shared);
      done = shared.at(-1)?.end ?? done;
      continue;
    }
    const body = bodyAt(passage, index);
    if (body === null) continue;
    bodies.push(body);
    done = body.end;
    if (!body.identity.startsWith('sở ')) continue;
    for (const elided of elidedAfter(passage, body.end)) {
      bodies.push(elided);
      done = elided.end;
    }
  }
  return bodies;
}

/** The office of the head of a body before its name: "Giám đốc Sở …", "Chánh Văn phòng …". */
export const HEAD_OF =
  '(?:(?:thủ trưởng|lãnh đạo|người đứng đầu|tổng giám đốc|giám đốc|chủ tịch|chi cục trưởng|cục trưởng|hiệu trưởng|viện trưởng|chỉ huy trưởng|bí thư|trưởng|chánh) )';
const BETWEEN = new RegExp(
  String.raw`^\s*(?:\([^()]{1,120}\)\s*)?(?:[,;]?\s*(?:và|cùng|cùng với)?|[,;])\s*${HEAD_OF}?$`,
  'u',
);

/** Two bodies named one after the other with nothing but ",", ";", "và", "cùng" or a remark in brackets between them. */
export function areListed(passage: Passage, before: Body, after: Body): boolean {
  return BETWEEN.test(passage.key.slice(before.end, after.start));
}

/** The run of bodies that begins with the one at `index`. */
export function runFrom(passage: Passage, bodies: readonly Body[], index: number): Body[] {
  const first = bodies[index];
  if (first === undefined) return [];
  const run = [first];
  for (const next of bodies.slice(index + 1)) {
    const last = run.at(-1);
    if (last === undefined) break;
    // "Bộ Tài chính (Cục Quản lý giá) và UBND tỉnh": who stands in brackets is part of the one before.
    if (isAside(passage.key.slice(last.end, next.start))) continue;
    if (!areListed(passage, last, next)) break;
    run.push(next);
  }
  return run;
}

/** Whether a bracket is open at the end of some words. */
function isAside(between: string): boolean {
  return between.lastIndexOf('(') > between.lastIndexOf(')');
}

/** What is no part of a name, where the table reads whatever words follow. */
const RUNS_ON = new RegExp(String.raw`(?<=\p{L}) ${ENDS_NAME}`, 'u');

/** What behind the name of a body makes it many: " các xã, phường", " các cơ sở", " cấp xã". */
const OF_MANY =
  /^ (?:các|mỗi|từng) (?:xã|phường|đặc khu|cơ sở|khu vực|huyện|tỉnh|thôn|đơn vị)(?:(?:,| và|, và)(?: các)? (?:xã|phường|đặc khu|thị trấn|thị xã|huyện|thành phố))*(?!\p{L})/u;

function bodyAt(passage: Passage, index: number): Body | null {
  const { key, plain, text } = passage;
  for (const { pattern, family, group, proper } of COMPILED) {
    if (proper && !isCapital(plain.charAt(index))) continue;
    pattern.lastIndex = index;
    const found = pattern.exec(key);
    if (found === null || found[0] === '') continue;
    let end = index + found[0].trimEnd().length;
    if (!group) end = Math.min(end, index + (RUNS_ON.exec(found[0])?.index ?? Infinity));
    if (/\p{L}/u.test(key.charAt(end)) && !group) continue;
    if (group && /(?:xã|phường|huyện|quận|đặc khu|thành phố)$/u.test(found[0])) {
      const places = namedPlaces(plain, end);
      if (places > 0) {
        const named = text.slice(index, end + places);
        const identity = fold(named).replaceAll('ủy ban nhân dân', 'ubnd');
        return { start: index, end: end + places, name: named, identity, family, group };
      }
    }
    if (!group && TAKES_PROPER.test(found[0])) {
      PROPER.lastIndex = end;
      const name = PROPER.exec(plain)?.[0];
      if (name !== undefined && isPlace(name)) end += name.length;
    }
    if (/^(?:báo|trung tâm|bệnh viện)$/u.test(key.slice(index, end))) continue;
    // "Trạm Y tế các xã", "BHXH các cơ sở": one of each.
    const many = group ? null : OF_MANY.exec(key.slice(end, end + 60));
    if (many !== null) {
      end += many[0].length;
      const name = text.slice(index, end);
      return { start: index, end, name, identity: fold(name), family, group: true };
    }
    const name = text.slice(index, end);
    return {
      start: index,
      end,
      name,
      identity: group ? groupIdentity(family, name) : identityOf(name),
      family,
      group,
    };
  }
  return null;
}

/** Whether words with capitals behind a body are a place, "Hướng Tân", and not the begin of what it does, "Hướng dẫn". */
function isPlace(name: string): boolean {
  const key = `${fold(name)} `;
  return !NO_PROPER.test(key) || (name.trim().includes(' ') && MAY_BE_PLACE.test(key));
}
const MAY_BE_PLACE =
  /^ (?:hướng|tiếp|kiểm|thường|quan|bảo|đảm|địa|phát|chủ|chỉ|tham|xây|nâng|theo|từ|là|định|yêu|số|tăng|triển|thực|quý) /u;

/** How many characters the names of places behind a group take, 0 when there are none. */
function namedPlaces(plain: string, from: number): number {
  NAMED_PLACES.lastIndex = from;
  const found = NAMED_PLACES.exec(plain)?.[0] ?? '';
  // A colon sets off tasks more often than names: names behind it come at least in twos.
  if (found.startsWith(':') && !/,| và /u.test(found)) return 0;
  return NO_PROPER.test(`${fold(found.replace(/^:/u, ''))} `) ? 0 : found.length;
}

/** "các Sở Xây dựng": that department of every province. */
const EVERY_DEPARTMENT = new RegExp(
  String.raw`các sở (?<field>${FIELDS.join('|')})(?!\p{L}|,| và )`,
  'uy',
);

function sharedHead(passage: Passage, index: number): Body[] {
  EVERY_DEPARTMENT.lastIndex = index;
  const every = EVERY_DEPARTMENT.exec(passage.key);
  if (every !== null && isCapital(passage.plain.charAt(index + 'các sở '.length))) {
    const end = index + every[0].length;
    const name = passage.text.slice(index, end);
    const identity = groupIdentity('departments', name);
    return [{ start: index, end, name, identity, family: 'departments', group: true }];
  }
  SHARED_HEAD.lastIndex = index;
  const head = SHARED_HEAD.exec(passage.key)?.[0];
  if (head === undefined) return [];
  // A comma in place of what follows the head noun makes its first department like the others.
  const from = passage.key.charAt(index + head.length) === ':' ? 1 : 0;
  const end = index + head.length + from;
  const listed = { ...passage, key: `${passage.key.slice(0, end - 1)},${passage.key.slice(end)}` };
  return elidedAfter(listed, end - 1).map((body, at) =>
    at === 0 ? { ...body, start: index } : body,
  );
}

function elidedAfter(passage: Passage, from: number): Body[] {
  const found: Body[] = [];
  for (let at = from; ;) {
    ELIDED.lastIndex = at;
    const match = ELIDED.exec(passage.key);
    const field = match?.[1];
    if (match === null || field === undefined) return found;
    const end = at + match[0].length;
    const start = end - field.length;
    if (!isCapital(passage.plain.charAt(start))) return found;
    const name = `Sở ${passage.text.slice(start, end)}`;
    found.push({
      start,
      end,
      name,
      identity: identityOf(name),
      family: 'organisation',
      group: false,
    });
    at = end;
  }
}

const SOME_COMMUNES = new RegExp(` ${OF_SOME_COMMUNES}$`, 'u');
/** Groups of communes are one whatever their list of kinds; other groups go by their words. */
function groupIdentity(family: BodyFamily, name: string): string {
  const some = SOME_COMMUNES.exec(fold(name))?.[0] ?? '';
  return family === 'communes'
    ? `ubnd cấp xã${some}`
    : fold(name)
        .replace(/^các /u, '')
        .replace(/, | và các | và /gu, ' ');
}

function isCapital(letter: string): boolean {
  return letter !== letter.toLowerCase();
}
