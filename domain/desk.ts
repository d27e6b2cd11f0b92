import { isWorkingDay, plusWorkingDays, workingDayAfter, workingDayOnOrAfter } from './calendar.js';
import { at, dayAt, earlier, plusDays, plusMs } from './day.js';
import type { Instant } from './day.js';
import { sendingMoment } from './ladder.js';
import type { LadderSettings } from './ladder.js';
import { closingOf, firstOfficeMomentNotBefore } from './office-hours.js';
import type { PeriodKind } from './period.js';

/** What the office itself is told about a cycle: a list, calls to make, the closing, its own due day. */
export type DeskRung =
  | 'officeList'
  | 'callList'
  | 'closeNew'
  | 'onwardPrepare'
  | 'onwardLastDay'
  | 'lastPeriod'
  | 'numberAsked';

/** The days on which a cycle closes by itself, unless the officer says otherwise. */
export interface Closing {
  /** From here on a first report goes into a supplement. */
  readonly forNewAt: Instant;
  readonly forEditsAt: Instant;
  /** The report upward is so near that the urging letter goes on L, and no letter to heads. */
  readonly letterOnFirstLateDay: boolean;
}

export interface DeskFacts {
  readonly kind: 'collect' | 'onward';
  readonly period: PeriodKind | null;
  /** Whether no further period of the duty is planned: the officer hears so while there is time to add some. */
  readonly lastOfSeries: boolean;
  readonly startedAt: Instant;
  readonly targetAt: Instant | null;
  readonly overdueAt: Instant | null;
  readonly closesForNewAt: Instant | null;
  /** Reports still to come, claims not yet reconciled included. */
  readonly open: number;
}

/** How long after closing for new reports corrections are still taken, in days (wording.md). */
const DAYS_FOR_EDITS = 10;
const OFFICE_LIST_MINUTE = 16 * 60;
const LETTER_MINUTE = 14 * 60;

/** Working days from the first late one to the closing for new reports. */
const DAYS_FOR_NEW = 5;
const DAYS_FOR_NEW_IN: Readonly<Partial<Record<PeriodKind, number>>> = { day: 0, week: 1 };

/** What of a cycle decides when it closes by itself. */
export interface ClosingFacts {
  readonly overdueAt: Instant | null;
  /** When the report made from it is due upward; null when none is. */
  readonly onwardTargetAt: Instant | null;
  readonly period: PeriodKind | null;
  /** When the next cycle of the same duty opens; null for the last one, or for a duty that does not come again. */
  readonly nextOpensAt: Instant | null;
}

/**
 * When a cycle closes: two working days before the report upward is due at closing time, without
 * such a day five working days after the first late one, one of a weekly duty; edits ten days later;
 * both before the next one of the same duty begins. Null without a due instant.
 */
export function closingOfCycle(
  { overdueAt, onwardTargetAt, period, nextOpensAt }: ClosingFacts,
  { calendar, hours }: LadderSettings,
): Closing | null {
  if (overdueAt === null) return null;
  const late = workingDayOnOrAfter(calendar, dayAt(overdueAt));
  const daysForNew = (period === null ? undefined : DAYS_FOR_NEW_IN[period]) ?? DAYS_FOR_NEW;
  const forNewDay =
    onwardTargetAt === null
      ? plusWorkingDays(calendar, late, daysForNew)
      : plusWorkingDays(calendar, dayAt(onwardTargetAt), -2);
  const wanted = closingOf(hours, forNewDay);
  // A report upward due before anybody can be late would close the doors before the due day.
  const alone = wanted > overdueAt ? wanted : closingOf(hours, late);
  const isBefore = (moment: Instant) => nextOpensAt === null || moment <= nextOpensAt;
  // Nobody is late before the due moment, whenever the next period begins.
  const forNewAt = isBefore(alone) || nextOpensAt === null ? alone : later(nextOpensAt, overdueAt);
  const forEdits = closingOf(hours, plusDays(dayAt(forNewAt), DAYS_FOR_EDITS));
  return {
    forNewAt,
    forEditsAt:
      isBefore(forEdits) || nextOpensAt === null ? forEdits : later(nextOpensAt, forNewAt),
    letterOnFirstLateDay:
      onwardTargetAt !== null && dayAt(forNewAt) <= plusWorkingDays(calendar, late, 2),
  };
}

/**
 * When the urging letter is drafted: L+1 at mail time, or L from 14:00 when the report upward is near.
 * Null for what comes again each day or week: before a letter is signed the next one is due.
 */
export function letterAt(
  overdueAt: Instant,
  {
    period,
    letterOnFirstLateDay,
  }: { readonly period: PeriodKind | null; readonly letterOnFirstLateDay: boolean },
  settings: LadderSettings,
): Instant | null {
  const { calendar, mailMinute } = settings;
  if (period === 'day' || period === 'week') return null;
  const late = workingDayOnOrAfter(calendar, dayAt(overdueAt));
  return letterOnFirstLateDay
    ? onceLate(at(late, LETTER_MINUTE), overdueAt, settings)
    : at(plusWorkingDays(calendar, late, 1), mailMinute);
}

