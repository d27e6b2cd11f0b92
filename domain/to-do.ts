import type { Counts } from './counting.js';
import { at, dayAt, plusDays } from './day.js';
import type { Day, Instant } from './day.js';
import type { PaperKind, PaperState } from './paper.js';
import type { PlanState } from './plan.js';
import type { StaffRole } from './staff-role.js';

/** What may wait for a person, in the order in which things of one urgency stand. */
export const TO_DOS = [
  'waveFailed',
  'failed',
  'mailStopped',
  'doubtfulMails',
  'notAbove',
  'refused',
  'heads',
  'leadersExtensions',
  'extensions',
  'approve',
  'signed',
  'consent',
  'number',
  'release',
  'correct',
  'start',
  'calls',
  'claims',
  'unreachable',
  'basis',
  'edit',
  'check',
  'halves',
  'review',
] as const;

export type ToDoKind = (typeof TO_DOS)[number];

/** How soon something is wanted: at once (it stands still, or is late), today, or when there is time. */
export const URGENCIES = ['now', 'today', 'soon'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** One thing that waits for a person. */
export interface ToDo {
  readonly what: ToDoKind;
  readonly urgency: Urgency;
  /** Until when it is wanted; null: no day hangs on it. */
  readonly by: Instant | null;
  readonly n: number;
  /** Whether the plan is followed by the person himself, or by nobody in particular. */
  readonly mine: boolean;
  readonly about: About;
  readonly paper: PaperKind | null;
}

/** What a thing to do is about: the narrowest of plan, cycle and paper that is known. */
export interface About {
  readonly planId: string | null;
  readonly cycleId: string | null;
  readonly documentId: string | null;
  /** The plan's title or the report's name; empty where it is about the office. */
  readonly title: string;
  readonly dueDay: Day | null;
}

export interface PlanFacts {
  readonly planId: string;
  readonly title: string;
  readonly state: PlanState;
  /** It rests on somebody's word whose paper has no number yet. */
  readonly numberMissing: boolean;
  readonly failing: boolean;
  /** The first day that its confirmed duties name; null before the review, or without a day. */
  readonly firstTargetAt: Instant | null;
}

export interface OpenCycleFacts {
  readonly cycleId: string;
  readonly planId: string;
  readonly reportName: string;
  readonly dueDay: Day | null;
  readonly targetAt: Instant | null;
  readonly overdueAt: Instant | null;
  readonly closesForNewAt: Instant | null;
  readonly paused: boolean;
  /** The step that fails; null while none does. */
  readonly failingStep: string | null;
  readonly counts: Pick<Counts, 'claimed' | 'submitted' | 'toUrge'>;
  readonly extensionsAsked: number;
  /** The earliest day on which one who asked for more time counts as late. */
  readonly extensionsBy: Instant | null;
  /** Of the requests those for a day that only a leader may give. */
  readonly leadersExtensions: number;
  readonly toCall: number;
  /** Chased agencies that still owe and that no mail reaches. */
  readonly unreachable: number;
  /** Reports in hand of which one half is still to come. */
  readonly halves: number;
  readonly headsNeedWord: boolean;
  readonly headsReleased: boolean;
}

export interface PaperFacts {
  readonly documentId: string;
  readonly planId: string;
  readonly cycleId: string;
  readonly kind: PaperKind;
  readonly state: PaperState;
  readonly reportName: string;
  readonly dueDay: Day | null;
  /** When it should be out: an urging letter as soon as anybody is late, a report by its onward day. */
  readonly outBy: Instant | null;
  /** Whether this person may decide about it now. */
  readonly mayDecide: boolean;
  /** It is agreed to and signed in the document system: what came of it is recorded here. */
  readonly outside: boolean;
}

/** A document that is out and does not stay where it went. */
export interface BackFacts {
  readonly documentId: string | null;
  readonly planId: string;
  readonly cycleId: string | null;
  readonly kind: PaperKind | null;
  /** The report's name, or the plan's title. */
  readonly title: string;
  /** How many of those it went to over the document axis refuse it. */
  readonly refusals: number;
  /** The office above has sent it back, does not take it, or asks for which of its reports it is. */
  readonly notAbove: boolean;
}

/** All that the ledger says of an office which bears on what its people have to do. */
export interface ToDoFacts {
  readonly plans: readonly PlanFacts[];
  readonly cycles: readonly OpenCycleFacts[];
  readonly papers: readonly PaperFacts[];
  readonly back: readonly BackFacts[];
  /** Mails that may or may not have arrived: a person has to find out. */
  readonly doubtfulMails: number;
  /** What keeps mail from going out; null while it flows. */
  readonly mailStopped: boolean;
}

/** For whom and when the list is made. */
export interface Doer {
  readonly roles: readonly StaffRole[];
  /** Whether a plan is followed by this person or by nobody in particular. */
  readonly follows: (planId: string) => boolean;
  readonly now: Instant;
}

/** Everything that waits for a person, the most urgent first; what others follow comes last within its urgency. */
export function toDoList(facts: ToDoFacts, doer: Doer): readonly ToDo[] {
  const has = (role: StaffRole): boolean => doer.roles.includes(role);
  const list = [
    ...ofOffice(facts, has),
    ...facts.plans.flatMap((plan) => ofPlan(plan, has, doer)),
    ...facts.cycles.flatMap((cycle) => ofCycle(cycle, has, doer)),
    ...facts.papers.flatMap((paper) => ofPaper(paper, has, doer)),
    ...facts.back.flatMap((document) => ofBack(document, has, doer)),
  ];
  return list.sort(byUrgency);
}

/** Whether something is more urgent than another: by urgency, whose it is, its day, its kind, its title. */
function byUrgency(a: ToDo, b: ToDo): number {
  const rank = ({ urgency, mine }: ToDo): number => URGENCIES.indexOf(urgency) * 2 + (mine ? 0 : 1);
  return (
    rank(a) - rank(b) ||
    compare(dayOf(a), dayOf(b)) ||
    TO_DOS.indexOf(a.what) - TO_DOS.indexOf(b.what) ||
    compare(a.about.title, b.about.title)
  );
}

/** What stands still comes before whatever has a day, what merely has none behind it. */
function dayOf({ by, urgency }: ToDo): string {
  return by ?? (urgency === 'now' ? '' : '~');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Wanted by a day: at once when it is past or today, today when it is tomorrow or the day after. */
function urgencyBy(by: Instant | null, now: Instant, otherwise: Urgency): Urgency {
  if (by === null) return otherwise;
  if (dayAt(by) <= dayAt(now)) return 'now';
  return by < at(plusDays(dayAt(now), 3), 0) ? 'today' : otherwise;
}

const OFFICE: About = { planId: null, cycleId: null, documentId: null, title: '', dueDay: null };

function ofOffice(
  { doubtfulMails, mailStopped }: ToDoFacts,
  has: (role: StaffRole) => boolean,
): readonly ToDo[] {
  const one = { urgency: 'now', by: null, mine: true, about: OFFICE, paper: null } as const;
  if (!has('officer') && !has('admin')) return [];
  return [
    ...(mailStopped ? [{ ...one, what: 'mailStopped' as const, n: 1 }] : []),
    ...(doubtfulMails > 0 ? [{ ...one, what: 'doubtfulMails' as const, n: doubtfulMails }] : []),
  ];
}

function ofPlan(
  plan: PlanFacts,
  has: (role: StaffRole) => boolean,
  { now, follows }: Doer,
): readonly ToDo[] {
  const { planId, title, state, firstTargetAt: by } = plan;
  const one = {
    n: 1,
    about: { ...OFFICE, planId, title },
    paper: null,
    mine: follows(planId),
  };
  const urgency = (otherwise: Urgency): Urgency => urgencyBy(by, now, otherwise);
  const list: ToDo[] = [];
  if (plan.failing && (has('officer') || has('admin'))) {
    list.push({ ...one, what: 'failed', urgency: 'now', by: null });
  }
  if (state === 'draft' && has('officer')) {
    list.push({ ...one, what: 'review', urgency: urgency('soon'), by });
  }
  // Whose consent is asked for is not decided by who follows the plan.
  if (state === 'awaitingConsent' && has('approver')) {
    list.push({ ...one, mine: true, what: 'consent', urgency: urgency('today'), by });
  }
  if (state === 'consented' && has('officer')) {
    list.push({ ...one, what: 'start', urgency: urgency('today'), by });
  }
  if (state === 'started' && plan.numberMissing && has('officer')) {
    list.push({ ...one, what: 'basis', urgency: urgency('soon'), by });
  }
  return list;
}

function ofCycle(
  cycle: OpenCycleFacts,
  has: (role: StaffRole) => boolean,
  { now, follows }: Doer,
): readonly ToDo[] {
  const { cycleId, planId, reportName, dueDay, counts } = cycle;
  const one = {
    about: { ...OFFICE, planId, cycleId, title: reportName, dueDay },
    paper: null,
    mine: follows(planId),
  };
  const list: ToDo[] = [];
  if (cycle.failingStep !== null && (has('officer') || has('admin'))) {
    const what = WAVE_STEPS.has(cycle.failingStep) ? 'waveFailed' : 'failed';
    list.push({ ...one, what, urgency: 'now', by: null, n: 1 });
  }
  if (areHeadsWaiting(cycle, now) && has('approver')) {
    const by = cycle.overdueAt;
    list.push({ ...one, mine: true, what: 'heads', urgency: 'today', by, n: 1 });
  }
  const add = (what: ToDoKind, n: number, urgency: Urgency, by: Instant | null): void => {
    if (n > 0) list.push({ ...one, what, n, urgency, by });
  };
  // Whoever waits for an answer does not know by when to send.
  const extensionsBy = cycle.extensionsBy;
  if (has('approver') && cycle.leadersExtensions > 0) {
    const urgency = urgencyBy(extensionsBy, now, 'today');
    const n = cycle.leadersExtensions;
    list.push({ ...one, mine: true, what: 'leadersExtensions', n, urgency, by: extensionsBy });
  }
  if (!has('officer')) return list;
  const closing = cycle.closesForNewAt;
  add('extensions', cycle.extensionsAsked, urgencyBy(extensionsBy, now, 'today'), extensionsBy);
  add('calls', cycle.toCall, urgencyBy(closing, now, 'today'), closing);
  add('claims', counts.claimed, urgencyBy(closing, now, 'today'), closing);
  const target = cycle.targetAt;
  add('unreachable', cycle.unreachable, urgencyBy(target, now, 'soon'), target);
  add('check', counts.submitted, urgencyBy(closing, now, 'soon'), closing);
  add('halves', cycle.halves, urgencyBy(closing, now, 'soon'), closing);
  return list;
}

const LEADERS: ReadonlySet<ToDoKind> = new Set<ToDoKind>([
  'approve',
  'consent',
  'heads',
  'leadersExtensions',
]);

/** What waits for a leader's own word, in the order of a list. */
export function leadersPart<One extends Pick<ToDo, 'what'>>(list: readonly One[]): readonly One[] {
  return list.filter(({ what }) => LEADERS.has(what));
}

/** The steps by which reminders are prepared and sent. */
const WAVE_STEPS: ReadonlySet<string> = new Set(['prepareWave', 'drainWave', 'wave']);

/** Letters to the heads of agencies wait for the leader's word: somebody is late, none has been let go. */
function areHeadsWaiting(
  cycle: Pick<
    OpenCycleFacts,
    'headsNeedWord' | 'headsReleased' | 'paused' | 'overdueAt' | 'counts'
  >,
  now: Instant,
): boolean {
  const isLate = cycle.overdueAt !== null && cycle.overdueAt <= now;
  return (
    cycle.headsNeedWord &&
    !cycle.headsReleased &&
    !cycle.paused &&
    isLate &&
    cycle.counts.toUrge > 0
  );
}

function ofPaper(
  paper: PaperFacts,
  has: (role: StaffRole) => boolean,
  { now, follows }: Doer,
): readonly ToDo[] {
  const what = paperStep(paper, has);
  if (what === null) return [];
  const { documentId, planId, cycleId, reportName: title, dueDay, outBy: by } = paper;
  return [
    {
      what,
      urgency: urgencyBy(by, now, what === 'edit' ? 'soon' : 'today'),
      by,
      n: 1,
      // The leader's and the clerk's part has nothing to do with who follows the plan.
      mine: !OFFICERS.has(what) || follows(planId),
      about: { planId, cycleId, documentId, title, dueDay },
      paper: paper.kind,
    },
  ];
}

/** What of a paper is the work of the officer. */
const OFFICERS: ReadonlySet<ToDoKind> = new Set(['edit', 'correct', 'signed']);

function paperStep(
  { state, mayDecide, outside }: PaperFacts,
  has: (role: StaffRole) => boolean,
): ToDoKind | null {
  if (state === 'awaitingApproval' && mayDecide) return 'approve';
  if (state === 'awaitingApproval' && outside && has('officer')) return 'signed';
  if (state === 'draft' && has('officer')) return 'edit';
  if (state === 'sentBack' && has('officer')) return 'correct';
  if (state === 'approved' && has('clerk')) return 'number';
  if (state === 'numbered' && has('clerk')) return 'release';
  return null;
}

/** What comes back is no use to anybody until somebody sees to it. */
function ofBack(
  { documentId, planId, cycleId, kind, title, refusals, notAbove }: BackFacts,
  has: (role: StaffRole) => boolean,
  { follows }: Doer,
): readonly ToDo[] {
  if (!has('officer') && !has('clerk')) return [];
  const about = { ...OFFICE, planId, cycleId, documentId, title };
  const one = { urgency: 'now', by: null, mine: follows(planId), about, paper: kind } as const;
  return [
    ...(notAbove ? [{ ...one, what: 'notAbove' as const, n: 1 }] : []),
    ...(refusals > 0 ? [{ ...one, what: 'refused' as const, n: refusals }] : []),
  ];
}
