import { bodiesIn, runFrom } from './bodies.js';
import { part, type Passage } from './passage.js';

/** A clause: what stands between semicolons of one sentence, brackets kept whole. */
export interface Clause {
  readonly passage: Passage;
  /** Which sentence of the paragraph it belongs to, from 0. */
  readonly sentence: number;
}

/** A full stop that ends a sentence: followed by a space and a capital, a quotation mark or a dash. */
const SENTENCE_END = /^[.!?…]+["')]*(?=\s+[\p{Lu}"-]|\s*$|\/\.)/u;
/** What may follow a semicolon and still belong to the same duty: a further due day, a second copy. */
const SAME_DUTY =
  /^;\s*(?:(?:riêng|còn|trừ) (?:các )?(?:báo cáo )?(?:tháng \d|quý (?:iv|i{1,3}|[1-4])(?!\p{L}))[^;]{0,40}(?:trước|chậm nhất|ngày)(?!\p{L})|(?:trước )?(?:ngày )?\d{1,2}\/\d{1,2}(?:\/\d{4})?\s*(?=[.;,(\uE003]|$)|(?:và\s+)?(?:quý|cả năm|năm|(?:0?6|0?9) tháng|đợt|lần|kỳ|tháng|giai đoạn)(?: [\p{L}\d/]+){0,3}?:?\s*(?:gửi |nộp )?\(?(?:trước|chậm nhất|muộn nhất)(?!\p{L})|(?:và\s+)?(?:trước|chậm nhất|muộn nhất)\s+(?:là\s+)?(?:vào\s+)?ngày[^;]*(?:đối với|(?:hằng|hàng)(?! (?:tuần|tháng|quý|năm),? (?:gửi|nộp|báo cáo|tổng hợp|cung cấp|trình)(?!\p{L})))|(?:thời (?:gian|hạn)|hạn)(?: (?:gửi|nộp|báo cáo))*\s*:?\s*(?:trước|chậm nhất|muộn nhất|ngày|xong)|(?:số )?(?:điện thoại|sđt|đt|e-?mail|fax|địa chỉ|liên hệ)(?!\p{L})|(?:đồng thời,? )?(?:gửi )?(?:kèm )?(?:bản mềm|bản điện tử|file))/u;
/** ". Hạn: 18/6/2026": when, of what the sentence before asks for. */
const LIMIT_BEHIND =
  /^\.\s*(?:thời (?:gian|hạn)|hạn)(?: (?:gửi|nộp|báo cáo|chót|cuối|cuối cùng|hoàn thành))*\s*:\s*(?:(?:trước |chậm nhất |trong )?(?:\d{1,2}\s?(?:h|giờ|g)\s?\d{0,2},? )?(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|trong )/u;
/** Abbreviations whose dot ends nothing. */
const ABBREVIATION = /(?:^|[\s(])(?:đ\/c|tp|tx|ths|ts|gs|pgs|kt|tm|tl|tuq|v\.v|p|q|[a-zđ])$/u;

/** What may stand before the first of some bodies: the mark of an item, the title of a head. */
const LEADS_IN =
  /^(?:[\dIVXa-zđ]{1,4}[.)]\s+|[-+]\s+)?(?:(?:thủ trưởng|lãnh đạo|giám đốc|chủ tịch|yêu cầu|đề nghị|giao)\s+)*$/u;
/** Behind the semicolon others are spoken to, in another tone. */
const OTHERS_ARE_ASKED = /^;\s*(?:đề nghị|giao|yêu cầu|phối hợp)(?!\p{L})/u;
/** Behind a semicolon or a full stop others are turned to, for the day that follows them. */
const TURNS_TO = /^[;.]\s*(?:và )?(?:riêng |còn )?(?:đối với )?/u;
/** What leads from them to their day, with no verb of their own. */
const THEIR_DAY =
  /^\s*(?:[:,]\s*|là |thì )?(?:gửi |nộp )?(?:(?:chậm nhất|muộn nhất)(?: là)? )?(?:(?:trước|ngày|đến hết|hết)(?: |$)|\d{1,3} ngày(?: làm việc)?,? (?:kể|tính|sau))/u;
const A_DAY = /(?<!\p{L})(?:trước|ngày|hết) /u;
/** A longer run is no list of bodies. */
const LONGEST_LIST = 300;

/** Passages do not change, and every pass asks anew. */
const known = new WeakMap<Passage, readonly Clause[]>();

/** The clauses of a paragraph in order. */
export function clausesOf(paragraph: Passage): readonly Clause[] {
  const before = known.get(paragraph);
  if (before !== undefined) return before;
  const clauses = clausesIn(paragraph);
  known.set(paragraph, clauses);
  return clauses;
}

function clausesIn(paragraph: Passage): Clause[] {
  const clauses: Clause[] = [];
  const { text, plain, key } = paragraph;
  let start = 0;
  let depth = 0;
  let sentence = 0;
  const lastClosing = text.lastIndexOf(')');
  const cut = (end: number) => {
    const passage = part(paragraph, start, end);
    if (passage.text !== '') clauses.push({ passage, sentence });
  };
  /** "Các sở, ban, ngành; UBND các xã báo cáo …": what stands before the semicolon is bodies and nothing else. */
  const areBodies = (from: number, to: number): boolean => {
    const before = part(paragraph, from, to);
    if (before.text.length > LONGEST_LIST || OTHERS_ARE_ASKED.test(key.slice(to))) return false;
    const bodies = bodiesIn(before);
    const [first] = bodies;
    return (
      first !== undefined &&
      LEADS_IN.test(before.key.slice(0, first.start)) &&
      runFrom(before, bodies, 0).at(-1)?.end === before.text.length
    );
  };
  /** "; riêng Công an tỉnh trước ngày 20/6/2026": whose day it is, of the duty said before. */
  const sharesOut = (at: number): boolean => {
    const lead = TURNS_TO.exec(key.slice(at, at + 40))?.[0] ?? '';
    if (key[at] === '.' && !lead.includes('riêng')) return false;
    // Looking for bodies takes long: only where a day follows.
    if (!A_DAY.test(key.slice(at, at + LONGEST_LIST))) return false;
    const rest = part(paragraph, at + lead.length, Math.min(text.length, at + LONGEST_LIST));
    const bodies = bodiesIn(rest);
    const last = bodies[0]?.start === 0 ? runFrom(rest, bodies, 0).at(-1) : undefined;
    return last !== undefined && THEIR_DAY.test(rest.key.slice(last.end));
  };
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (c === '(') depth += 1;
    if (c === ')') depth = Math.max(0, depth - 1);
    if (depth > 0 && i <= lastClosing) continue;
    if (
      c === ';' &&
      !SAME_DUTY.test(key.slice(i, i + 80)) &&
      !areBodies(start, i) &&
      !sharesOut(i)
    ) {
      cut(i);
      start = i + 1;
    }
    if (c === undefined || !'.!?…'.includes(c)) continue;
    const end = SENTENCE_END.exec(plain.slice(i, i + 12));
    if (end === null || ABBREVIATION.test(key.slice(Math.max(0, i - 6), i))) continue;
    if (c === '.' && (LIMIT_BEHIND.test(key.slice(i, i + 60)) || sharesOut(i))) continue;
    cut(i);
    i += end[0].length - 1;
    start = i + 1;
    sentence += 1;
  }
  cut(text.length);
  return clauses;
}
