import { describe, expect, test } from '@jest/globals';
import { SHIPPED_CALENDAR, isWorkingDay } from '../../domain/calendar.js';
import { dayAt, day, instant, minuteAt, withOffset } from '../../domain/day.js';
import { DEFAULT_OFFICE_HOURS } from '../../domain/office-hours.js';
import { nextDeskHour, scriptOf } from '../../domain/rehearsal.js';
import { DRUG_ACTION_MONTH } from '../../domain/forms/drug-action-month.js';
import type { ScriptedDuty } from '../../domain/rehearsal.js';
import { checkReport } from '../../domain/report-check.js';

const settings = {
  calendar: SHIPPED_CALENDAR,
  hours: DEFAULT_OFFICE_HOURS,
  mailMinute: 480,
  lastMailMinute: 1020,
};
const local = (text: string) => instant(`${text}:00+07:00`);

const duty: ScriptedDuty = {
  obligationId: 'o',
  opensAt: local('2026-06-05T08:00'),
  targetAt: local('2026-07-03T17:00'),
  overdueAt: local('2026-07-07T00:00'),
  cutOff: day('2026-06-30'),
  kind: 'department',
  tags: [],
  form: DRUG_ACTION_MONTH,
  what: 'report',
  binding: true,
  standing: false,
};

const duties = Array.from({ length: 1000 }, (_, index) => ({
  ...duty,
  obligationId: `o${String(index)}`,
}));
const script = scriptOf(duties, { seed: 1, settings });

describe('the script of a rehearsal', () => {
  test('depends on duties and seed alone', () => {
    expect(scriptOf(duties, { seed: 1, settings })).toEqual(script);
    expect(scriptOf(duties, { seed: 2, settings })).not.toEqual(script);
  });

  test('stands in order of time, in hours when people work, after the opening', () => {
    const times = script.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    for (const { at } of script) {
      expect(at > duty.opensAt).toBe(true);
      expect(isWorkingDay(SHIPPED_CALENDAR, dayAt(at))).toBe(true);
      const minute = minuteAt(at);
      expect((minute > 480 && minute < 660) || (minute >= 840 && minute < 990)).toBe(true);
    }
  });

  test('has every temper in about its share, and some who never answer', () => {
    const acting = new Map(script.map(({ obligationId, temper }) => [obligationId, temper]));
    const count = (temper: string) => [...acting.values()].filter((one) => one === temper).length;
    expect(1000 - acting.size).toBeGreaterThan(25);
    expect(1000 - acting.size).toBeLessThan(80);
    for (const temper of ['early', 'onTime', 'nil', 'claims', 'late', 'returned', 'extension']) {
      expect(count(temper)).toBeGreaterThan(15);
    }
    expect(count('claimsNothing')).toBeGreaterThan(0);
  });

  test('is late where the temper is late and in time where it is not', () => {
    for (const { at, temper, doing } of script) {
      if (doing.act !== 'submit') continue;
      if (temper === 'late') expect(at >= duty.overdueAt).toBe(true);
      if (temper === 'early' || temper === 'onTime' || temper === 'nil') {
        expect(at < duty.targetAt).toBe(true);
      }
    }
  });

  test('reports on no day that is not yet over', () => {
    for (const { at, doing } of script) {
      if (doing.act === 'submit') expect(dayAt(at) > duty.cutOff!).toBe(true);
    }
  });

  test('sends only reports that pass the form checks', () => {
    for (const { doing } of script) {
      if (doing.act !== 'submit') continue;
      expect(checkReport(doing.form, { ...duty, files: 0 }).ok).toBe(true);
    }
  });

  test('asks for extensions beyond the first late day', () => {
    const asked = script.flatMap(({ doing }) =>
      doing.act === 'requestExtension' ? [doing.wantedDay] : [],
    );
    expect(asked.length).toBeGreaterThan(0);
    for (const wanted of asked) expect(wanted > dayAt(duty.overdueAt)).toBe(true);
  });

  test('has the standing body enter its figures on T, asked bodies answer in time or not at all', () => {
    const standing = scriptOf([{ ...duty, standing: true, binding: false }], { seed: 3, settings });
    expect(standing).toMatchObject([
      { at: local('2026-07-03T09:00'), doing: { act: 'submit', channel: 'officer' } },
    ]);
    const asked = scriptOf(
      duties.map((one) => ({ ...one, binding: false })),
      { seed: 3, settings },
    );
    expect(asked.length).toBeGreaterThan(500);
    expect(asked.every(({ at }) => at < duty.overdueAt)).toBe(true);
  });
});

test.each([
  ['2026-07-03T08:00', '2026-07-03T11:00'],
  ['2026-07-03T11:00', '2026-07-03T16:30'],
  ['2026-07-03T16:30', '2026-07-06T11:00'],
  ['2026-07-04T09:00', '2026-07-06T11:00'],
])('after %s the office works through its desk at %s', (moment, hour) => {
  expect(withOffset(nextDeskHour(local(moment), settings)).slice(0, 16)).toBe(hour);
});
