import type { CalendarDay } from '../../domain/calendar-day.js';
import type { Day, Instant } from '../../domain/day.js';

/*
 * What wording.md says of days and rungs, put down once more from its words and from the rows of the
 * calendar alone: a check that used the product's own rules would find them right whatever they say.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OFFSET = 7 * HOUR;
/** 08:00, before which no mail of the ladder leaves, and 17:00, after which none does. */
const FIRST_MINUTE = 480;
const LAST_MINUTE = 1020;
/** Office hours: 07:30–11:30 and 13:30–17:00. */
const OFFICE: readonly (readonly [number, number])[] = [
  [450, 690],
  [810, 1020],
];

/** The days that differ from the plain week. */
export type Days = ReadonlyMap<Day, CalendarDay>;

/** Day and minute in Việt Nam. */
export function localOf(moment: Instant): { readonly day: Day; readonly minute: number } {
  const local = new Date(Date.parse(moment) + OFFSET);
  const day = local.toISOString().slice(0, 10) as Day;
  return { day, minute: local.getUTCHours() * 60 + local.getUTCMinutes() };
}

/** The instant of a minute of a day. */
export function momentOf(day: Day, minute: number): Instant {
  return new Date(
    Date.parse(`${day}T00:00:00Z`) - OFFSET + minute * 60_000,
  ).toISOString() as Instant;
}

/** Whether nobody works on a day: a row that says so, confirmed or not, or a weekend without a confirmed swap. */
export function isOff(days: Days, day: Day): boolean {
  const row = days.get(day);
  if (row === undefined) return isWeekend(day);
  return !(row.kind === 'swap_work' && row.confirmed);
}

function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

function shifted(day: Day, by: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY).toISOString().slice(0, 10) as Day;
}

/** `count` working days on from a day, back where negative. */
export function workingDays(days: Days, from: Day, count: number): Day {
  let day = from;
  for (let left = Math.abs(count); left > 0;) {
    day = shifted(day, count > 0 ? 1 : -1);
    if (!isOff(days, day)) left -= 1;
  }
  return day;
}

function workedAtOrAfter(days: Days, day: Day): Day {
  return isOff(days, day) ? workingDays(days, day, 1) : day;
}

function workedAtOrBefore(days: Days, day: Day): Day {
  return isOff(days, day) ? workingDays(days, day, -1) : day;
}

/** Whether a mail of the ladder may leave at a moment. */
export function isOpenHour(days: Days, moment: Instant): boolean {
  const { day, minute } = localOf(moment);
  return !isOff(days, day) && minute >= FIRST_MINUTE && minute < LAST_MINUTE;
}

/** The first moment from one on at which a mail of the ladder may leave. */
export function openHour(days: Days, moment: Instant): Instant {
  if (isOpenHour(days, moment)) return moment;
  const { day, minute } = localOf(moment);
  const today = !isOff(days, day) && minute < FIRST_MINUTE;
  return momentOf(today ? day : workingDays(days, day, 1), FIRST_MINUTE);
}

/** What of a duty its ladder hangs on, in the words of the plan. */
export interface LadderWords {
  readonly startedAt: Instant;
  readonly targetAt: Instant;
  readonly overdueAt: Instant;
  readonly hourBound: boolean;
  readonly dueDay: Day | null;
  readonly what: 'report' | 'plan' | 'list' | 'consolidated-report';
  readonly binding: boolean;
  readonly returned: boolean;
  readonly epoch: number;
  readonly cutOff: Day | null;
  readonly eventDays: readonly Day[];
  readonly headReleasedAt: Instant | null;
  readonly letterOnFirstLateDay: boolean;
  /** How long the periods of a duty are that comes again. */
  readonly period: string | null;
}

/** What a duty that comes again soon has of the ladder; `again`: what it has once more when it was sent back or moved. */
const SHORT: Readonly<
  Record<string, { readonly once: readonly string[]; readonly again: readonly string[] }>
> = {
  day: { once: ['assigned'], again: ['lastDay'] },
  week: { once: ['assigned', 'overdue'], again: ['remind', 'overdue'] },
  month: {
    once: ['assigned', 'remind', 'lastDay', 'overdue', 'toHead'],
    again: ['remind', 'lastDay', 'overdue', 'toHead'],
  },
};

/** A rung that the words of the plan call for. */
export interface WantedRung {
  readonly rung: string;
  readonly nth: number;
  readonly at: Instant;
  /** From here on it would say something untrue; null: never. */
  readonly until: Instant | null;
}

