import type { Act } from './act.js';
import { actsIn, isTold } from './acts.js';
import { completed, sentOn } from './completing.js';
import { daysOfAct } from './days-of-act.js';
import { dutyOfLine, isTitleOfArticle } from './labelled-lines.js';
import { dutyOf, wordsOf, type Duty, type Setting, type Stated } from './duty.js';
import { bareDay, openingsOf, underOpening } from './openings.js';
import {
  ANNOUNCES,
  actorsBefore,
  newSubject,
  framesOf,
  inheritedOwners,
  namedOwners,
  NOBODY,
  type Owners,
} from './owners.js';
import { objectOf } from './sent.js';
import { addressedAlike, generallyAddressed, pieced, withoutAnnounced } from './shared-words.js';
import { withSaidElsewhere } from './said-elsewhere.js';
import { withSameTerm } from './same-term.js';
import { bodiesBefore } from './sharing-out.js';
import { identityOf } from '../../domain/body-identity.js';
import { duePhrasesIn } from '../due-phrases.js';
import { ROLLS_ON, TELLS_SPAN, TELLS_TERM } from '../no-deadlines.js';
import { bodiesIn, type Body } from '../bodies.js';
import type { Block } from '../outline.js';
import { evidenceOf, joined, part, type Passage } from '../passage.js';
import { printsDay } from '../recurrence-rules.js';
import { clausesOf } from '../sentences.js';
import { DUE_CELL, ROW } from '../task-tables.js';

/** Every place of the body that obliges somebody to report, to plan or to send a list. */
export function dutiesOf(setting: Setting): Duty[] {
  const { blocks, source, typeLine } = setting.parts;
  const letter = typeLine === null || blocks.every(({ section }) => section === 0);
  const frames = framesOf(source, blocks);
  const openings = openingsOf(blocks, (block) =>
    openingDuty(block, frames.get(block) ?? NOBODY, setting),
  );
  const statedIn = (block: Block): readonly Duty[] => {
    const stated = dutiesInBlock(block, frames.get(block) ?? NOBODY, setting);
    return stated.length > 0 ? stated : dutyOfLine(block, setting);
  };
  let duties: Duty[] = [];
  let last: Block | null = null;
  for (const [index, block] of blocks.entries()) {
    if (block.section === 0 && !letter && block.kind !== 'item') continue;
    // "HƯỚNG DẪN Thực hiện chế độ báo cáo": what the document is about is no duty.
    if ((block.passage.from[0] ?? 0) < setting.subjectEnd) continue;
    const stated = isTitleOfArticle(block, blocks[index + 1]) ? [] : statedIn(block);
    const opening = openings.get(block);
    if (stated.length > 0) {
      const listed =
        opening === undefined ? stated : stated.map((duty) => underOpening(duty, opening));
      duties.push(...withSameTerm(listed, duties));
      last = block;
    } else if (opening !== undefined) {
      duties.push(...bareDay(block.passage, opening, setting));
    } else if (last !== null && standsWith(block, last)) {
      duties = completed(duties, block.passage, setting) ?? duties;
    }
  }
  const whole = pieced(generallyAddressed(duties, source));
  return withoutAnnounced(withSaidElsewhere(whole, blocks, source));
}

/** Words by which a sentence opens a list of reports; "báo cáo …:" alone may open what a report is to hold. */
const OPENS =
  /(?:về|gửi|nộp|lên|cho|qua|với|báo cáo) (?:ubnd|ủy ban|sở|bộ|ban|công an|văn phòng|chi cục|cục|hội|đoàn|tỉnh|thành|trung tâm|thường trực|kho bạc|phòng|đảng|ngân hàng|cơ quan|thanh tra|liên đoàn|mặt trận|quỹ|viện|tổ(?! chức)|thuế|thống kê|cảng|ủy viên|chủ tịch|giám đốc|bảo hiểm|trạm|tòa)|(?:thời hạn|thời gian|hạn|chế độ|định kỳ|lịch|mốc)(?!\p{L})/u;

