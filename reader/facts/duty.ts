import type { DeadlineSettings } from '../../domain/deadline.js';
import { dueInstants } from '../../domain/deadline.js';
import { fold } from '../../domain/fold.js';
import { withOffset } from '../../domain/day.js';
import type { DraftDue, DraftObligation, Evidence } from '../../domain/schemas/plan-draft.js';
import { bodiesIn, runFrom, type Body } from '../bodies.js';
import type { DocumentParts } from '../document-parts.js';
import type { DueContext } from '../due-context.js';
import type { FoundDue } from '../due/found-due.js';
import { evidenceOf, part, type Passage } from '../passage.js';
import { printsDay } from '../recurrence-rules.js';
import { DUE_CELL } from '../task-tables.js';
import type { Act } from './act.js';
import { purposeOf, recipientsIn } from './addressing.js';
import { cutOffIn, type PrintedCutOff } from './cut-off.js';
import { isDay } from './days-of-act.js';
import { exceptedIn } from './exceptions.js';
import type { Owners } from './owners.js';
import { sendingOf } from './sending.js';

/** A duty as one place of the plan states it, before places that say the same are merged. */
export interface Duty {
  readonly what: DraftObligation['what'];
  readonly owners: readonly Body[];
  /** Whom the same sentence takes out of them: "(trừ các xã đảo)". */
  readonly except: readonly Body[];
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
  readonly cutOff: PrintedCutOff | null;
  /** Where the words of time stand that are understood, that of the onward report among them. */
  readonly times: readonly Evidence[];
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

/** The document and what its deadlines are computed with. */
export interface Setting {
  readonly parts: DocumentParts;
  readonly context: DueContext;
  readonly deadline: DeadlineSettings;
  readonly issuer: string | null;
  /** Where in the extracted text the document's subject ends; 0 when it has none. */
  readonly subjectEnd: number;
}

/** A verb in its clause and who owes what it asks for. */
export interface Stated {
  readonly clause: Passage;
  readonly act: Act;
  readonly owners: Owners;
}

/** The part of a clause that belongs to one verb, its due phrase and that of the receiver's own report. */
export interface Reach {
  readonly from: number;
  readonly to: number;
  readonly found: FoundDue | undefined;
  readonly onward: FoundDue | undefined;
}

/** The duty that one verb of a clause states; null when its words oblige nobody to anything that is tracked. */
export function dutyOf(stated: Stated, reach: Reach, setting: Setting): Duty | null {
  const duty = wordsOf(stated, reach, setting);
  const owes = duty.owners.length > 0;
  if (!owes && duty.due.boundary === 'none' && duty.recipients.length === 0) return null;
  // Nobody reports to itself: then another body or verb was meant, and its day would be made up.
  const received = new Set(duty.recipients.map(({ identity }) => identity));
  if (owes && duty.owners.every(({ identity }) => received.has(identity))) return null;
  const above = duty.owners.every(({ family }) => family === 'authority');
  if (owes && above && !stated.owners.requested && !isCentral(setting)) return null;
  if (stated.act.needsDay && !isTimed(duty)) return null;
  // The row of a table that says "Trình đề án …" and by when leaves out to whom.
  const isRow = stated.clause.key.includes(DUE_CELL);
  if (stated.act.isOpen === true && isOpen(duty) && !isRow) return null;
  if (stated.act.needsBody === true && !owes && isOpen(duty)) return null;
  return isDuty(duty, stated.clause) ? duty : null;
}

/** Whether those above a province are given tasks: by the Government and its ministries. */
function isCentral({ issuer }: Setting): boolean {
  return /^(?:thủ tướng|chính phủ|quốc hội|hội đồng nhân dân|tỉnh ủy|thành ủy|ủy ban thường vụ|bộ |văn phòng chính phủ)/u.test(
    fold(issuer ?? ''),
  );
}

/** What the words of one verb say, whether or not they oblige. */
export function wordsOf(
  { clause, act, owners }: Stated,
  { from, to, found, onward }: Reach,
  setting: Setting,
): Duty {
  const { source } = setting.parts;
  const own = part(clause, act.start, to);
  const bodies = bodiesIn(own);
  const purpose = purposeOf(own);
  const recipients = recipientsIn(own, bodies, {
    verbEnd: act.end - act.start,
    before: purpose?.at ?? own.text.length,
    issuer: setting.issuer,
  });
  const sending = sendingOf(source, own);
  const merges = act.merges && sending.via === null && owners.bodies.every(({ group }) => !group);
  const what = act.what === 'consolidated-report' && !merges ? 'report' : act.what;
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
    except: exceptedIn(clause, act.start),
    ownerPlaces: owners.places,
    inherited: owners.inherited,
    recipients,
    via: sending.via,
    channels: sending.channels,
    contactPoint: sending.contactPoint,
    binding: owners.binding,
    due,
    cutOff: cutOffIn(source, clause),
    times: [found, onward].flatMap((phrase) => timesOf(source, clause, from, phrase)),
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

/** Troubles to be reported as they come up: not tracked. */
const CONDITIONAL =
  /vướng mắc|khó khăn|phát sinh|vượt thẩm quyền|trường hợp có|nếu có|khi có|báo cáo ngay|(?:xem xét|cho ý kiến),? (?:giải quyết|chỉ đạo|quyết định)/u;

/** Whether words of time are printed for a duty, be its day known or to be counted. */
export function isTimed(duty: Pick<Duty, 'due'>): boolean {
  return isDated(duty) || isDay(duty.due.boundary);
}

/** Whether neither an addressee nor a body to pass through is named. */
export function isOpen({ recipients, via }: Pick<Duty, 'recipients' | 'via'>): boolean {
  return recipients.length === 0 && via === null;
}

/** Whether a duty is due on days that are known, or recurs. */
export function isDated({ due }: Pick<Duty, 'due'>): boolean {
  return due.date !== null || due.recurrence !== null;
}

/** "1. Thực hiện chế độ báo cáo" above the reports themselves. */
const HEADING = /^(?:thực hiện )?chế độ (?:thông tin,? )?báo cáo(?: định kỳ)?\s*[:.]?$/u;

function isDuty({ what, due, recipients }: Duty, { key }: Passage): boolean {
  if (what === 'plan') return true;
  if (HEADING.test(key)) return false;
  // "… thực hiện chế độ báo cáo như sau:" only opens the list of what is owed.
  if (key.endsWith(':') && due.date === null && due.recurrence?.some(printsDay) !== true)
    return false;
  if (isDay(due.boundary)) return true;
  if (CONDITIONAL.test(key)) return false;
  return (
    due.boundary === 'by_reference' ||
    recipients.length > 0 ||
    /chế độ (?:thông tin,? )?báo cáo/u.test(key)
  );
}

/** A clause's part without the "và" that leads to the next verb. */
function endOf({ key }: Passage, to: number): number {
  return key.slice(0, to).replace(/[\s,]+(?:và|đồng thời,?)?\s*$/u, '').length;
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

/** Where a phrase of a clause, found from place `from` on, stands in the text; [] without one. */
export function timesOf(
  source: string,
  clause: Passage,
  from: number,
  found: FoundDue | undefined,
): Evidence[] {
  if (found === undefined) return [];
  return [evidenceOf(source, clause, from + found.start, from + found.end)];
}

/** The due of a draft: a phrase of the clause, found from place `from` on, with its two instants; `none` without one. */
export function draftDue(
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