/** Every rung that the default ladder of wording.md has for a duty, in order of time. */
export function rungsByWords(duty: LadderWords, days: Days): readonly WantedRung[] {
  const isReport = duty.what === 'report' || duty.what === 'consolidated-report';
  const short = duty.period === null ? undefined : SHORT[duty.period];
  const has = short?.[duty.epoch === 0 ? 'once' : 'again'];
  const wanted = allRungs(duty, days)
    .filter(({ rung }) => has?.includes(rung) ?? true)
    .filter(({ rung }) => duty.binding || rung === 'assigned' || rung === 'remind')
    .filter(
      ({ rung, at }) =>
        rung === 'assigned' ||
        rung === 'prepare' ||
        !isReport ||
        duty.cutOff === null ||
        localOf(at).day > duty.cutOff,
    )
    .filter(({ rung }) => rung !== 'toHead' || !(duty.returned || duty.letterOnFirstLateDay))
    .filter(({ rung, at }) => rung === 'assigned' || at >= duty.startedAt)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return duty.hourBound ? wanted : onlyOneADay(wanted);
}

/** Of two rungs on one day only the later goes; the assignment takes that day's rung with it. */
function onlyOneADay(rungs: readonly WantedRung[]): readonly WantedRung[] {
  return rungs.filter((one, index) => {
    const { day } = localOf(one.at);
    if (one.rung === 'assigned') return true;
    const others = rungs.filter((other) => other !== one && localOf(other.at).day === day);
    return !others.some((other) => other.rung === 'assigned' || rungs.indexOf(other) > index);
  });
}

function allRungs(duty: LadderWords, days: Days): readonly WantedRung[] {
  const { targetAt, overdueAt, hourBound } = duty;
  const target = workedAtOrBefore(days, localOf(targetAt).day);
  const late = workedAtOrAfter(days, localOf(overdueAt).day);
  const assignedAt = openHour(days, duty.startedAt);
  const morning = (day: Day): Instant => momentOf(day, FIRST_MINUTE);
  const calm = (day: Day): Day =>
    duty.eventDays.includes(day) ? calm(workingDays(days, day, -1)) : day;
  const beforeTarget = (rung: string, at: Instant) => ({ rung, nth: 1, at, until: targetAt });
  const grace = morning(workingDays(days, localOf(assignedAt).day, 2));
  const firstLate = hourBound ? officeMoment(days, plus(overdueAt, HOUR)) : morning(late);
  const overdue = duty.startedAt > targetAt && grace > firstLate ? grace : firstLate;
  const second = workingDays(days, target, 1);
  const hasSecond =
    !hourBound &&
    duty.dueDay !== null &&
    duty.dueDay > target &&
    second > shifted(target, 1) &&
    second <= duty.dueDay;
  const head = duty.headReleasedAt === null ? null : openHour(days, duty.headReleasedAt);
  const headMorning = morning(workingDays(days, localOf(openHour(days, overdue)).day, 1));
  return [
    ...(duty.epoch === 0 ? [{ rung: 'assigned', nth: 1, at: assignedAt, until: null }] : []),
    beforeTarget(
      'prepare',
      morning(calm(workingDays(days, target, duty.what === 'plan' ? -10 : -5))),
    ),
    beforeTarget('remind', morning(calm(workingDays(days, target, hourBound ? -1 : -2)))),
    beforeTarget('lastDay', hourBound ? hoursBefore(days, targetAt, 3) : morning(target)),
    ...(hasSecond ? [{ rung: 'lastDay', nth: 2, at: morning(second), until: overdueAt }] : []),
    { rung: 'overdue', nth: 1, at: overdue, until: null },
    ...(head === null
      ? []
      : [{ rung: 'toHead', nth: 1, at: head > headMorning ? head : headMorning, until: null }]),
  ];
}

function plus(moment: Instant, ms: number): Instant {
  return new Date(Date.parse(moment) + ms).toISOString() as Instant;
}

/** The first moment of office hours from one on. */
function officeMoment(days: Days, moment: Instant): Instant {
  const { day, minute } = localOf(moment);
  const span = isOff(days, day) ? undefined : OFFICE.find(([, to]) => minute <= to);
  if (span === undefined) return momentOf(workingDays(days, day, 1), 450);
  return minute >= span[0] ? moment : momentOf(day, span[0]);
}

/** So many hours of office time before a moment. */
function hoursBefore(days: Days, moment: Instant, hours: number): Instant {
  let { day } = localOf(moment);
  let left = hours * 60;
  let until = localOf(moment).minute;
  for (;;) {
    for (const [from, to] of isOff(days, day) ? [] : [...OFFICE].reverse()) {
      const end = Math.min(to, until);
      if (end < from) continue;
      if (end - from >= left) return momentOf(day, end - left);
      left -= end - from;
    }
    day = shifted(day, -1);
    until = 24 * 60;
  }
}
