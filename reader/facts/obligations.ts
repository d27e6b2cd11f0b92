import type { DeadlineSettings } from '../../domain/deadline.js';
import { dueInstants } from '../../domain/deadline.js';
import { withOffset } from '../../domain/day.js';
import type { DraftDue, DraftObligation, Evidence } from '../../domain/schemas/plan-draft.js';
import { bodiesIn, identityOf, runFrom, type Body } from '../bodies.js';
import type { DocumentParts } from '../document-parts.js';
import { decisive, duePhrasesIn, type DueContext, type FoundDue } from '../due-phrases.js';
import type { Block } from '../outline.js';
import { evidenceOf, part, type Passage } from '../passage.js';
import { clausesOf } from '../sentences.js';
import { PURPOSE, purposeOf, recipientsIn } from './addressing.js';
import { actsIn, isTold, type Act } from './acts.js';
import { framesOf, inheritedOwners, namedOwners, NOBODY, type Owners } from './owners.js';
import { addressedAlike, pieced } from './shared-words.js';
import { sendingOf } from './sending.js';

/** A duty as one place of the plan states it, before places that say the same are merged. */
export interface Duty {
  readonly what: DraftObligation['what'];
  readonly owners: readonly Body[];
  /** Where each owner is named, when prose names them; else []. */
  readonly ownerPlaces: readonly Evidence[];
  /** Whether another paragraph names the owners. */
  readonly inherited: boolean;
  readonly recipients: readonly Body[];
  readonly via: string | null;
  readonly channels: DraftObligation['channels'];
  readonly contactPoint: DraftObligation['contactPoint'];
  readonly binding: boolean;
  readonly due: DraftDue;
  /** Recipients of the onward report, where a purpose clause names them: "để tổng hợp, báo cáo …". */
  readonly onward: {
    readonly recipients: readonly Body[];
    readonly due: DraftDue;
    readonly evidence: Evidence;
  } | null;
  /** Whether the words say that the receiver merges what it gets. */
  readonly merged: boolean;
  readonly evidence: Evidence;
  /** The words of the duty alone, without the heading that names its bodies. */
  readonly said: Evidence;
}

interface Setting {
  readonly parts: DocumentParts;
  readonly context: DueContext;
  readonly deadline: DeadlineSettings;
  readonly issuer: string | null;
}

/** Every place of the body that obliges somebody to report, to plan or to send a list. */
export function dutiesOf(setting: Setting): Duty[] {
  const { blocks, source, typeLine } = setting.parts;
  const letter = typeLine === null || blocks.every(({ section }) => section === 0);
  const frames = framesOf(source, blocks);
  const duties = blocks
    .filter(({ section, kind }) => section > 0 || letter || kind === 'item')
    .flatMap((block) => dutiesInBlock(block, frames.get(block) ?? NOBODY, setting));
  return pieced(duties);
}

function dutiesInBlock(block: Block, frame: Owners, setting: Setting): Duty[] {
  if (
    block.kind === 'section' ||
    !/báo cáo|kế hoạch|danh sách|kết quả|số liệu/u.test(block.passage.key)
  )
    return [];
  const { source } = setting.parts;
  const issuer = setting.issuer === null ? null : identityOf(setting.issuer);
  const duties: Duty[] = [];
  let owners = inheritedOwners(source, block, frame);
  for (const { passage: clause } of clausesOf(block.passage)) {
    const all = actsIn(clause);
    const named = namedOwners(source, clause, all[0]?.start ?? clause.text.length);
    // What another document asks of the issuer itself is the issuer's duty still.
    const ours = named?.bodies.some(({ identity }) => identity === issuer) ?? false;
    const acts = all.filter(({ end }) => ours || !isTold(clause, end));
    if (acts.length === 0 && isTold(clause, clause.text.length)) continue;
    owners = named ?? owners;
    duties.push(
      ...acts.flatMap((act, index) => dutiesOfAct({ clause, act, acts, index, owners }, setting)),
    );
  }
  return addressedAlike(duties);
}

interface Stated {
  readonly clause: Passage;
  readonly act: Act;
  readonly acts: readonly Act[];
  readonly index: number;
  readonly owners: Owners;
}

