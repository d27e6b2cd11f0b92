import {
  isWorkingDay,
  workingDayBefore,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  type Calendar,
} from './calendar.js';
import { at, plusDays, type Day, type Instant, type MinuteOfDay } from './day.js';
import { closingOf, lastOfficeMomentNotAfter, type OfficeHours } from './office-hours.js';
import type { Boundary } from './schemas/plan-draft.js';

export { recurrenceDates } from './recurrence.js';

/** A due rule as read from a plan: the word used, the nominal day, the hour when one is printed. */
export interface DueRule {
  readonly boundary: Boundary;
  readonly date: Day | null;
  /** `14:00`, for before_time. */
  readonly time: string | null;
  /** Which point of the period within_period means: đầu, giữa, cuối. */
  readonly point?: 'start' | 'middle' | 'end';
}

/** The settings a deadline is computed with. */
export interface DeadlineSettings {
  readonly calendar: Calendar;
  readonly hours: OfficeHours;
  /** Whether a due day on a day off moves to the next working day before anything counts as late. */
  readonly rollForward: boolean;
}

/** The moment mails ask for, and the first moment that counts as late; null where no date is known. */
export interface DueInstants {
  readonly remindTargetAt: Instant | null;
  readonly overdueAt: Instant | null;
}

const UNDATED: DueInstants = { remindTargetAt: null, overdueAt: null };

/**
 * The two instants of a due rule: strict for reminding (the last working moment that certainly
 * satisfies the phrase), lenient for blaming (Điều 148 Bộ luật Dân sự 2015 when rolled forward).
 */
export function dueInstants(rule: DueRule, settings: DeadlineSettings): DueInstants {
  const { boundary, date } = rule;
  if (date === null) return UNDATED;
  const { calendar, hours } = settings;
  switch (boundary) {
    case 'before_day':
      return {
        remindTargetAt: closingOf(hours, workingDayBefore(calendar, date)),
        overdueAt: endOfRolled(date, settings),
      };
    case 'before_time':
      return beforeTime(date, minuteOfTime(rule.time), settings);
    case 'by_end_of_day':
    case 'relative':
      return byEndOf(date, settings);
    case 'within_period':
      return rule.point === 'start' ? atStartOf(date, settings) : byEndOf(date, settings);
    case 'recurring':
    case 'by_reference':
    case 'anchor':
    case 'none':
      return UNDATED;
  }
}

/** Minutes after midnight of `14:00`; throws RangeError for anything else. */
export function minuteOfTime(time: string | null): MinuteOfDay {
  const parts = /^(\d{2}):(\d{2})$/.exec(time ?? '');
  const hour = Number(parts?.[1] ?? NaN);
  const minute = Number(parts?.[2] ?? NaN);
  if (!(hour <= 24 && minute < 60)) throw new RangeError(`not a time of day: ${time ?? 'null'}`);
  return hour * 60 + minute;
}

function byEndOf(date: Day, settings: DeadlineSettings): DueInstants {
  const { calendar, hours } = settings;
  return {
    remindTargetAt: closingOf(hours, workingDayOnOrBefore(calendar, date)),
    overdueAt: endOfRolled(date, settings),
  };
}

/** "Đầu tháng" asks for the first day itself: a day off moves on when days roll, else back. */
function atStartOf(date: Day, settings: DeadlineSettings): DueInstants {
  const { calendar, hours, rollForward } = settings;
  if (!rollForward) return byEndOf(date, settings);
  return {
    remindTargetAt: closingOf(hours, workingDayOnOrAfter(calendar, date)),
    overdueAt: endOfRolled(date, settings),
  };
}

function beforeTime(date: Day, minute: MinuteOfDay, settings: DeadlineSettings): DueInstants {
  const { calendar, hours } = settings;
  const inHours =
    isWorkingDay(calendar, date) && minute > hours.morning.from
      ? lastOfficeMomentNotAfter(hours, minute)
      : null;
  return {
    remindTargetAt:
      inHours === null ? closingOf(hours, workingDayBefore(calendar, date)) : at(date, inHours),
    overdueAt: at(date, minute),
  };
}

function endOfRolled(date: Day, { calendar, rollForward }: DeadlineSettings): Instant {
  return at(plusDays(rollForward ? workingDayOnOrAfter(calendar, date) : date, 1), 0);
}