/**
 * The office's next mail about a cycle strictly after `told` (the instant of the last one; null
 * before any). After downtime only the next future one matters, except those due now.
 */
export function nextDeskRung(
  facts: DeskFacts,
  told: Instant | null,
  { now, settings }: { readonly now: Instant; readonly settings: LadderSettings },
): { readonly rung: DeskRung; readonly at: Instant } | null {
  const coming = deskTimetable(facts, { now, settings }).filter(
    (step) => (told === null || step.at > told) && step.at >= facts.startedAt,
  );
  const due = coming.filter((step) => step.at <= now);
  return due[due.length - 1] ?? coming[0] ?? null;
}

/** When the officer is asked next for the number of a paper that follows somebody's word: on the next working morning after he was told anything. */
export function nextNumberAsk(
  { openedAt, toldAt }: { readonly openedAt: Instant; readonly toldAt: Instant | null },
  { calendar, mailMinute }: Pick<LadderSettings, 'calendar' | 'mailMinute'>,
): Instant {
  const last = toldAt === null ? openedAt : later(openedAt, toldAt);
  return at(workingDayAfter(calendar, dayAt(last)), mailMinute);
}

/** Whether a day is one on which that is asked: a working day after the one on which it was begun. */
export function asksForNumberOn(
  openedAt: Instant,
  { now, settings: { calendar } }: { readonly now: Instant; readonly settings: LadderSettings },
): boolean {
  return dayAt(now) > dayAt(openedAt) && isWorkingDay(calendar, dayAt(now));
}

/**
 * Since when the office counts as told of a cycle whose reports to come have changed: as long as none was
 * open there was nothing to tell, and a list of yesterday is not made up for.
 */
export function deskToldAt(
  toldAt: Instant | null,
  openBefore: number,
  now: Instant,
): Instant | null {
  return openBefore === 0 ? now : toldAt;
}

function deskTimetable(
  facts: DeskFacts,
  { now, settings }: { readonly now: Instant; readonly settings: LadderSettings },
): readonly { readonly rung: DeskRung; readonly at: Instant }[] {
  const { calendar, mailMinute } = settings;
  if (facts.targetAt === null || facts.overdueAt === null || facts.open === 0) return [];
  const target = dayAt(facts.targetAt);
  const ending = facts.lastOfSeries
    ? [{ rung: 'lastPeriod' as const, at: sendingMoment(facts.startedAt, settings) }]
    : [];
  if (facts.kind === 'onward') {
    return [
      ...ending,
      { rung: 'onwardPrepare', at: at(plusWorkingDays(calendar, target, -2), mailMinute) },
      { rung: 'onwardLastDay', at: at(target, mailMinute) },
    ];
  }
  const late = workingDayOnOrAfter(calendar, dayAt(facts.overdueAt));
  const callAt = onceLate(at(late, mailMinute), facts.overdueAt, settings);
  // Each day and week one list is enough: of who is missing on the day, of whom to ring after the week.
  if (facts.period === 'day')
    return [...ending, { rung: 'officeList', at: at(target, OFFICE_LIST_MINUTE) }];
  if (facts.period === 'week') return [...ending, { rung: 'callList', at: callAt }];
  const steps: { rung: DeskRung; at: Instant }[] = [
    ...ending,
    { rung: 'callList', at: callAt },
    { rung: 'officeList', at: at(target, OFFICE_LIST_MINUTE) },
  ];
  // Each working day after T up to the closing; listing up to the first one ahead is enough.
  const end = facts.closesForNewAt ?? at(plusWorkingDays(calendar, late, 5), OFFICE_LIST_MINUTE);
  let on = workingDayAfter(calendar, target);
  for (; at(on, OFFICE_LIST_MINUTE) < end; on = workingDayAfter(calendar, on)) {
    steps.push({ rung: 'officeList', at: at(on, OFFICE_LIST_MINUTE) });
    if (at(on, OFFICE_LIST_MINUTE) > now && on > late) break;
  }
  if (facts.closesForNewAt !== null) steps.push({ rung: 'closeNew', at: facts.closesForNewAt });
  return steps.sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** A moment of the first late day; where the hour that is printed comes after it, when the agencies hear that nothing came: the first office hour at least an hour later. */
function onceLate(
  moment: Instant,
  overdueAt: Instant,
  { calendar, hours }: LadderSettings,
): Instant {
  return moment >= overdueAt
    ? moment
    : firstOfficeMomentNotBefore(calendar, hours, plusMs(overdueAt, 3_600_000));
}

function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/** The earliest of some instants, null when there is none. */
export function earliest(moments: readonly (Instant | null)[]): Instant | null {
  return moments.reduce(earlier, null);
}
