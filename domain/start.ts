import { AS_AGREED } from './agreed-plan.js';
import type { ChangedSinceAgreed } from './agreed-plan.js';
import { plusWorkingDays } from './calendar.js';
import type { Instant } from './day.js';
import { at as moment, dayAt } from './day.js';
import { isDated, isPast } from './dated-cycle.js';
import type { DatedCycle } from './dated-cycle.js';
import type { DeadlineSettings } from './deadline.js';
import { earliest } from './desk.js';
import { clockOf } from './due-clock.js';
import type { LadderFacts, LadderSettings, Skip } from './ladder.js';
import { timetable } from './ladder.js';
import type { PeriodKind } from './period.js';
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
/** A duty that comes again soon opens when the one before it is over. */
const AHEAD_IN: Readonly<Partial<Record<PeriodKind, number>>> = { day: 0, week: 2, month: 10 };
/** The first one of each week is told a week ahead. */
const FIRST_WEEK_AHEAD = 5;

/** One cycle of a plan that begins to be tracked. */
export interface PlannedCycle {
  readonly requirement: ConfirmedRequirement;
  readonly cycle: ConfirmedCycle;
  readonly opensAt: Instant;
  /** When the report made from this cycle is itself due upward; null when none is. */
  readonly onwardTargetAt: Instant | null;
  /** When the next cycle of the same duty opens; null for the last one, or for a duty that does not come again. */
  readonly nextOpensAt: Instant | null;
  /** Whether it is the last planned one of a duty that comes again. */
  readonly lastOfSeries: boolean;
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

/**
 * The cycles still ahead at a start, collecting ones first, each with its opening; and those already past.
 * Of a plan that runs, `openings` are those of its cycles, by key: they stand, and no other opens at once
 * for being the first.
 */
export function planCycles(
  confirmed: Pick<ConfirmedPlan, 'requirements'>,
  at: {
    readonly now: Instant;
    readonly settings: LadderSettings;
    readonly openings?: ReadonlyMap<string, Instant>;
  },
): { readonly planned: readonly PlannedCycle[]; readonly past: readonly ConfirmedCycle[] } {
  const { now, openings } = at;
  const all = confirmed.requirements.flatMap((requirement) =>
    requirement.cycles.map((cycle) => ({ requirement, cycle })),
  );
  const ahead = all
    .filter(({ cycle }) => !isPast(cycle, now))
    .sort((a, b) => byDue(a.cycle, b.cycle));
  const past = all.filter(({ cycle }) => isPast(cycle, now)).map(({ cycle }) => cycle);
  const collect = ahead.filter(({ requirement }) => !requirement.onward);
  const onward = ahead.filter(({ requirement }) => requirement.onward);
  // An onward report without anything collected for it is the standing body's own affair.
  const planned = [...collect, ...(collect.length > 0 ? onward : [])];
  const opened = planned.map(({ requirement, cycle }) => {
    const isFirst = openings === undefined && cycle === collect[0]?.cycle && !isSoonAgain(cycle);
    const usual = (): Instant => opening(cycle, seriesOf(planned, { requirement, cycle }), at);
    return {
      requirement,
      cycle,
      opensAt: isFirst ? now : (openings?.get(cycle.key) ?? usual()),
      onwardTargetAt: requirement.onward
        ? null
        : (onward.find((up) => isAfter(up.cycle, cycle))?.cycle.targetAt ?? null),
    };
  });
  return {
    past,
    planned: opened.map((one) => {
      const series = seriesOf(opened, one);
      const next = series[series.indexOf(one) + 1];
      return {
        ...one,
        nextOpensAt: next?.opensAt ?? null,
        lastOfSeries: one.cycle.periodKind !== undefined && next === undefined,
      };
    }),
  };
}

/** The cycles of one duty with periods alike, in order of due; only itself for one that does not come again. */
function seriesOf<T extends Pick<PlannedCycle, 'requirement' | 'cycle'>>(
  planned: readonly T[],
  { requirement, cycle }: Pick<PlannedCycle, 'requirement' | 'cycle'>,
): readonly T[] {
  return planned.filter((other) =>
    cycle.periodKind === undefined
      ? other.cycle === cycle
      : other.requirement === requirement && other.cycle.periodKind === cycle.periodKind,
  );
}

/** What comes again each day or week is told shortly before each due day, not all of it at the start. */
function isSoonAgain({ periodKind }: ConfirmedCycle): boolean {
  return periodKind === 'day' || periodKind === 'week';
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
  // What rests on a paper of its own, or on somebody's word, is asked for by that.
  const citesPlan = confirmed.requirements.some(({ basis }) => basis === undefined);
  const { number, issuedOn } = confirmed.identity;
  if (citesPlan && (number === null || issuedOn === null)) {
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
    period: cycle.periodKind ?? null,
    ladder: requirement.ladder ?? null,
    binding: requirement.binding !== false,
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

/** 08:00 of the day on which the first cycle of a plan opens: when a rehearsal or preview of it begins; null without a target. */
export function usualStart(confirmed: ConfirmedPlan, settings: LadderSettings): Instant | null {
  const cycles = confirmed.requirements
    .filter(({ onward }) => !onward)
    .flatMap(({ cycles: own }) => own)
    .filter(isDated)
    .sort(byDue);
  return earliest(
    cycles.map((cycle) => {
      const ofKind = cycles.find(({ periodKind }) => periodKind === cycle.periodKind);
      return openingDay(cycle, ofKind === cycle, settings);
    }),
  );
}

/** When a cycle opens by itself, before its own past is looked at; `isFirst` of those of its duty. */
export function openingDay(
  { targetAt, periodKind }: Pick<DatedCycle, 'targetAt' | 'periodKind'>,
  isFirst: boolean,
  { calendar, mailMinute }: LadderSettings,
): Instant {
  const usual = (periodKind && AHEAD_IN[periodKind]) ?? WORKING_DAYS_AHEAD;
  const ahead = isFirst && periodKind === 'week' ? FIRST_WEEK_AHEAD : usual;
  return moment(plusWorkingDays(calendar, dayAt(targetAt), -ahead), mailMinute);
}

function opening(
  cycle: ConfirmedCycle,
  series: readonly Pick<PlannedCycle, 'cycle'>[],
  { now, settings }: { readonly now: Instant; readonly settings: LadderSettings },
): Instant {
  // Without a day there is nothing to wait for.
  if (!isDated(cycle)) return now;
  const wanted = openingDay(cycle, series[0]?.cycle === cycle, settings);
  return wanted > now ? wanted : now;
}

/** Whether a report upward is due after everything of a cycle is late. */
function isAfter(upward: ConfirmedCycle, cycle: ConfirmedCycle): boolean {
  return isDated(upward) && isDated(cycle) && upward.targetAt > cycle.overdueAt;
}

/** What has no day stands behind all that has one. */
const NEVER = 'never';

function byDue(a: ConfirmedCycle, b: ConfirmedCycle): number {
  const [one, other] = [a.overdueAt ?? NEVER, b.overdueAt ?? NEVER];
  return one < other ? -1 : one > other ? 1 : 0;
}
