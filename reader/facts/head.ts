import { dayOf, type Day } from '../../domain/day.js';
import { fold } from '../../domain/fold.js';
import type { Evidence } from '../../domain/schemas/plan-draft.js';
import { FIELDS } from '../fields.js';
import { bodiesIn } from '../bodies.js';
import { DOCUMENT_TYPE, type DocumentParts } from '../document-parts.js';
import { evidenceOf, joined, part, type Passage } from '../passage.js';

/** What the letterhead, the title and the preamble say of the document. */
export interface HeadFacts {
  readonly type: string | null;
  readonly number: string | null;
  readonly issuer: string | null;
  readonly place: string | null;
  readonly issuedOn: Day | null;
  /** The year printed in the date line, even when day and month are blank. */
  readonly year: number | null;
  readonly subject: string | null;
  readonly evidence: Readonly<Record<string, Evidence>>;
}

/** "Số: 15/KH-UBND", "Số 45-HD/BTGTU"; at the start of its line or behind the national title, so that no cited document is taken for it. */
const NUMBER =
  /(?:^|nam\s|phúc\s|-{3})\s*số\s*:?\s*(\d{1,5}(?:\s*\/\s*(?:\d{4}\s*\/\s*)?|\s*-\s*)[\p{L}\d&]+(?:\s*[-/]\s*(?!\p{Lu}\p{Ll})[\p{L}\d&]+)*)/u;
/** "Sông Hương, ngày 10 tháng 6 năm 2026", "Sông Hương, ngày …/6/2026"; day, month or year may be blank or dots. */
const PLACE_AND_DATE =
  /(?<![\p{L}\d/]|(?<!--)-)(?<place>(?:(?:Thành phố|thành phố)\s+)?\p{Lu}\p{Ll}*\.?(?:(?:\s*[.-]\s*|\s+)\p{Lu}\p{Ll}*){0,4}),\s*(?:[Hh]ồi\s+\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2}\s*(?:phút)?)?,?\s*)?[Nn]gày\s*(?<d>\d{1,2}|[.…\s]*)\s*(?:[Tt]háng|\/)\s*(?<m>\d{1,2}|[.…\s]*)\s*(?:[Nn]ăm|\/)\s*(?<y>\d{4})?/u;
/** "Ngày 28 tháng 5 năm 2026" on a line of its own, or at the end of one behind a gap, with no place. */
const DATE_ALONE =
  /(?:^|\s{3,})\(?[Nn]gày\s*(?<d>\d{1,2})\s*(?:[Tt]háng|\/)\s*(?<m>\d{1,2})\s*(?:[Nn]ăm|\/)\s*(?<y>\d{4})\)?\s*$/u;
/** The types that a symbol names where no line does: "45/KH-UBND" (Nghị định 30/2020, phụ lục III). */
const TYPE_OF_SYMBOL: Readonly<Record<string, string>> = {
  KH: 'KẾ HOẠCH',
  QĐ: 'QUYẾT ĐỊNH',
  CT: 'CHỈ THỊ',
  CTR: 'CHƯƠNG TRÌNH',
  CĐ: 'CÔNG ĐIỆN',
  TB: 'THÔNG BÁO',
  HD: 'HƯỚNG DẪN',
  PA: 'PHƯƠNG ÁN',
  ĐA: 'ĐỀ ÁN',
  BC: 'BÁO CÁO',
  TTR: 'TỜ TRÌNH',
};
const NATIONAL =
  /cộng hòa xã hội chủ nghĩa việt nam|đảng cộng sản việt nam|độc lập\s*-\s*tự do\s*-\s*hạnh phúc|^đoàn tncs hồ chí minh$/gu;
/** How an issuer ends the preamble: "UBND tỉnh … ban hành Kế hoạch". */
const ISSUES =
  /^\s*(?:\([^)]*\)\s*)?(?:ban hành|xây dựng|yêu cầu|đề nghị|triển khai|có ý kiến|thông báo|chỉ đạo)/u;
/** The words that begin a preamble, hence end the subject. */
const PREAMBLE =
  /^(?:thực hiện|căn cứ|xét|theo|để|nhằm|tiếp tục|kính gửi|triển khai thực hiện (?:công văn|kế hoạch số|quyết định|nghị quyết|chỉ thị))/u;

/** The facts of the letterhead, the title and the preamble. */
export function headFacts(parts: DocumentParts): HeadFacts {
  const evidence: Record<string, Evidence> = {};
  const note = (field: string, passage: Passage, start?: number, end?: number) => {
    evidence[field] = evidenceOf(parts.source, passage, start, end);
  };
  const type = typeOf(parts, note);
  const subject = subjectOf(parts, type, note);
  const number = numberOf(parts, note);
  const issuer = issuerOf(parts, note);
  const { place, issuedOn, year } = placeAndDate(parts, note);
  const inOrder = ['type', 'number', 'issuer', 'place', 'issuedOn', 'subject'].flatMap((field) => {
    const span = evidence[field];
    return span === undefined ? [] : [[field, span] as const];
  });
  return {
    type,
    number,
    issuer,
    place,
    issuedOn,
    year,
    subject: subject === null ? null : asInSentence(subject, parts),
    evidence: Object.fromEntries(inOrder),
  };
}

