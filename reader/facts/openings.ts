import { fold } from '../../domain/fold.js';
import { bodiesIn, runFrom, type Body } from '../bodies.js';
import { duePhrasesIn } from '../due-phrases.js';
import type { Block } from '../outline.js';
import { evidenceOf, type Passage } from '../passage.js';
import { OWNER_CELL, ROW } from '../task-tables.js';
import { draftDue, isDated, isOpen, timesOf, type Duty, type Setting } from './duty.js';
import { bodyOfLabel } from './brackets.js';
import { objectOf } from './sent.js';
import { addressedBy } from './shared-words.js';

/**
 * For each block the sentence that opened its list, "Các đơn vị gửi báo cáo về Sở Y tế như sau:", as the
 * duty that it says without a day; `read` gives that duty of a block, or null.
 */
export function openingsOf(
  blocks: readonly Block[],
  read: (block: Block) => Duty | null,
): Map<Block, Duty> {
  const openings = new Map<Block, Duty>();
  let opened: { readonly block: Block; readonly duty: Duty } | null = null;
  for (const [index, block] of blocks.entries()) {
    if (opened !== null && (isListedUnder(block, opened.block) || isRowOfNobody(block)))
      openings.set(block, opened.duty);
    else opened = null;
    const opens = block.passage.key.endsWith(':') || isTitleOfList(block, blocks[index + 1]);
    const duty = opens ? read(block) : null;
    if (duty !== null && !isDated(duty)) opened = { block, duty };
  }
  return openings;
}

/** "2. Thời hạn gửi báo cáo về Thanh tra tỉnh" above "a) Báo cáo quý I: …": the title of a list, without a colon. */
function isTitleOfList({ kind, passage }: Block, next: Block | undefined): boolean {
  return (
    kind === 'item' &&
    next?.kind === 'item' &&
    next.parent?.passage === passage &&
    /^(?:thời (?:hạn|gian)|hạn|lịch|nơi)(?: (?:gửi|nộp|nhận))? báo cáo [^.;:,]{4,80}$/u.test(
      passage.key,
    )
  );
}

/** Whether a block is the row of a table that has no column of those who owe: the sentence above it names them. */
function isRowOfNobody({ marker, passage }: Block): boolean {
  return marker === ROW && !passage.key.includes(OWNER_CELL);
}

function isListedUnder(block: Block, opening: Block): boolean {
  if (block.kind === 'section' || block.kind === 'text') return false;
  const holder = opening.kind === 'text' ? opening.parent : opening;
  for (let above = block.parent; above !== null; above = above.parent)
    if (above === holder) return true;
  return holder === null;
}

/** An item's duty with what it leaves to the sentence that opened its list: who owes, and where it goes. */
export function underOpening(duty: Duty, opening: Duty): Duty {
  // "- Đợt 2: gửi trước ngày …": what is sent was said above.
  const isUnsaid =
    duty.what === 'report' && objectOf(fold(duty.said.text.normalize('NFC'))) === null;
  const what = isUnsaid ? opening.what : duty.what;
  const addressed = { ...(isOpen(duty) ? addressedBy(duty, opening) : duty), what };
  // Its own words name who owes, else the sentence that opened the list does.
  if (duty.owners.length > 0 && !(duty.inherited && opening.owners.length > 0)) return addressed;
  const { owners, ownerPlaces, inherited, binding } = opening;
  return { ...addressed, owners, ownerPlaces, inherited, binding };
}

/** What may stand before the day of an item that says nothing else: the time, or which of the reports. */
const LABEL =
  /^(?:(?:thời (?:gian|hạn)|hạn(?: chót| cuối)?)(?: (?:gửi|nộp|báo cáo))*|(?:báo cáo )?(?:đợt|lần|kỳ|quý|tháng|hằng|hàng|định kỳ|năm|cả năm|giai đoạn|sơ kết|tổng kết|đột xuất|(?:0?6|sáu|0?9|chín) tháng)[^:;.,()]{0,30}?)?\s*[:(,-]?\s*$/u;
/** What may follow the day: a task that is to be done by it makes the item no report. */
const GOES_ON =
  /^\s*[)\]]?\s*(?:$|[.;,]\s*$|[,(]?\s*(?:gửi|nộp|báo cáo|về|qua|đối với|để tổng hợp)(?!\p{L}))/u;
const FOR_BODIES = /^(?:(?:riêng|còn|đối với)(?: đối với)? )?/u;

/**
 * The duty of an item that says no more than when, or who by when, of the sentence that opened its list:
 * "- Đợt 1: trước ngày …", "- UBND các xã: trước ngày …"; [] for other items.
 */
export function bareDay(passage: Passage, opening: Duty, setting: Setting): Duty[] {
  const { source } = setting.parts;
  const found = duePhrasesIn(passage.key, setting.context).find(
    ({ date, recurrence }) => date !== null || recurrence !== null,
  );
  if (found === undefined || !GOES_ON.test(passage.key.slice(found.end))) return [];
  const bodies = bodiesAtHead(passage, found.start);
  const label = passage.key.slice(0, found.start);
  if (bodies.length === 0 && !LABEL.test(label) && !isThing(passage, label)) return [];
  const said = evidenceOf(source, passage);
  const due = draftDue(passage, 0, found, setting.deadline);
  const times = timesOf(source, passage, 0, found);
  const what = objectOf(label) ?? opening.what;
  const duty = { ...opening, what, due, times, said, evidence: said };
  const whose = bodies.length === 0 ? bodyOfLabel(passage) : null;
  if (whose !== null)
    return [
      {
        ...duty,
        owners: [whose],
        ownerPlaces: [evidenceOf(source, passage, whose.start, whose.end)],
        inherited: false,
      },
    ];
  if (bodies.length === 0) return [duty];
  const ownerPlaces = bodies.map(({ start, end }) => evidenceOf(source, passage, start, end));
  return [{ ...duty, owners: bodies, ownerPlaces, inherited: false }];
}

/** Work to be done: an item that begins with it says by when, not when something is sent. */
const WORK =
  /^(?:tổ chức|xây dựng|triển khai|hoàn thành|hoàn thiện|thực hiện|phối hợp|rà soát|kiểm tra|tham mưu|ban hành|phát động|tiếp tục|chủ động|tăng cường|chỉ đạo|mở|lắp đặt|giải ngân|phân bổ|tuyên truyền|thành lập|chuẩn bị|thẩm định|khai mạc|bế mạc|lễ|hội nghị|đến|trước|trong|từ|chậm nhất|đạt|phấn đấu|bàn giao|khởi công|nghiệm thu|công bố|niêm yết|tập huấn|kiểm kê)(?!\p{L})/u;

/** Whether the label of an item is a thing that may be sent: "Kế hoạch kiểm điểm:", not "Tổ chức hội nghị". */
function isThing(passage: Passage, label: string): boolean {
  const isBodys = bodiesIn(passage)[0]?.start === 0;
  return label.length <= 160 && /\p{L}{2}/u.test(label) && !WORK.test(label) && !isBodys;
}

/** The bodies that an item begins with and that its day, at `day`, follows at once; else []. */
function bodiesAtHead(passage: Passage, day: number): readonly Body[] {
  const lead = FOR_BODIES.exec(passage.key)?.[0].length ?? 0;
  const bodies = bodiesIn(passage);
  const run = bodies[0]?.start === lead ? runFrom(passage, bodies, 0) : [];
  const follows = /^\s*[:(,-]?\s*$/u.test(passage.key.slice(run.at(-1)?.end ?? 0, day));
  return follows ? run : [];
}