/** Whether a block follows another in one list, or under it. */
function standsWith(block: Block, before: Block): boolean {
  return block.parent === before || (block.parent === before.parent && block.kind !== 'section');
}

/** The duty that the last clause of a block states, whoever owes it and be it without a day. */
function openingDuty(block: Block, frame: Owners, setting: Setting): Duty | null {
  const { source } = setting.parts;
  const clause = clausesOf(block.passage).at(-1)?.passage;
  const act = clause === undefined ? undefined : actsIn(clause, { opensList: true }).at(-1);
  if (clause === undefined || act === undefined || act.merges) return null;
  if (isTold(clause, clause.text.length)) return null;
  const said = namedOwners(source, clause, act.start);
  const isAsker =
    said?.requested === false && ANNOUNCES.test(clause.key.slice(said.bodies.at(-1)?.end ?? 0));
  const owners = said === null || isAsker ? inheritedOwners(source, block, frame) : said;
  if (!OPENS.test(clause.key)) return null;
  const reach = { from: act.start, to: clause.text.length };
  const { days, onward } = daysOfAct(clause, act, reach, setting.context);
  return wordsOf({ clause, act, owners }, { ...reach, found: days[0]?.found, onward }, setting);
}

/** What is sent in; a paragraph without such a word states no duty. */
const SENT =
  /báo cáo|kế hoạch|chương trình|phương án|danh sách|kết quả|tình hình|số liệu|dữ liệu|đăng ký|phiếu|hồ sơ|biểu|phụ lục|ý kiến|cam kết|đề xuất|nhu cầu|gửi|nộp|trình|chuyển|phản hồi|phản ánh|cung cấp|trả lời|phúc đáp|hồi báo|bàn giao|thông qua|thông tin|báo (?:số|về|cho|danh|kết|tình|tiến|phòng|sở|ubnd|ủy|công an|văn|chi cục|trạm|trung tâm|hạt|hiệu|giám|lãnh|tổ|trưởng)|thông báo|sơ kết|tổng kết/u;

function dutiesInBlock(block: Block, frame: Owners, setting: Setting): Duty[] {
  if (block.kind === 'section' || !SENT.test(block.passage.key)) return [];
  const { source } = setting.parts;
  const issuer = setting.issuer === null ? null : identityOf(setting.issuer);
  const isProposal = setting.parts.typeLine?.key.startsWith('tờ trình') ?? false;
  let duties: Duty[] = [];
  let owners = inheritedOwners(source, block, frame);
  let said: Act['what'] | null = null;
  for (const { clause, label } of labelledClauses(block)) {
    // "Trường hợp ngày gửi trùng ngày nghỉ thì gửi ngày làm việc tiếp theo": the law moves it on anyway.
    if ([ROLLS_ON, TELLS_SPAN, TELLS_TERM].some((row) => row.test(clause.key))) continue;
    const later = sentOn(duties, clause, setting);
    if (later !== null) {
      duties = later;
      continue;
    }
    const all = actsIn(clause);
    const named = namedOwners(source, clause, all[0]?.start ?? clause.text.length);
    // What another document asks of the issuer itself is the issuer's duty still.
    const ours = named?.bodies.some(({ identity }) => identity === issuer) ?? false;
    // A proposal sends itself up: what its issuer "trình" by it, without a limit, is no duty.
    if (
      ours &&
      isProposal &&
      !/(?<!\p{L})(?:trước|chậm nhất|muộn nhất|hạn)(?!\p{L})/u.test(clause.key)
    )
      continue;
    // A plan that it was sent is no plan to be made.
    const acts = all.filter(({ end, what }) => (ours && what !== 'plan') || !isTold(clause, end));
    if (acts.length === 0 && isTold(clause, clause.text.length)) {
      // "Sở đã đề nghị các xã gửi …; nay gửi …": they still owe it.
      if (named?.requested === true) owners = { ...named, binding: true };
      continue;
    }
    if (acts.length === 0) duties = completed(duties, clause, setting) ?? duties;
    owners = askedOf(clause, named, { ours, frame }) ?? named ?? owners;
    const before = said;
    said = objectOf(clause.key) ?? said;
    duties.push(
      ...acts.flatMap((act, index) => {
        const whose = turnedTo(source, clause, actorsOf(clause, acts, index), owners);
        const again = (verb: Act | undefined) => repeatedFrom(clause, verb, setting);
        // What a row says of how often stands in one cell, its days in another.
        const from = clause.key.includes(DUE_CELL)
          ? 0
          : index === 0
            ? purposeLength(clause)
            : (again(act) ?? beginOf(clause, acts[index - 1]?.end ?? 0, act.start));
        const next = acts[index + 1];
        const to =
          next === undefined
            ? clause.text.length
            : Math.max(act.end, again(next) ?? beginOf(clause, act.end, next.start));
        // "Nhà trường lập danh sách. Lần 1 gửi trước ngày …": what was said before is sent.
        const what = act.isUnsaid === true && before !== null ? before : act.what;
        const reach = { from, to };
        return dutiesOfAct({ clause, act: { ...act, what }, owners: whose }, reach, setting).map(
          (duty) => asPrinted(duty, label),
        );
      }),
    );
  }
  return block.marker === ROW
    ? addressedAlike(duties).map((duty) => ofRow(duty, block.passage, source))
    : addressedAlike(duties);
}