/** The part of a clause that belongs to one verb, its due phrase and that of the receiver's own report. */
interface Reach {
  readonly from: number;
  readonly to: number;
  readonly found: FoundDue | undefined;
  readonly onward: FoundDue | undefined;
}

function isDay(boundary: DraftDue['boundary']): boolean {
  return !['none', 'by_reference', 'anchor'].includes(boundary);
}

/** The duty of one verb; one for each day where it names several. */
function dutiesOfAct(stated: Stated, setting: Setting): Duty[] {
  const { clause, act, acts, index } = stated;
  const from = index === 0 ? 0 : act.start;
  const to = acts[index + 1]?.start ?? clause.text.length;
  const key = withoutOthersDays(clause.key.slice(from, to), act.start - from, setting);
  const all = duePhrasesIn(key, setting.context);
  // "trước ngày … để tổng hợp, báo cáo Bộ … trước ngày …": the second day is the receiver's.
  const purpose = PURPOSE.exec(key)?.index ?? key.length;
  const before = all.filter(({ start }) => start < purpose);
  const own = before.some(({ boundary }) => isDay(boundary)) ? before : all;
  // The words before the purpose are blanked out, so that places stay what they are.
  const after = `${' '.repeat(purpose)}${key.slice(purpose)}`;
  const onward = own === before ? decisive(duePhrasesIn(after, setting.context)) : undefined;
  const days = severalDays(key, own);
  return (days.length > 1 ? days : [decisive(own)]).flatMap((found) => {
    const duty = dutyOf(stated, { from, to, found, onward }, setting);
    return duty === null ? [] : [duty];
  });
}

/** Verbs that take a day for themselves: a report behind them is not due by it. */
const OTHER_VERB =
  /(?<!\p{L})(?:tổ chức|đăng ký|ban hành|phát động|tham mưu|khai mạc|thành lập|nộp|niêm yết|công bố|hoàn thành|đưa vào)(?!\p{L})/u;

/**
 * The words of a duty with the days of other verbs blanked out, places kept: of "đăng ký trước ngày
 * 18/6, gửi báo cáo …" and, where the report has a time of its own, of "Trước ngày 20/6 tổ chức … và
 * gửi báo cáo … sau khi kết thúc đợt".
 */
