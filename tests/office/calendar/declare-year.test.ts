import { describe, expect, test } from '@jest/globals';
import { isConfirmed, SHIPPED_CALENDAR, isWorkingDay } from '../../../domain/calendar.js';
import { day } from '../../../domain/day.js';
import { changeCalendar } from '../../../office/calendar/change-day.js';
import { calendarYear, declareYear } from '../../../office/calendar/declare-year.js';
import { ledgerFacts } from '../../../office/health/doctor-facts.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { local, makeOffice, taken } from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2027-12-01T09:00' });
const PAPER = '9999/TB-BNV ngày 30/11/2027';

const declared = (office: TestOffice, year: number) =>
  office.inOffice(async (scope) => declareYear(scope, { year, source: PAPER }));

const calendarOf = async (office: TestOffice) =>
  (await office.inOffice((scope) => Promise.resolve(scope))).settings.calendar;

/** Confirms or adds the days of 2028 that are not confirmed. */
async function confirm2028(office: TestOffice): Promise<void> {
  const open = [...(await calendarOf(office)).days.values()].filter(
    ({ day: on, confirmed }) => !confirmed && on.startsWith('2028-'),
  );
  for (const { day: on, ...row } of open) {
    taken(
      await office.inOffice(async (scope) =>
        changeCalendar(scope, { day: on, row: { ...row, confirmed: true, source: PAPER } }),
      ),
    );
  }
}

describe('a year of the calendar', () => {
  test('is declared complete by its paper: days in it are sure from then on', async () => {
    const office = await makeOffice(world, { agencies: [] });
    const { db } = office.ledger;
    expect(await calendarYear(db, office.officeId, 2028)).toMatchObject({ complete: false });
    expect(isConfirmed(await calendarOf(office), day('2028-03-15'))).toBe(false);
    await confirm2028(office);
    taken(await declared(office, 2028));
    expect(await calendarYear(db, office.officeId, 2028)).toMatchObject({
      complete: true,
      source: PAPER,
    });
    expect(isConfirmed(await calendarOf(office), day('2028-03-15'))).toBe(true);
    // What asks whether tomorrow works knows of it as well.
    const { filledYears } = await ledgerFacts(db, {
      now: local('2027-12-01T09:00'),
      officeId: office.officeId,
    });
    expect(filledYears).toContain(2028);
    // Another year and another office know nothing of it.
    expect(isConfirmed(await calendarOf(office), day('2029-03-15'))).toBe(false);
    const other = await makeOffice(world, { agencies: [] });
    expect(await calendarYear(db, other.officeId, 2028)).toMatchObject({ complete: false });
  });

  test('stays open while one of its days is not confirmed', async () => {
    const office = await makeOffice(world, { agencies: [] });
    const unsure = { kind: 'swap_off' as const, confirmed: false, name: 'Đề xuất', source: null };
    taken(
      await office.inOffice(async (scope) =>
        changeCalendar(scope, { day: day('2029-05-04'), row: unsure }),
      ),
    );
    expect(await declared(office, 2029)).toMatchObject({
      ok: false,
      error: 'CALENDAR_YEAR_OPEN',
      details: { year: 2029, days: 1 },
    });
    expect(await calendarYear(office.ledger.db, office.officeId, 2029)).toMatchObject({
      complete: false,
      unconfirmed: 1,
    });
    // A shipped year whose days were not announced is known as such, and not declared over them.
    const shipped = await calendarYear(office.ledger.db, office.officeId, 2027);
    expect(shipped).toMatchObject({ complete: true, unconfirmed: 9, source: null });
    expect(await declared(office, 2027)).toMatchObject({ error: 'CALENDAR_YEAR_OPEN' });
  });

  test('of 2028 the fixed days are shipped, none of them as announced', () => {
    const shipped = [...SHIPPED_CALENDAR.days.values()].filter(({ day: on }) =>
      on.startsWith('2028-'),
    );
    expect(shipped.length).toBeGreaterThan(4);
    for (const { confirmed, source } of shipped) {
      expect(confirmed).toBe(false);
      expect(source).not.toBeNull();
    }
    expect(isWorkingDay(SHIPPED_CALENDAR, day('2028-05-01'))).toBe(false);
    expect(SHIPPED_CALENDAR.filledYears.has(2028)).toBe(false);
  });
});