/** The clauses, one that only says when behind the name of its report where the days of its figures stand between: "Báo cáo tuần: tính từ …; gửi trước …". */
function labelledClauses(block: Block): { readonly clause: Passage; readonly label: string }[] {
  const clauses = clausesOf(block.passage);
  return clauses.map(({ passage }, index) => {
    const before = clauses[index - 1]?.passage;
    const length = /^báo cáo [^;:,]{3,20}:/u.exec(before?.key ?? '')?.[0].length ?? 0;
    const isTold = before !== undefined && TELLS_SPAN.test(before.key);
    if (!isTold || length === 0 || !/^(?:gửi|nộp)(?!\p{L})/u.test(passage.key))
      return { clause: passage, label: '' };
    const label = part(before, 0, length);
    return { clause: joined([label, passage]), label: label.text };
  });
}

/** A duty whose term is printed as it stands, without the name of its report from further above. */
function asPrinted(duty: Duty, label: string): Duty {
  const { phrase } = duty.due;
  return label !== '' && phrase.startsWith(label)
    ? { ...duty, due: { ...duty.due, phrase: phrase.slice(label.length).trim() } }
    : duty;
}

/** "Bộ Công Thương trân trọng đề nghị quý cơ quan …": the issuer asks those whom the letter is addressed to; null where it does not. */
function askedOf(
  clause: Passage,
  named: Owners | null,
  { ours, frame }: { readonly ours: boolean; readonly frame: Owners },
): Owners | null {
  const end = named?.bodies.at(-1)?.end;
  if (end === undefined || !ours || named?.requested === true || frame.bodies.length === 0)
    return null;
  const verb = ASKS_ADDRESSEES.exec(clause.key.slice(end))?.groups?.['verb'];
  return verb === undefined ? null : { ...frame, binding: verb === 'yêu cầu' };
}

/** How a letter turns to those whom it is addressed to without their names. */
const ASKS_ADDRESSEES =
  /^\s+(?:trân trọng |kính |xin )*(?<verb>đề nghị|yêu cầu|mong)(?= (?:quý|các đồng chí|các vị|các ông))/u;

/** A duty of a row of a table: its words are all of the row, in whatever order its cells were read. */
function ofRow(duty: Duty, { from, to }: Passage, source: string): Duty {
  const start = Math.min(...from, duty.evidence.start);
  const end = Math.max(...to, duty.evidence.end);
  const within = (a: number, b: number) => ({ start: a, end: b, text: source.slice(a, b) });
  return {
    ...duty,
    said: within(Math.min(...from), Math.max(...to)),
    evidence: within(start, end),
  };
}