/**
 * A subject printed in capitals as the document's own sentences write it ("… ban hành Kế hoạch xây dựng …"):
 * they know which words are names. As it is printed where no sentence says it.
 */
function asInSentence(subject: string, { paragraphs }: DocumentParts): string {
  if (subject !== subject.toUpperCase()) return subject;
  const wanted = fold(subject);
  for (const { key, text } of paragraphs) {
    const at = key.indexOf(wanted);
    const said = at === -1 ? '' : text.slice(at, at + wanted.length);
    if (said !== said.toUpperCase()) return said.replace(/^\p{Ll}/u, upper);
  }
  return subject;
}

type Note = (field: string, passage: Passage, start?: number, end?: number) => void;

function typeOf(parts: DocumentParts, note: Note): string | null {
  const { typeLine, head, paragraphs } = parts;
  const type = typeLine === null ? undefined : DOCUMENT_TYPE.exec(typeLine.key)?.[0];
  if (typeLine !== null && type !== undefined) {
    note('type', typeLine, 0, type.length);
    return typeLine.text.slice(0, type.length).toUpperCase();
  }
  const letter = [...head, ...paragraphs.slice(0, 6)].find(({ key }) =>
    /^(?:v\/v|kính gửi)\b/u.test(key),
  );
  if (letter === undefined) return typeOfSymbol(parts, note);
  note('type', letter);
  return 'CÔNG VĂN';
}

/** The type that the document's own symbol abbreviates. */
function typeOfSymbol({ head }: DocumentParts, note: Note): string | null {
  const number = printedNumber(head);
  const symbol = /\/(\p{L}+)-/u.exec(number?.text ?? '')?.[1]?.toUpperCase() ?? '';
  const type = TYPE_OF_SYMBOL[symbol];
  if (type === undefined || number === null) return null;
  note('type', number.line, number.start, number.end);
  return type;
}

function numberOf({ head }: DocumentParts, note: Note): string | null {
  const number = printedNumber(head);
  if (number === null) return null;
  note('number', number.line, number.start, number.end);
  return number.text;
}

function printedNumber(
  head: readonly Passage[],
): { line: Passage; start: number; end: number; text: string } | null {
  for (const line of head) {
    const found = NUMBER.exec(line.key);
    const printed = found?.[1];
    if (found === null || printed === undefined) continue;
    const end = found.index + found[0].length;
    const start = end - printed.length;
    return { line, start, end, text: line.text.slice(start, end).replace(/\s+/gu, '') };
  }
  return null;
}

function placeAndDate(
  { head }: DocumentParts,
  note: Note,
): { place: string | null; issuedOn: Day | null; year: number | null } {
  for (const [index, printed] of head.entries()) {
    const next = head[index + 1];
    // A narrow column or a page breaks the date: "ngày 12 tháng 02 năm" and "2026" below it.
    const breaks = next !== undefined && /(?:ngày|tháng|năm)[\s\d]*$/u.test(printed.key);
    const line = breaks && !/\d{4}$/u.test(printed.key) ? joined([printed, next]) : printed;
    const found = PLACE_AND_DATE.exec(line.text);
    const place = found?.groups?.['place'];
    if (found === null || place === undefined) continue;
    note('place', line, found.index, found.index + place.length);
    const year = Number(found.groups?.['y'] ?? NaN);
    const issuedOn = dayOf(
      year,
      Number.parseInt(found.groups?.['m'] ?? '', 10),
      Number.parseInt(found.groups?.['d'] ?? '', 10),
    );
    if (issuedOn !== null)
      note('issuedOn', line, found.index + place.length + 1, found.index + found[0].length);
    return { place: place.trim(), issuedOn, year: Number.isNaN(year) ? null : year };
  }
  return { place: null, ...dateAlone(head, note) };
}

/** The date of a head that names no place. */
function dateAlone(
  head: readonly Passage[],
  note: Note,
): { issuedOn: Day | null; year: number | null } {
  for (const line of head) {
    const found = DATE_ALONE.exec(line.text);
    const { d, m, y } = found?.groups ?? {};
    const issuedOn = found === null ? null : dayOf(Number(y), Number(m), Number(d));
    if (found === null || issuedOn === null) continue;
    const lead = /^\s*\(?/u.exec(found[0])?.[0].length ?? 0;
    const end = found.index + found[0].replace(/\)?\s*$/u, '').length;
    note('issuedOn', line, found.index + lead, end);
    return { issuedOn, year: Number(y) };
  }
  return { issuedOn: null, year: null };
}

