import type { DeadlineSettings } from '../../domain/deadline.js';
import { dueInstants } from '../../domain/deadline.js';
import { withOffset } from '../../domain/day.js';
import type { DraftDue, DraftObligation, Evidence } from '../../domain/schemas/plan-draft.js';
import { bodiesIn, runFrom, type Body } from '../bodies.js';
import type { DocumentParts } from '../document-parts.js';
import { decisive, duePhrasesIn, type DueContext, type FoundDue } from '../due-phrases.js';
import type { Block } from '../outline.js';
import { evidenceOf, part, type Passage } from '../passage.js';
import { clausesOf } from '../sentences.js';
import { actsIn, type Act } from './acts.js';
import { headAbove, headingBodies, headingPlace, isAsked } from './agencies.js';
import { sendingOf } from './sending.js';

/** A duty as one place of the plan states it, before places that say the same are merged. */
export interface Duty {
  readonly what: DraftObligation['what'];
  readonly owners: readonly Body[];
  /** Where each owner is named, when the sentence itself names them; else []. */
  readonly ownerPlaces: readonly Evidence[];
  readonly recipients: readonly Body[];
  readonly via: string | null;
  readonly channels: DraftObligation['channels'];
  readonly contactPoint: DraftObligation['contactPoint'];
  readonly binding: boolean;
  readonly due: DraftDue;
  /** Recipients of the onward report, where a purpose clause names them: "để tổng hợp, báo cáo …". */
  readonly onward: { readonly recipients: readonly Body[]; readonly evidence: Evidence } | null;
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
}

/** Every place of the body that obliges somebody to report, to plan or to send a list. */
export function dutiesOf(setting: Setting): Duty[] {
  return setting.parts.blocks.flatMap((block) =>
    block.section > 0 || setting.parts.typeLine === null || isLetter(setting)
      ? dutiesInBlock(block, setting)
      : [],
  );
}

function isLetter({ parts }: Setting): boolean {
  return parts.blocks.every(({ section }) => section === 0);
}

function dutiesInBlock(block: Block, setting: Setting): Duty[] {
  if (block.kind === 'section' || !/báo cáo|kế hoạch|danh sách/u.test(block.passage.key)) return [];
  const duties: Duty[] = [];
  let subject: readonly Body[] = [];
  let subjectAt = 0;
  let ownerPlaces: readonly Evidence[] = [];
  let asked = isAsked(block.passage);
  const head = headAbove(block);
  for (const { passage: clause } of clausesOf(block.passage)) {
    const acts = actsIn(clause);
    const own = subjectOf(clause, acts[0]?.start ?? clause.text.length);
    if (own.length > 0) {
      subject = own;
      subjectAt = clause.from[own[0]?.start ?? 0] ?? 0;
      ownerPlaces = own.map(({ start, end }) =>
        evidenceOf(setting.parts.source, clause, start, end),
      );
      asked = isAsked(clause);
    }
    const inherits = subject.length === 0;
    const owners = inherits ? headingBodies(head) : subject;
    const ownersAt = inherits ? (head === null ? null : headingPlace(head)) : subjectAt;
    const binding = inherits ? !isAsked(head?.passage ?? block.passage) : !asked;
    const stated = acts.flatMap((act, index) => {
      const duty = dutyOf({ clause, act, acts, index, owners, ownersAt, binding }, setting);
      return duty === null ? [] : [{ ...duty, ownerPlaces }];
    });
    duties.push(...addressedAlike(stated));
  }
  return duties;
}

/** "báo cáo A trước ngày … và báo cáo B trước ngày … về UBND tỉnh": what is said last holds for both. */
function addressedAlike(duties: readonly Duty[]): Duty[] {
  return duties.map((duty, index) => {
    const next = duties.slice(index + 1).find(({ what }) => what === duty.what);
    const open = duty.recipients.length === 0 && duty.via === null;
    if (next === undefined || !open) return duty;
    const { recipients, via, channels, contactPoint } = next;
    return { ...duty, recipients, via, channels, contactPoint };
  });
}

/** What before a body shows that it is not the one who acts. */
const NOT_SUBJECT =
  /(?:của|với|cho|về|tại|giữa|bởi|từ|đối với|phối hợp|hướng dẫn|đôn đốc|chỉ đạo|tham mưu|giúp|trên|trong|đến|lên|gửi|cáo|kiểm tra|là|được|qua|,)\s*$/u;
/** A comma ends an opening "Căn cứ …," or "Kết thúc …,": the subject comes right after it. */
const OPENING =
  /^(?:căn cứ|kết thúc|sau khi|định kỳ|hằng|hàng|trước ngày|chậm nhất|trong quá trình|theo|để|nhằm|ngay sau)[^;]*,\s*$/u;

