import type { Calendar } from './calendar.js';
import {
  isWorkingDay,
  plusWorkingDays,
  workingDayAfter,
  workingDayBefore,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from './calendar.js';
import { at, dayAt, minuteAt, plusDays, plusMs } from './day.js';
import type { Day, Instant } from './day.js';
import type { OfficeHours } from './office-hours.js';
import { LADDER, rulesOf } from './ladder-rules.js';
import type { DutyLadder, Rung, RungRule } from './ladder-rules.js';
import type { PeriodKind } from './period.js';
import { firstOfficeMomentNotBefore, minusOfficeHours } from './office-hours.js';

export type { Rung } from './ladder-rules.js';

/** Office hours between the last call for a duty due by the hour and that hour. */
export const HOURS_BEFORE = 3;

export interface LadderSettings {
  readonly calendar: Calendar;
  readonly hours: OfficeHours;
  /** Minute of the day at which ladder mails go: 480 is 08:00. */
  readonly mailMinute: number;
  /** Minute of the day after which no ladder mail leaves any more. */
  readonly lastMailMinute: number;
}

/** All that decides when one obligation is reminded. */
export interface LadderFacts {
  /** When tracking began; before it nothing fires. */
  readonly startedAt: Instant;
  readonly targetAt: Instant | null;
  readonly overdueAt: Instant | null;
  /** An hour is printed: no rolling, and the ladder goes by hours. */
  readonly hourBound: boolean;
  readonly dueDay: Day | null;
  readonly what: 'report' | 'plan' | 'list' | 'consolidated-report';
  /** How long the periods of a duty that comes again are; null for one that does not. */
  readonly period: PeriodKind | null;
  /** The rungs that a person chose for the duty; without them the office's ladder. */
  readonly ladder?: DutyLadder | null;
  readonly binding: boolean;
  readonly returned: boolean;
  /** After the first epoch the act itself was told in a mail of its own. */
  readonly epoch: number;
  /** Last day that the figures count; no mail asks for a report before it is over. */
  readonly cutOff: Day | null;
  readonly eventDays: readonly Day[];
  /** The officer releases letters to the heads; null until then. */
  readonly headReleasedAt: Instant | null;
  /** The report upward is due so soon that the urging letter takes the place of `toHead`. */
  readonly letterOnFirstLateDay: boolean;
}

/** Where a step's moment comes from, for whoever asks why it is that one. */
export interface Origin {
  /** `hours`: by the hour that is printed. */
  readonly anchor: 'start' | 'target' | 'late' | 'hours';
  /** Working days from the anchor, before it negative. */
  readonly offset: number;
  /** What moved it from the moment that its rule names; null: nothing. */
  readonly moved: 'closed' | 'eventDay' | 'afterDaysOff' | 'grace' | 'released' | null;
}

/** One reachable step: `nth` tells the two last-day reminders apart. */
export interface Step {
  readonly rung: Rung;
  readonly nth: number;
  readonly at: Instant;
  /** After this the rung would say something untrue and is left out; null: never. */
  readonly usefulUntil: Instant | null;
  readonly origin: Origin;
}

export type SkipReason =
  'past' | 'sameDay' | 'collapsed' | 'beforeCutOff' | 'askedBody' | 'returned';

export interface Skip {
  readonly rung: Rung;
  readonly at: Instant;
  readonly why: SkipReason;
}

export interface NextRung {
  readonly step: Step;
  /** When it is due; in the past when it is due now. */
  readonly at: Instant;
  /** Where the obligation stands once it has gone; an assignment takes with it whatever else is due. */
  readonly reaches: string;
  /** Missed rungs that this one stands for. */
  readonly replaces: readonly Rung[];
}

/** Where an obligation stands on its ladder: the key of the step reached last, null before any. */
export type Reached = string | null;

/** The key under which a step is remembered and its notice is unique: `lastDay`, `lastDay.2`. */
export function stepKey(step: Pick<Step, 'rung' | 'nth'>): string {
  return step.nth === 1 ? step.rung : `${step.rung}.${String(step.nth)}`;
}

/**
 * The next rung of one obligation, or null when the ladder is climbed.
 * After downtime only the latest rung reached fires and says which it replaces: ten stale mails
 * are worse than one.
 */
export function nextRung(
  facts: LadderFacts,
  reached: Reached,
  { now, settings }: { readonly now: Instant; readonly settings: LadderSettings },
): NextRung | null {
  // By height, not by looking the key up: a calendar moved meanwhile may have taken that step away.
  const ahead = timetable(facts, settings).steps.filter((step) => !hasReached(reached, step));
  const open = ahead.filter((step) => step.usefulUntil === null || now < step.usefulUntil);
  const due = open.filter((step) => step.at <= now);
  const first = due[0] ?? open[0];
  if (first === undefined) return null;
  const last = due[due.length - 1] ?? first;
  // The assignment is never dropped: what it asks for is not known before it. An hour-bound duty may
  // have its last call before the morning's mails: then both are due at once, and one mail says it.
  const step = due.find(({ rung }) => rung === 'assigned') ?? last;
  const highest = due.reduce(
    (top, other) => (heightOf(stepKey(other)) > heightOf(stepKey(top)) ? other : top),
    last,
  );
  const replaces =
    due.length === 0 || step.rung === 'assigned'
      ? []
      : ahead.filter((other) => other.at < step.at).map(({ rung }) => rung);
  return { step, at: step.at, reaches: stepKey(highest), replaces };
}

/** Whether an obligation stands at a step of its ladder or above it. */
export function hasReached(reached: Reached, step: Pick<Step, 'rung' | 'nth'>): boolean {
  return reached !== null && heightOf(stepKey(step)) <= heightOf(reached);
}

/** How high on the ladder the step of a key stands; keys of no rung stand below all. */
function heightOf(key: string): number {
  const [rung, nth = '1'] = key.split('.');
  return LADDER.findIndex((rule) => rule.rung === rung) * 10 + Number(nth);
}

/** Every step of an obligation in order of time, and what was left out and why. */
export function timetable(
  facts: LadderFacts,
  settings: LadderSettings,
): { readonly steps: readonly Step[]; readonly skipped: readonly Skip[] } {
  const skipped: Skip[] = [];
  const wanted: Step[] = [];
  for (const rule of rulesOf(facts)) {
    for (const step of stepsOf(rule, facts, settings)) {
      const why = leftOut(rule, step, facts);
      if (why === null) wanted.push(step);
      else skipped.push({ rung: step.rung, at: step.at, why });
    }
  }
  wanted.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const steps = facts.hourBound ? wanted : oneADay(wanted, skipped);
  return { steps, skipped };
}

/** The timetable by some settings, computed once for facts that are alike: those of a cycle mostly are. */
export function rememberedTimetable(
  settings: LadderSettings,
): (facts: LadderFacts) => ReturnType<typeof timetable> {
  const known = new Map<string, ReturnType<typeof timetable>>();
  return (facts) => {
    const key = JSON.stringify(facts);
    const before = known.get(key);
    if (before !== undefined) return before;
    const fresh = timetable(facts, settings);
    known.set(key, fresh);
    return fresh;
  };
}

/** The first moment from `moment` on at which ladder mails may leave. */
export function sendingMoment(moment: Instant, settings: LadderSettings): Instant {
  const today = dayAt(moment);
  const minute = minuteAt(moment);
  if (isWorkingDay(settings.calendar, today)) {
    if (minute < settings.mailMinute) return at(today, settings.mailMinute);
    if (minute < settings.lastMailMinute) return moment;
  }
  return at(workingDayAfter(settings.calendar, today), settings.mailMinute);
}

function stepsOf(rule: RungRule, facts: LadderFacts, settings: LadderSettings): readonly Step[] {
  const { startedAt, targetAt, overdueAt } = facts;
  if (rule.anchor === 'start') {
    if (facts.epoch !== 0) return [];
    const assignedAt = sendingMoment(startedAt, settings);
    const moved = assignedAt === startedAt ? null : 'closed';
    return [stepOf(rule, { at: assignedAt, usefulUntil: null, moved })];
  }
  if (targetAt === null || overdueAt === null) return [];
  const dues = { targetAt, overdueAt };
  return rule.anchor === 'target'
    ? stepsBeforeTarget(rule, facts, { dues, settings })
    : stepsWhenLate(rule, facts, { dues, settings });
}

/** The two instants of a duty that has them. */
interface Dues {
  readonly targetAt: Instant;
  readonly overdueAt: Instant;
}

interface ByDues {
  readonly dues: Dues;
  readonly settings: LadderSettings;
}

function stepOf(
  { rung, anchor, offset: usual }: RungRule,
  {
    at: moment,
    usefulUntil,
    moved,
    nth = 1,
    offset = usual,
    byHour = false,
  }: Pick<Step, 'at' | 'usefulUntil'> &
    Pick<Origin, 'moved'> & {
      readonly nth?: number;
      readonly offset?: number;
      readonly byHour?: boolean;
    },
): Step {
  const origin = { anchor: byHour ? ('hours' as const) : anchor, offset, moved };
  return { rung, nth, at: moment, usefulUntil, origin };
}

function stepsBeforeTarget(
  rule: RungRule,
  facts: LadderFacts,
  { dues: { targetAt, overdueAt }, settings: { calendar, hours, mailMinute } }: ByDues,
): readonly Step[] {
  const { rung } = rule;
  const target = workingDayOnOrBefore(calendar, dayAt(targetAt));
  if (facts.hourBound && rung === 'lastDay') {
    const moment = minusOfficeHours(calendar, hours, targetAt, HOURS_BEFORE);
    return [stepOf(rule, { at: moment, usefulUntil: targetAt, moved: null, byHour: true })];
  }
  const usual = facts.what === 'plan' ? (rule.offsetForPlan ?? rule.offset) : rule.offset;
  // By the hour a day before is enough, unless a person said otherwise.
  const isUsual = facts.ladder == null;
  const offset = isUsual && facts.hourBound && rung === 'remind' ? -1 : usual;
  const wantedDay = plusWorkingDays(calendar, target, offset);
  const on = rule.avoidsEventDays ? beforeEvents(wantedDay, facts, calendar) : wantedDay;
  const first = stepOf(rule, {
    at: at(on, mailMinute),
    usefulUntil: targetAt,
    moved: on === wantedDay ? null : 'eventDay',
    offset,
  });
  const again = rung === 'lastDay' ? lastDayAfterDaysOff(target, facts, calendar) : null;
  if (again === null) return [first];
  const second = { at: at(again, mailMinute), usefulUntil: overdueAt, nth: 2 };
  return [first, stepOf(rule, { ...second, moved: 'afterDaysOff' })];
}

function stepsWhenLate(
  rule: RungRule,
  facts: LadderFacts,
  { dues: { overdueAt }, settings }: ByDues,
): readonly Step[] {
  const { calendar, mailMinute } = settings;
  const assignedAt = sendingMoment(facts.startedAt, settings);
  // The head's own letter is counted from the mail to the agency, whichever day was chosen for that.
  const afterLate = facts.ladder?.overdue ?? 0;
  const overdue = overdueStepAt(facts, { assignedAt, overdueAt, afterLate }, settings);
  if (rule.rung === 'overdue') {
    const moved = overdue.waits ? 'grace' : null;
    const byHour = facts.hourBound && afterLate === 0;
    return [stepOf(rule, { at: overdue.at, usefulUntil: null, moved, byHour })];
  }
  if (facts.headReleasedAt === null) return [];
  // Never before the agency itself was told, which by the hour may be the morning after: the head is
  // asked a working day later at the earliest.
  const toldOn = dayAt(sendingMoment(overdue.at, settings));
  const wanted = at(plusWorkingDays(calendar, toldOn, rule.offset), mailMinute);
  const released = sendingMoment(facts.headReleasedAt, settings);
  return [
    stepOf(rule, {
      at: released > wanted ? released : wanted,
      usefulUntil: null,
      moved: released > wanted ? 'released' : null,
    }),
  ];
}

/** L at mail time, by the hour an hour after it became late; whoever heard of the duty only after T gets two working days first. */
function overdueStepAt(
  facts: LadderFacts,
  {
    assignedAt,
    overdueAt,
    afterLate,
  }: {
    readonly assignedAt: Instant;
    readonly overdueAt: Instant;
    /** Working days after L. */
    readonly afterLate: number;
  },
  { calendar, hours, mailMinute }: LadderSettings,
): { readonly at: Instant; readonly waits: boolean } {
  const first = workingDayOnOrAfter(calendar, dayAt(overdueAt));
  const late =
    facts.hourBound && afterLate === 0
      ? firstOfficeMomentNotBefore(calendar, hours, plusMs(overdueAt, 3_600_000))
      : at(plusWorkingDays(calendar, first, afterLate), mailMinute);
  if (facts.targetAt === null || facts.startedAt <= facts.targetAt) {
    return { at: late, waits: false };
  }
  const grace = at(plusWorkingDays(calendar, dayAt(assignedAt), 2), mailMinute);
  return grace > late ? { at: grace, waits: true } : { at: late, waits: false };
}

function leftOut(rule: RungRule, step: Step, facts: LadderFacts): SkipReason | null {
  if (!facts.binding && !rule.forAskedBodies) return 'askedBody';
  if (step.rung === 'toHead' && facts.returned) return 'returned';
  if (step.rung === 'toHead' && facts.letterOnFirstLateDay) return 'collapsed';
  if (step.rung !== 'assigned' && step.at < facts.startedAt) return 'past';
  const isReport = facts.what === 'report' || facts.what === 'consolidated-report';
  if (isReport && rule.asksForReport && facts.cutOff !== null && dayAt(step.at) <= facts.cutOff) {
    return 'beforeCutOff';
  }
  return null;
}

/** Of two rungs on one day only the later goes; the assignment takes its day's rung with it. */
function oneADay(steps: readonly Step[], skipped: Skip[]): readonly Step[] {
  return steps.filter((step, index) => {
    const today = dayAt(step.at);
    const assignedToday = steps.some(
      (other) => other.rung === 'assigned' && other !== step && dayAt(other.at) === today,
    );
    const laterToday = steps.slice(index + 1).some((other) => dayAt(other.at) === today);
    const dropped = assignedToday || (laterToday && step.rung !== 'assigned');
    if (dropped) skipped.push({ rung: step.rung, at: step.at, why: 'sameDay' });
    return !dropped;
  });
}

/** Days of the plan's own ceremonies: people are not at their desks. */
function beforeEvents(wanted: Day, facts: LadderFacts, calendar: Calendar): Day {
  let on = wanted;
  while (facts.eventDays.includes(on)) on = workingDayBefore(calendar, on);
  return on;
}

/** With days off between T and D, the first working day after them, when that is not after D. */
function lastDayAfterDaysOff(target: Day, facts: LadderFacts, calendar: Calendar): Day | null {
  if (facts.dueDay === null || facts.dueDay <= target) return null;
  const next = workingDayAfter(calendar, target);
  const daysOffBetween = next > plusDays(target, 1);
  return daysOffBetween && next <= facts.dueDay ? next : null;
}
