import { expect, test } from '@jest/globals';
import { calendarOf, SHIPPED_CALENDAR } from '../../domain/calendar.js';
import type { Calendar } from '../../domain/calendar.js';
import { day, instant } from '../../domain/day.js';
import { cyclesOf, untrackedDuties } from '../../domain/proposed-cycles.js';
import type { DraftDue, DraftObligation } from '../../domain/schemas/plan-draft.js';
import { confirmationOf } from '../support/confirmation.js';

const evidence = { start: 0, end: 0, text: '' };

const BEFORE_6_JULY: DraftDue = {
  phrase: 'trước ngày 06/7/2026',
  boundary: 'before_day',
  date: day('2026-07-06'),
  time: null,
  recurrence: null,
  remindTargetAt: '2026-07-03T17:00:00+07:00',
  overdueAt: '2026-07-07T00:00:00+07:00',
};

const UNDATED: DraftDue = {
  ...BEFORE_6_JULY,
  phrase: 'theo quy định',
  boundary: 'by_reference',
  date: null,
  remindTargetAt: null,
  overdueAt: null,
};

function duty(due: Partial<DraftDue>): DraftObligation {
  return {
    what: 'report',
    owedBy: ['Các sở, ngành'],
    except: [],
    recipients: [],
    via: null,
    channels: [],
    contactPoint: null,
    consolidator: null,
    binding: true,
    due: { ...BEFORE_6_JULY, ...due },
    evidence,
    alsoAt: [],
  };
}

const inputFor = (obligations: DraftObligation[], calendar: Calendar = SHIPPED_CALENDAR) =>
  confirmationOf({ obligations }, { calendar });

function cycleOf(due: Partial<DraftDue>, calendar?: Calendar) {
  const obligation = duty(due);
  return cyclesOf(inputFor([obligation], calendar), obligation, 0)[0];
}

test('a cycle keeps the rule behind its clock', () => {
  expect(cycleOf({})?.rule).toEqual({
    boundary: 'before_day',
    time: null,
    point: null,
    endOfDueDay: false,
  });
  const within = (phrase: string) => cycleOf({ boundary: 'within_period', phrase })?.rule?.point;
  expect(within('đầu tháng 7 năm 2026')).toBe('start');
  expect(within('trong tháng 7 năm 2026')).toBeNull();
  // No other boundary has a point.
  expect(cycleOf({ phrase: 'trước ngày đầu tiên' })?.rule?.point).toBeNull();
});

test('the clock goes by the calendar of the office, not by the shipped one', () => {
  const swapped = calendarOf(
    [
      ...SHIPPED_CALENDAR.days.values(),
      { day: day('2026-07-03'), kind: 'swap_off', confirmed: true, name: 'Nghỉ', source: null },
    ],
    SHIPPED_CALENDAR.filledYears,
  );
  expect(cycleOf({}, swapped)?.targetAt).toBe(instant('2026-07-02T17:00:00+07:00'));
  // What no rule gives was not computed by the calendar: it stays.
  expect(cycleOf({ remindTargetAt: '2026-07-01T17:00:00+07:00' }, swapped)?.targetAt).toBe(
    instant('2026-07-01T17:00:00+07:00'),
  );
});

test('duties that no day can be given to are not tracked', () => {
  const undated = duty(UNDATED);
  const everyMonth = duty({ ...UNDATED, boundary: 'recurring', recurrence: [{ every: 'month' }] });
  expect(untrackedDuties(inputFor([duty({}), undated, everyMonth]))).toEqual([undated, everyMonth]);
});