/** The bodies that a clause names as acting before place `before`; [] when it names none. */
function subjectOf(clause: Passage, before: number): Body[] {
  const bodies = bodiesIn(clause);
  for (const [index, body] of bodies.entries()) {
    if (body.start >= before) return [];
    const lead = clause.key.slice(0, body.start);
    if (lead.split('(').length > lead.split(')').length) continue;
    if (NOT_SUBJECT.test(lead) && !OPENING.test(lead)) continue;
    const run = runFrom(clause, bodies, index);
    return run.filter(({ start }) => start < before);
  }
  return [];
}

interface Stated {
  readonly clause: Passage;
  readonly act: Act;
  readonly acts: readonly Act[];
  readonly index: number;
  readonly owners: readonly Body[];
  /** Where the owners are named in the extracted text; null when nobody is. */
  readonly ownersAt: number | null;
  readonly binding: boolean;
}

function dutyOf(
  { clause, act, acts, index, owners, ownersAt, binding }: Stated,
  setting: Setting,
): Omit<Duty, 'ownerPlaces'> | null {
  const from = index === 0 ? 0 : act.start;
  const to = acts[index + 1]?.start ?? clause.text.length;
  const own = part(clause, act.start, to);
  const found = decisive(duePhrasesIn(clause.key.slice(from, to), setting.context));
  const bodies = bodiesIn(own);
  const purpose = purposeOf(own);
  const recipients = recipientsIn(own, bodies, act.end - act.start, purpose?.at ?? own.text.length);
  const sending = sendingOf(setting.parts.source, own);
  const merges = act.merges && sending.via === null && owners.every(({ group }) => !group);
  const what = act.what === 'consolidated-report' && !merges ? 'report' : act.what;
  if (owners.length === 0 && (found?.boundary ?? 'none') === 'none') return null;
  if (owners.length > 0 && owners.every(({ family }) => family === 'authority')) return null;
  if (!isDuty({ what, found, recipients, clause })) return null;
  const due = draftDue(clause, from, found, setting.deadline);
  const said = evidenceOf(
    setting.parts.source,
    clause,
    Math.min(act.start, from + (found?.start ?? act.start)),
    to,
  );
  const start = Math.min(
    said.start,
    ownersAt !== null && owners.length > 0 ? ownersAt : said.start,
  );
  return {
    what,
    owners,
    recipients,
    via: sending.via,
    channels: sending.channels,
    contactPoint: sending.contactPoint,
    binding,
    due,
    onward: purpose === null ? null : onwardOf(setting.parts.source, own, bodies, purpose),
    merged: purpose !== null,
    evidence: { start, end: said.end, text: setting.parts.source.slice(start, said.end) },
    said,
  };
}

/** Troubles to be reported as they come up: not tracked. */
const CONDITIONAL =
  /vướng mắc|khó khăn|phát sinh|vượt thẩm quyền|(?:xem xét|cho ý kiến),? (?:giải quyết|chỉ đạo|quyết định)/u;

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
  const dated = found !== undefined && !['none', 'by_reference', 'anchor'].includes(found.boundary);
  if (dated) return true;
  if (CONDITIONAL.test(clause.key)) return false;
  return (
    found?.boundary === 'by_reference' ||
    recipients.length > 0 ||
    /chế độ (?:thông tin,? )?báo cáo/u.test(clause.key)
  );
}

/** "để tổng hợp(, báo cáo …)": the receiver merges, perhaps for somebody above it. */
function purposeOf(own: Passage): { at: number; reportsAt: number | null } | null {
  const found = /(?:để|nhằm)\s+(?:theo dõi,?\s*)?tổng hợp/u.exec(own.key);
  if (found === null) return null;
  const reports = /báo cáo/u.exec(own.key.slice(found.index));
  return { at: found.index, reportsAt: reports === null ? null : found.index + reports.index };
}

function onwardOf(
  source: string,
  own: Passage,
  bodies: readonly Body[],
  { at, reportsAt }: { at: number; reportsAt: number | null },
): Duty['onward'] {
  if (reportsAt === null) return null;
  const first = bodies.findIndex(({ start }) => start >= reportsAt);
  const recipients =
    first !== -1 && /^báo cáo\s*$/u.test(own.key.slice(reportsAt, bodies[first]?.start))
      ? runFrom(own, bodies, first)
      : [];
  return { recipients, evidence: evidenceOf(source, own, at) };
}

/** What leads from the verb to whom a duty is addressed. */
const TO =
  /(?:^báo cáo|(?<!\p{L})(?:về|gửi|gửi về|cho|lên|đến|tới|trình|báo cáo))(?:\s+(?:cho|về|lên|đồng chí))?\s*$/u;

function recipientsIn(
  own: Passage,
  bodies: readonly Body[],
  verbEnd: number,
  before: number,
): Body[] {
  for (const [index, body] of bodies.entries()) {
    if (body.start >= before) return [];
    if (body.start < verbEnd - 9) continue;
    const lead = own.key.slice(0, body.start);
    if (lead.split('(').length > lead.split(')').length || !TO.test(lead)) continue;
    const run = runFrom(own, bodies, index).filter(({ start }) => start < before);
    return run;
  }
  return [];
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
