import type { CycleHead, Counts } from '../../contract/cycles.js';
import type { PaperRow } from '../../contract/papers.js';
import type { PlanRow } from '../../contract/plans.js';
import type { Role } from '../../contract/values.js';
import type { Day } from '../../domain/day.js';

/** One thing that waits for this person, with where to do it. */
export interface ToDo {
  readonly key: string;
  readonly what:
    | 'review'
    | 'consent'
    | 'start'
    | 'approve'
    | 'edit'
    | 'correct'
    | 'number'
    | 'release'
    | 'claims'
    | 'check'
    | 'extensions'
    | 'calls'
    | 'unreachable'
    | 'basis'
    | 'heads'
    | 'error';
  readonly n: number;
  readonly paper: PaperRow['kind'] | null;
  /** What it is about: the plan's title or the report's name. */
  readonly about: string;
  /** The cycle it is about; null for a plan. */
  readonly cycle: { readonly dueDay: Day | null } | null;
  readonly to:
    '/plans/$planId' | '/plans/$planId/review' | '/cycles/$cycleId' | '/papers/$documentId';
  readonly id: string;
  /** Which rows of the board it is about. */
  readonly show: string | null;
}

/** What the ledger says of one open cycle that bears on somebody's work. */
export interface OpenCycle {
  readonly cycle: Pick<CycleHead, 'id' | 'reportName' | 'dueDay' | 'lastError'>;
  readonly counts: Counts;
  readonly extensionsAsked: number;
  readonly toCall: number;
}

/** Everything that waits for a person with these roles: formal steps first, then the day's checking. */
export function toDoList({
  roles,
  plans,
  papers,
  cycles,
}: {
  readonly roles: readonly Role[];
  readonly plans: readonly PlanRow[];
  readonly papers: readonly PaperRow[];
  readonly cycles: readonly OpenCycle[];
}): readonly ToDo[] {
  const has = (role: Role): boolean => roles.includes(role);
  return [
    ...papers.flatMap((paper) => paperToDo(paper, has)),
    ...plans.flatMap((plan) => planToDo(plan, has)),
    ...(has('officer') ? cycles.flatMap(cycleToDo) : []),
  ];
}

function paperToDo(paper: PaperRow, has: (role: Role) => boolean): readonly ToDo[] {
  const what = paperStep(paper, has);
  if (what === null) return [];
  return [
    {
      key: `${what}/${paper.id}`,
      what,
      n: 1,
      paper: paper.kind,
      about: paper.reportName,
      cycle: paper,
      to: '/papers/$documentId',
      id: paper.id,
      show: null,
    },
  ];
}

function paperStep(
  { state, mayDecide }: PaperRow,
  has: (role: Role) => boolean,
): ToDo['what'] | null {
  if (state === 'awaitingApproval' && has('approver') && mayDecide) return 'approve';
  if (state === 'draft' && has('officer')) return 'edit';
  if (state === 'sentBack' && has('officer')) return 'correct';
  if (state === 'approved' && has('clerk')) return 'number';
  if (state === 'numbered' && has('clerk')) return 'release';
  return null;
}

function planToDo(plan: PlanRow, has: (role: Role) => boolean): readonly ToDo[] {
  const about = { n: 1, paper: null, about: plan.title, cycle: null, id: plan.id, show: null };
  if (plan.state === 'draft' && has('officer')) {
    return [{ ...about, key: `review/${plan.id}`, what: 'review', to: '/plans/$planId/review' }];
  }
  if (plan.state === 'awaitingConsent' && has('approver')) {
    return [{ ...about, key: `consent/${plan.id}`, what: 'consent', to: '/plans/$planId' }];
  }
  if (plan.state === 'consented' && has('officer')) {
    return [{ ...about, key: `start/${plan.id}`, what: 'start', to: '/plans/$planId' }];
  }
  const to = '/plans/$planId' as const;
  return [
    ...(plan.numberMissing && has('officer')
      ? [{ ...about, key: `basis/${plan.id}`, what: 'basis' as const, to }]
      : []),
    ...(has('approver')
      ? plan.headsWaiting.map((id) => ({
          ...about,
          ...{ id, key: `heads/${id}`, what: 'heads' as const, to: '/cycles/$cycleId' as const },
        }))
      : []),
  ];
}

function cycleToDo({ cycle, counts, extensionsAsked, toCall }: OpenCycle): readonly ToDo[] {
  const waiting: readonly (readonly [ToDo['what'], number, string | null])[] = [
    ['error', cycle.lastError === null ? 0 : 1, null],
    ['extensions', extensionsAsked, 'extension'],
    ['claims', counts.claimed, 'claimed'],
    ['calls', toCall, 'calls'],
    ['unreachable', counts.unreachable, 'unreachable'],
    ['check', counts.submitted, 'submitted'],
  ];
  return waiting.flatMap(([what, n, show]) =>
    n === 0
      ? []
      : [
          {
            key: `${what}/${cycle.id}`,
            what,
            n,
            paper: null,
            about: cycle.reportName,
            cycle,
            to: '/cycles/$cycleId' as const,
            id: cycle.id,
            show,
          },
        ],
  );
}
