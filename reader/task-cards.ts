import { sends } from './acts-of-sending.js';
import { objectOf } from './facts/sent.js';
import { part, type Passage } from './passage.js';
import { ROW, taskSentence, type Task } from './task-tables.js';
import { timesIn } from './times.js';

/** The labels of a task that is told line by line, by the columns of a table that they stand for. */
const LABELS =
  /(?<=^(?:[-+]\s*)?|[.;,(]\s?)(?:(?<owner>(?:cơ quan|đơn vị|bộ phận|người|cá nhân)(?: (?:chủ trì|thực hiện|phụ trách|chịu trách nhiệm))+|(?:phân công|giao) thực hiện|chủ trì|phụ trách)|(?<due>(?:thời (?:gian|hạn|điểm)|hạn|tiến độ)(?: (?:thực hiện|hoàn thành|hoàn tất|xong|trình|gửi|nộp))*|hoàn thành)|(?<product>(?:sản phẩm|kết quả)(?: (?:đầu ra|dự kiến|hoàn thành|trình|cần đạt))*)|(?<receiver>(?:cơ quan|đơn vị|nơi|cấp) (?:tiếp nhận|nhận|trình|phê duyệt|ban hành)(?: (?:sản phẩm|kết quả|báo cáo))?)|(?:cơ quan|đơn vị)? ?phối hợp(?: thực hiện)?|kinh phí(?: thực hiện)?|(?<meets>thành phần|địa điểm)|ghi chú)\s*:\s*/gu;
/** How an item or bullet is marked. */
const MARK = /^(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[-+])\s*/u;
const END = /[\s.;:,()]+$/u;
/** Who comes together is no task. */
const MEETING = /^(?:họp|hội (?:nghị|thảo)|lễ|tập huấn|buổi|khai mạc|giao ban)(?!\p{L})/u;
/** No task is told on more lines. */
const MOST_LINES = 8;
/** Longer is told, not labelled. */
const LONGEST = { owner: 250, due: 120 } as const;

interface Labelled {
  /** What stands before the first label. */
  readonly lead: Passage;
  readonly parts: Partial<Record<keyof Task, Passage>>;
}

/**
 * The paragraphs with each task that is told by labels, "1. Xây dựng đề án. - Chủ trì: … - Thời gian hoàn
 * thành: … - Sản phẩm: …", on one line or on lines of their own, as one sentence like the row of a table.
 */
export function withTaskCards(paragraphs: readonly Passage[]): Passage[] {
  const out: Passage[] = [];
  for (let at = 0; at < paragraphs.length;) {
    const first = paragraphs[at];
    if (first === undefined) break;
    const { card, length } = cardAt(paragraphs, at);
    const before = out.at(-1);
    const isLed = card !== null && card.lead.text !== '';
    const head = !isLed && before !== undefined && isTitle(before) ? before : undefined;
    const task = card === null ? null : taskOf(isLed ? card.lead : head, card.parts);
    if (task === null) {
      out.push(first);
      at += 1;
      continue;
    }
    if (head !== undefined) out.pop();
    out.push(taskSentence(task));
    at += length;
  }
  return out;
}

/** Whether a paragraph may be the title of a task: no section's, no other task and no sentence with a time of its own. */
function isTitle({ key, plain, text }: Passage): boolean {
  return (
    text.length < 400 &&
    !key.startsWith(ROW) &&
    !/^(?:[IVX]{1,5}\s?[./-]|[A-HK-M]\.)\s/u.test(plain) &&
    timesIn(key).length === 0
  );
}

/** The labels of the paragraph at a place and of those behind it that begin with one; null without any. */
function cardAt(
  paragraphs: readonly Passage[],
  at: number,
): { readonly card: Labelled | null; readonly length: number } {
  const [first = null, ...more] = paragraphs.slice(at, at + MOST_LINES).map(labelsOf);
  if (first === null) return { card: null, length: 0 };
  let card: Labelled = first;
  let length = 1;
  for (const line of more) {
    // A label said anew begins another task.
    if (line?.lead.text !== '' || repeats(card, line)) break;
    card = { lead: card.lead, parts: { ...card.parts, ...line.parts } };
    length += 1;
  }
  return { card, length };
}

function repeats({ parts }: Labelled, line: Labelled): boolean {
  return Object.keys(line.parts).some((name) => name in parts);
}

function labelsOf(paragraph: Passage): Labelled | null {
  const found = [...paragraph.key.matchAll(LABELS)];
  const [first] = found;
  // Who comes together where: a meeting.
  if (first === undefined || found.some(({ groups }) => groups?.['meets'] !== undefined))
    return null;
  const parts: Partial<Record<keyof Task, Passage>> = {};
  for (const [index, { index: start, 0: label, groups = {} }] of found.entries()) {
    const name = (['owner', 'due', 'product', 'receiver'] as const).find(
      (each) => groups[each] !== undefined,
    );
    const end = found[index + 1]?.index ?? paragraph.text.length;
    const value = trimmed(part(paragraph, start + label.length, end));
    if (name !== undefined && value.text !== '') parts[name] = value;
  }
  return { lead: trimmed(withoutMark(part(paragraph, 0, first.index))), parts };
}

/** The task of a card; null where it does not say who and when, or holds nothing on paper. */
function taskOf(
  title: Passage | undefined,
  { owner, due, product, receiver }: Labelled['parts'],
): Task | null {
  const content = title ?? product;
  if (content === undefined) return null;
  if (owner === undefined || due === undefined) return null;
  if (owner.text.length > LONGEST.owner || due.text.length > LONGEST.due) return null;
  if (sends(owner.key) || !/\d/u.test(due.key)) return null;
  const said = trimmed(withoutMark(content));
  const isPaper =
    objectOf(product?.key ?? '') !== null || objectOf(said.key) !== null || sends(said.key);
  if (!isPaper || said.text === '' || MEETING.test(said.key)) return null;
  return {
    content: said,
    owner,
    due,
    ...(product === undefined || product === content ? {} : { product }),
    ...(receiver === undefined ? {} : { receiver }),
  };
}

function withoutMark(passage: Passage): Passage {
  return part(passage, MARK.exec(passage.key)?.[0].length ?? 0, passage.text.length);
}

function trimmed(passage: Passage): Passage {
  return part(passage, 0, passage.key.replace(END, '').length);
}
