import { AS_AGREED } from './agreed-plan.js';
import type { ChangedSinceAgreed } from './agreed-plan.js';
import { plusWorkingDays } from './calendar.js';
import type { Instant } from './day.js';
import { at, dayAt } from './day.js';
import type { DeadlineSettings } from './deadline.js';
import { clockOf } from './due-clock.js';
import type { LadderFacts, LadderSettings, Skip } from './ladder.js';
import { timetable } from './ladder.js';
import type { RefusalCode } from './refusals.js';
import { refuse } from './result.js';
import type { Refused } from './result.js';
import type {
  ConfirmedCycle,
  ConfirmedPlan,
  ConfirmedRequirement,
} from './schemas/confirmed-plan.js';

/** How many working days before its target a cycle opens, and a rehearsal or preview begins unless told otherwise. */
const WORKING_DAYS_AHEAD = 20;

/** One cycle of a plan that begins to be tracked. */
export interface PlannedCycle {
  readonly requirement: ConfirmedRequirement;
  readonly cycle: ConfirmedCycle;
  readonly opensAt: Instant;
  /** When the report made from this cycle is itself due upward; null when none is. */
  readonly onwardTargetAt: Instant | null;
}

/** The plan with its clocks by the calendar of today: it may have changed since a person confirmed it. What a person set by hand keeps no rule and stays. */
export function byCalendar(confirmed: ConfirmedPlan, settings: DeadlineSettings): ConfirmedPlan {
  const requirements = confirmed.requirements.map((requirement) => ({
    ...requirement,
    cycles: requirement.cycles.map((cycle) => {
      const { rule, dueDay } = cycle;
      const clock = rule && dueDay !== null ? clockOf(rule, dueDay, settings) : null;
      return clock === null ? cycle : { ...cycle, ...clock };
    }),
  }));
  return { ...confirmed, requirements };
}

/** The cycles still ahead at a start, collecting ones first, each with its opening; and those already past. */
export function planCycles(
  confirmed: Pick<ConfirmedPlan, 'requirements'>,
  { now, settings }: { readonly now: Instant; readonly settings: LadderSettings },
): { readonly planned: readonly PlannedCycle[]; readonly past: readonly ConfirmedCycle[] } {
  const all = confirmed.requirements.flatMap((requirement) =>
    requirement.cycles.map((cycle) => ({ requirement, cycle })),
  );
  const ahead = all
    .filter(({ cycle }) => cycle.overdueAt > now)
    .sort((a, b) => byDue(a.cycle, b.cycle));
  const past = all.filter(({ cycle }) => cycle.overdueAt <= now).map(({ cycle }) => cycle);
  const collect = ahead.filter(({ requirement }) => !requirement.onward);
  const onward = ahead.filter(({ requirement }) => requirement.onward);
  // An onward report without anything collected for it is the standing body's own affair.
  const planned = [...collect, ...(collect.length > 0 ? onward : [])];
  return {
    past,
    planned: planned.map(({ requirement, cycle }) => {
      const first = cycle === collect[0]?.cycle;
      return {
        requirement,
        cycle,
        opensAt: first ? now : opening(cycle, { now, settings }),
        onwardTargetAt: requirement.onward
          ? null
          : (onward.find((up) => up.cycle.targetAt > cycle.overdueAt)?.cycle.targetAt ?? null),
      };
    }),
  };
}

/** What stands against a start, each as its refusal. */
export function problemsOfStart({
  confirmed,
  plannedCount,
  past,
  agencyCount,
  changed = AS_AGREED,
}: {
  readonly confirmed: ConfirmedPlan;
  readonly plannedCount: number;
  readonly past: readonly ConfirmedCycle[];
  readonly agencyCount: number;
  readonly changed?: ChangedSinceAgreed;
}): Refused<RefusalCode>[] {
  const problems: Refused<RefusalCode>[] = [];
  if (confirmed.identity.number === null || confirmed.identity.issuedOn === null) {
    problems.push(refuse('PLAN_NUMBER_MISSING'));
  }
  if (agencyCount === 0) problems.push(refuse('NO_AGENCIES'));
  if (plannedCount === 0) {
    const [first] = past;
    problems.push(
      first === undefined
        ? refuse('NO_REQUIREMENTS')
        : refuse('ALREADY_PAST', { phrase: first.duePhrase }),
    );
  }
  if (changed.agencies.length > 0) {
    problems.push(refuse('AGREED_TO_OTHER_AGENCIES', { agencies: changed.agencies }));
  }
  if (changed.duePhrases.length > 0) {
    problems.push(refuse('AGREED_TO_OTHER_DAYS', { phrases: changed.duePhrases }));
  }
  return problems;
}

/** What the ladder of a bound agency needs to know of a cycle when it opens. */
export function factsAtOpening(
  { requirement, cycle, opensAt }: Pick<PlannedCycle, 'requirement' | 'cycle' | 'opensAt'>,
  eventDays: LadderFacts['eventDays'],
): LadderFacts {
  return {
    startedAt: opensAt,
    targetAt: cycle.targetAt,
    overdueAt: cycle.overdueAt,
    hourBound: cycle.hourBound,
    dueDay: cycle.dueDay,
    what: requirement.what,
    binding: true,
    returned: false,
    epoch: 0,
    cutOff: cycle.cutOff,
    eventDays,
    headReleasedAt: null,
    letterOnFirstLateDay: false,
  };
}

/** The rungs of a cycle that a start leaves out, and why; an onward report has no rungs. */
export function skippedAtStart(
  planned: PlannedCycle,
  { eventDays }: Pick<ConfirmedPlan, 'eventDays'>,
  settings: LadderSettings,
): readonly Skip[] {
  if (planned.requirement.onward) return [];
  return timetable(factsAtOpening(planned, eventDays), settings).skipped;
}

/** 08:00, 20 working days before the earliest target: when a rehearsal or preview of a plan begins; null without a target. */
export function usualStart(confirmed: ConfirmedPlan, settings: LadderSettings): Instant | null {
  const targets = confirmed.requirements
    .filter(({ onward }) => !onward)
    .flatMap(({ cycles }) => cycles.map(({ targetAt }) => targetAt))
    .sort();
  const earliest = targets[0];
  return earliest === undefined ? null : daysAhead(earliest, settings);
}

/** When a cycle opens by itself, before its own past is looked at. */
export function daysAhead(targetAt: Instant, { calendar, mailMinute }: LadderSettings): Instant {
  return at(plusWorkingDays(calendar, dayAt(targetAt), -WORKING_DAYS_AHEAD), mailMinute);
}

function opening(
  cycle: ConfirmedCycle,
  { now, settings }: { readonly now: Instant; readonly settings: LadderSettings },
): Instant {
  const wanted = daysAhead(cycle.targetAt, settings);
  return wanted > now ? wanted : now;
}

function byDue(a: ConfirmedCycle, b: ConfirmedCycle): number {
  return a.overdueAt < b.overdueAt ? -1 : a.overdueAt > b.overdueAt ? 1 : 0;
}