function subjectOf(
  { paragraphs, head, typeLine }: DocumentParts,
  type: string | null,
  note: Note,
): string | null {
  if (type === 'CÔNG VĂN') {
    const lines = [...head, ...paragraphs.slice(0, 6)];
    const at = lines.findIndex(({ key }) => /^v\/v\b/u.test(key));
    if (at === -1) return null;
    const rest = lines.slice(at + 1).findIndex(({ text }) => !/^\p{Ll}/u.test(text));
    const line = joined(lines.slice(at, rest === -1 ? undefined : at + 1 + rest));
    const end = PLACE_AND_DATE.exec(line.text)?.index ?? line.text.length;
    note('subject', line, 3, end);
    return line.text.slice(3, end).trim();
  }
  if (typeLine === null) return titleInHead(head, note);
  const [first, second, third] = paragraphs;
  if (type === null || first === undefined || isPreamble(first)) return null;
  const glued = GLUED_PREAMBLE.exec(first.text)?.index;
  if (glued !== undefined) {
    note('subject', first, 0, glued);
    return first.text.slice(0, glued);
  }
  const longer =
    second !== undefined &&
    third !== undefined &&
    (PREAMBLE.test(third.key) || AUTHORITY.test(third.key)) &&
    !isPreamble(second) &&
    !AUTHORITY.test(second.key) &&
    second.text.length < 120 &&
    !/[.;:]$/u.test(second.text);
  const last = longer ? second : first;
  const whole: Passage = {
    ...first,
    text: longer ? `${first.text} ${last.text}` : first.text,
    to: [...first.to.slice(0, -1), last.to.at(-1) ?? 0],
  };
  note('subject', { ...first, to: whole.to });
  return whole.text;
}

/** The preamble run into the subject where a page was read without its line ends. */
const GLUED_PREAMBLE = /(?<=\p{L}.{15,}) (?=(?:Căn cứ|Thực hiện|Xét)\s[^;]{0,120}?số\s\d)/u;

/** "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …" below the title of a decision: who decides. */
const AUTHORITY =
  /^(?:chủ tịch |giám đốc |bộ trưởng |thủ tướng |ủy ban nhân dân |ubnd |hội đồng )/u;

/** Where no line names the type: the lines in capitals below number and date. */
function titleInHead(head: readonly Passage[], note: Note): string | null {
  const dated = head.findLastIndex(
    ({ key, text }) => NUMBER.test(key) || PLACE_AND_DATE.test(text) || key.search(NATIONAL) !== -1,
  );
  const title = head
    .slice(dated + 1)
    .filter(({ text }) => text === text.toUpperCase() && text.length > 12);
  if (title.length === 0) return null;
  const whole = joined(title);
  note('subject', whole);
  return whole.text;
}

/** A subject may begin with the same words ("Thực hiện công tác …") but cites nothing and goes on to nothing. */
function isPreamble({ key, text }: Passage): boolean {
  // The Party's documents begin their subject with a small letter; a sentence does not.
  if (/^\p{Ll}/u.test(text) && key.length < 300) return false;
  return (
    key.length > 400 ||
    (PREAMBLE.test(key) && (/ số \d|như sau|[:;]$/u.test(key) || key.length > 250))
  );
}

function issuerOf(parts: DocumentParts, note: Note): string | null {
  return letterheadIssuer(parts, note) ?? preambleIssuer(parts, note);
}

/** The last organisation in capitals above the number; "ỦY BAN NHÂN DÂN" goes on in the line below. */
function letterheadIssuer({ head }: DocumentParts, note: Note): string | null {
  const named: Passage[] = [];
  for (const line of head) {
    const key = line.key.replace(NATIONAL, (found) => ' '.repeat(found.length));
    const end = key.trimEnd().length;
    const start = key.length - key.trimStart().length;
    const name = part(line, start, end);
    if (name.text === '' || name.text !== name.text.toUpperCase()) continue;
    if (
      /^(?:ủy ban nhân dân|ubnd|công an|sở|bộ|chi cục|cục|tỉnh|thành phố|xã|phường|đặc khu|huyện|ban|đảng|hội|viện|văn phòng|trung tâm|tổng cục|liên đoàn|đoàn|tỉnh đoàn|thành đoàn|ủy ban|chính phủ|thủ tướng chính phủ|quốc hội|tòa án|tổng công ty|công ty|đại học|trường)(?!\p{L})/u.test(
        name.key,
      )
    ) {
      named.push(name);
    }
  }
  const issuer = issuerNamed(named);
  if (issuer === null) return null;
  const end = named.at(-1)?.to.at(-1) ?? 0;
  note('issuer', { ...issuer.from, to: [...issuer.from.to.slice(0, -1), end] });
  return issuer.name;
}