function withoutOthersDays(key: string, verbAt: number, { context }: Setting): string {
  const own = `${' '.repeat(verbAt)}${key.slice(verbAt)}`;
  const hasOwn = duePhrasesIn(own, context).length > 0;
  return duePhrasesIn(key, context)
    .filter(({ date, end }) => date !== null && end <= verbAt)
    .filter(({ start, end }) => {
      const said =
        key
          .slice(0, start)
          .split(/[,;:(]/u)
          .at(-1) ?? '';
      return OTHER_VERB.test(said) || (hasOwn && OTHER_VERB.test(key.slice(end, verbAt)));
    })
    .reduce(
      (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
      key,
    );
}

/** Days listed one after the other, "6 tháng đầu năm trước ngày …, cả năm trước ngày …"; else []. */
function severalDays(key: string, found: readonly FoundDue[]): FoundDue[] {
  const days = found.filter(({ date }) => date !== null);
  const listed = days.every(
    ({ start }, index) =>
      index === 0 ||
      /^(?![^]*để )[^.;()]{0,60}$/u.test(key.slice(days[index - 1]?.end ?? 0, start)),
  );
  const alike = days.every(({ boundary }) => boundary === days[0]?.boundary);
  const recurs = found.some(({ recurrence }) => recurrence !== null);
  return listed && alike && !recurs && days.length > 1 ? days : [];
}

function dutyOf(
  { clause, act, owners }: Stated,
  { from, to, found, onward }: Reach,
  setting: Setting,
): Duty | null {
  const { source } = setting.parts;
  const own = part(clause, act.start, to);
  const bodies = bodiesIn(own);
  const purpose = purposeOf(own);
  const recipients = recipientsIn(own, bodies, act.end - act.start, purpose?.at ?? own.text.length);
  const sending = sendingOf(source, own);
  const merges = act.merges && sending.via === null && owners.bodies.every(({ group }) => !group);
  const what = act.what === 'consolidated-report' && !merges ? 'report' : act.what;
  if (
    owners.bodies.length === 0 &&
    (found?.boundary ?? 'none') === 'none' &&
    recipients.length === 0
  )
    return null;
  // Nobody reports to itself: then another body or verb was meant, and its day would be made up.
  const received = new Set(recipients.map(({ identity }) => identity));
  const isSelf = owners.bodies.every(({ identity }) => received.has(identity));
  if (owners.bodies.length > 0 && isSelf) return null;
  const above = owners.bodies.every(({ family }) => family === 'authority');
  if (owners.bodies.length > 0 && above && !owners.requested) return null;
  if (!isDuty({ what, found, recipients, clause })) return null;
  const due = draftDue(clause, from, found, setting.deadline);
  const said = evidenceOf(
    source,
    clause,
    Math.min(act.start, from + (found?.start ?? act.start)),
    endOf(clause, to),
  );
  const named = owners.bodies.length > 0 ? owners.at : null;
  const start = Math.min(said.start, named ?? said.start);
  const end = Math.max(said.end, ...owners.places.map((place) => place.end));
  return {
    what,
    owners: owners.bodies,
    ownerPlaces: owners.places,
    inherited: owners.inherited,
    recipients,
    via: sending.via,
    channels: sending.channels,
    contactPoint: sending.contactPoint,
    binding: owners.binding,
    due,
    onward:
      purpose === null
        ? null
        : onwardOf(
            source,
            { own, bodies },
            purpose,
            draftDue(clause, from, onward, setting.deadline),
          ),
    merged: purpose !== null,
    evidence: { start, end, text: source.slice(start, end) },
    said,
  };
}

/** A clause's part without the "và" that leads to the next verb. */
function endOf({ key }: Passage, to: number): number {
  return key.slice(0, to).replace(/[\s,]+(?:và|đồng thời,?)?\s*$/u, '').length;
}

/** Troubles to be reported as they come up: not tracked. */
const CONDITIONAL =
  /vướng mắc|khó khăn|phát sinh|vượt thẩm quyền|trường hợp có|nếu có|khi có|báo cáo ngay|(?:xem xét|cho ý kiến),? (?:giải quyết|chỉ đạo|quyết định)/u;

function isDuty({
  what,
  found,
  recipients,
  clause,
}: {
  what: DraftObligation['what'];
  found: FoundDue | undefined;
  recipients: readonly Body[];
  clause: Passage;
}): boolean {
  if (what === 'plan') return true;
  const dated = found !== undefined && isDay(found.boundary);
  // "… thực hiện chế độ báo cáo như sau:" only opens the list of what is owed.
  const opens = clause.key.endsWith(':');
  if (opens && found?.date == null && (found?.recurrence ?? null) === null) return false;
  if (dated) return true;
  if (CONDITIONAL.test(clause.key)) return false;
  return (
    found?.boundary === 'by_reference' ||
    recipients.length > 0 ||
    /chế độ (?:thông tin,? )?báo cáo/u.test(clause.key)
  );
}

function onwardOf(
  source: string,
  { own, bodies }: { own: Passage; bodies: readonly Body[] },
  { at, reportsAt }: { at: number; reportsAt: number | null },
  due: DraftDue,
): Duty['onward'] {
  if (reportsAt === null) return null;
  const first = bodies.findIndex(({ start }) => start >= reportsAt);
  const recipients =
    first !== -1 && /^báo cáo\s*$/u.test(own.key.slice(reportsAt, bodies[first]?.start))
      ? runFrom(own, bodies, first)
      : [];
  return { recipients, due, evidence: evidenceOf(source, own, at) };
}

function draftDue(
  clause: Passage,
  from: number,
  found: FoundDue | undefined,
  deadline: DeadlineSettings,
): DraftDue {
  if (found === undefined) {
    return {
      phrase: '',
      boundary: 'none',
      date: null,
      time: null,
      recurrence: null,
      remindTargetAt: null,
      overdueAt: null,
    };
  }
  const { boundary, date, time, recurrence, point } = found;
  const rule = { boundary, date, time, ...(point === undefined ? {} : { point }) };
  const instants = dueInstants(rule, deadline);
  return {
    phrase: clause.text.slice(from + found.start, from + found.end).trim(),
    boundary,
    date,
    time,
    recurrence,
    remindTargetAt: instants.remindTargetAt === null ? null : withOffset(instants.remindTargetAt),
    overdueAt: instants.overdueAt === null ? null : withOffset(instants.overdueAt),
  };
}