/** How far words reach at the head of a clause that say what the asking is for, with a day of somebody else: "Để kịp báo cáo Chính phủ trong ngày …,". */
function purposeLength({ key }: Passage): number {
  return /^(?:để|nhằm|phục vụ)(?!\p{L})[^,;:]*,/u.exec(key)?.[0].length ?? 0;
}

/** Where words begin that say how often a verb's duty comes and reach over it to its day: "hằng năm sơ kết, | gửi báo cáo … trước 30/11"; null without such. */
function repeatedFrom(clause: Passage, act: Act | undefined, setting: Setting): number | null {
  if (act === undefined || !/^[^]*(?:hằng|hàng|mỗi|từng) năm/u.test(clause.key.slice(0, act.start)))
    return null;
  const whole = duePhrasesIn(clause.key, setting.context).find(
    ({ start, end, recurrence }) =>
      start < act.start && act.end < end && recurrence?.some(printsDay) === true,
  );
  return whole?.start ?? null;
}

/** Where what belongs to a verb at `act` begins: ", chậm nhất sau 02 giờ phải có | báo cáo …" takes its time along. */
function beginOf({ key }: Passage, since: number, act: number): number {
  const ahead = AHEAD.exec(key.slice(since, act));
  return ahead === null ? act : since + ahead.index + 1;
}

/** Words of time that a comma sets off and that lead to the verb at the end. */
const AHEAD =
  /,\s+(?:và\s+|đồng thời\s+)?(?:trước|chậm nhất|muộn nhất|định kỳ|hằng|hàng|mỗi|cứ|sau|trong vòng|trong thời hạn)(?!\p{L})[^,;()]*$/u;

/** Bodies right before a verb that stand apart from the subject of the clause: "…, các đơn vị | gửi báo cáo"; else []. */
function actorsOf(clause: Passage, acts: readonly Act[], index: number): readonly Body[] {
  const since = acts[index - 1]?.end ?? 0;
  const at = acts[index]?.start ?? 0;
  const known = bodiesBefore(clause, bodiesIn(clause), since, at);
  const actors =
    known.length > 0
      ? known
      : index === 0
        ? newSubject(clause, at)
        : actorsBefore(clause, at, since);
  const isSet = index > 0 || known.length === 0 || actors.some(({ group }) => group);
  return isSet ? actors : [];
}

/** The duty of one verb; one for each day where it names several. */
function dutiesOfAct(
  stated: Stated,
  { from, to }: { readonly from: number; readonly to: number },
  setting: Setting,
): Duty[] {
  const { clause, act, owners } = stated;
  const { days, onward } = daysOfAct(clause, act, { from, to }, setting.context);
  return days.flatMap(({ found, bodies }) => {
    const whose = turnedTo(setting.parts.source, clause, bodies, owners);
    const duty = dutyOf({ clause, act, owners: whose }, { from, to, found, onward }, setting);
    return duty === null ? [] : [duty];
  });
}

function isAt(one: Body, other: Body): boolean {
  return one.start === other.start && one.end === other.end && one.name === other.name;
}

/** Bodies that the words of a clause turn to on the way, in the place of those before; in the same tone. */
function turnedTo(
  source: string,
  clause: Passage,
  bodies: readonly Body[],
  before: Owners,
): Owners {
  const [first] = bodies;
  if (first === undefined) return before;
  // The last of those who are said to owe is no other: "Thành viên Ban, UBND cấp xã: báo cáo …".
  const isOneOfThem = before.bodies.length > bodies.length && !before.inherited;
  if (isOneOfThem && bodies.every((body) => before.bodies.some((one) => isAt(one, body))))
    return before;
  const places = bodies.map(({ start, end }) => evidenceOf(source, clause, start, end));
  return { ...before, bodies, at: clause.from[first.start] ?? 0, places, inherited: false };
}