/** The name that the last of some lines ends, and the line that it begins in; null when there are none. */
function issuerNamed(named: readonly Passage[]): { from: Passage; name: string } | null {
  const last = named.at(-1);
  if (last === undefined) return null;
  const above = named.slice(0, -1);
  // "UBND TỈNH SÔNG HƯƠNG / VĂN PHÒNG", "… / BAN THƯỜNG TRỰC": part of the body above it.
  if (/^(?:văn phòng|ban (?:thường trực|thường vụ|chấp hành))$/u.test(last.key)) {
    const body = issuerNamed(above);
    if (body !== null) return { ...body, name: `${capitalised(last.key)} ${body.name}` };
  }
  const before = above.at(-1);
  const goesOn = /^(?:tỉnh|thành phố|xã|phường|đặc khu|huyện)(?! (?:ủy|đoàn))(?!\p{L})/u.test(
    last.key,
  );
  return goesOn && before !== undefined
    ? { from: before, name: inSentenceCase(`${before.text} ${last.text}`) }
    : { from: last, name: inSentenceCase(last.text) };
}

function preambleIssuer({ blocks }: DocumentParts, note: Note): string | null {
  for (const { passage, section } of blocks) {
    if (section > 0) return null;
    const issuing = bodiesIn(passage).findLast(
      (body) => body.family !== 'departments' && ISSUES.test(passage.key.slice(body.end)),
    );
    if (issuing === undefined) continue;
    note('issuer', passage, issuing.start, issuing.end);
    return issuing.name;
  }
  return null;
}

/** "ỦY BAN NHÂN DÂN TỈNH SÔNG HƯƠNG" as it is written in a sentence: "Ủy ban nhân dân tỉnh Sông Hương". */
function inSentenceCase(capitals: string): string {
  const lower = capitals.toLowerCase();
  const level =
    /(?:^|\s)(?:tỉnh ủy|thành ủy|huyện ủy|tỉnh đoàn|tỉnh|thành phố|xã|phường|đặc khu|huyện)\s+/u.exec(
      lower,
    );
  const nameFrom = level === null ? lower.length : level.index + level[0].length;
  const place = lower.slice(nameFrom).replace(/(?<!\p{L})\p{L}/gu, upper);
  return `${titled(lower.slice(0, nameFrom))}${place}`;
}

/** A body's own capitals: "Sở Văn hóa, Thể thao và Du lịch", "Ban Chỉ đạo phòng, chống tội phạm". */
function titled(lower: string): string {
  const first = lower
    .replace(/^\p{L}/u, upper)
    // A word without a vowel is an abbreviation: "CHQS", "LHPN", "PC07".
    .replace(
      /(?<!\p{L})(?:[bcdđghklmnpqrstvx]{2,}\d*|ubnd|bhxh|ubmttq|vksnd|tand)(?!\p{L})/giu,
      (word) => word.toUpperCase(),
    )
    .replace(/(?<!\p{L})việt nam(?!\p{L})/gu, 'Việt Nam')
    .replace(/(?<=thủ tướng |^)chính phủ$/giu, 'Chính phủ');
  const named = first.replace(
    /^((?:Sở|Bộ|Ban|Cục|Chi cục|Văn phòng|Tổng cục) )(\p{L})/u,
    (_all, head: string, letter: string) => head + letter.toUpperCase(),
  );
  if (named.startsWith('Ban Tuyên giáo')) return named.replace('dân vận', 'Dân vận');
  if (!/^(?:Sở|Bộ) /u.test(named)) return named;
  return named
    .replace(
      OF_A_PLACE,
      (_all, department: string, place: string) =>
        department + place.replace(/(?<!\p{L})\p{L}/gu, upper),
    )
    .replace(/(?<=, | và | - )\p{L}/gu, upper)
    .replace('Công thương', 'Công Thương');
}

/** "Sở Y tế | hà sơn": the place stands behind the field, without its level. */
const OF_A_PLACE = new RegExp(
  String.raw`^(Sở (?:${[...FIELDS].sort((a, b) => b.length - a.length).join('|')}))( (?!và |tỉnh|thành phố)\p{Ll}[^,]*)$`,
  'iu',
);

/** "ban thường trực" as part of a name: "Ban Thường trực"; "Văn phòng". */
function capitalised(name: string): string {
  if (name === 'văn phòng') return 'Văn phòng';
  return name.replace(
    /^(\p{L})(.*? )(\p{L})/u,
    (_all, a: string, rest: string, b: string) => a.toUpperCase() + rest + b.toUpperCase(),
  );
}

function upper(letter: string): string {
  return letter.toUpperCase();
}
