import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { plusWorkingDays } from '../../domain/calendar.js';
import { day, dayAt } from '../../domain/day.js';
import type { EntryContent } from '../../domain/programme/unit-history.js';
import { openLiveLedger } from '../../office/live-ledger.js';
import { enterUnits, openProgramme } from '../../office/programme/programme-acts.js';
import { figuresOffered } from '../../office/programme/offered-figures.js';
import { programmeView } from '../../office/programme/programme-view.js';
import type { OfficeScope } from '../../office/scope.js';
import { taken } from '../support/office.js';

/** The commune-level units that the plan counts. */
const UNITS = 99;

const decision = (on: string) => ({ number: '12/QĐ-UBND', on: day(on), by: 'UBND tỉnh' });
const recognised = (on: string): EntryContent => {
  return { kind: 'recognised', on: day(on), decision: decision(on) };
};

/**
 * What holds of a programme of 2025–2030 that was played to its close: its years opened at their days, and a
 * register kept of its 99 communes says in 2027 how they stand against the 35 that the plan states.
 */
export async function programmePlayed(databaseUrl: string): Promise<() => Promise<void>> {
  const ledger = openLiveLedger({ databaseUrl, poolSize: 2 });
  await ledger.clock.known;
  return async () => {
    try {
      const { id: officeId, planId } = await ledger.db
        .selectFrom('plan')
        .innerJoin('office', 'office.id', 'plan.office_id')
        .select(['office.id', 'plan.id as planId'])
        .where('office.kind', '=', 'rehearsal')
        .executeTakeFirstOrThrow();
      await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
        await yearsOpened(scope);
        await registerKept(scope, planId);
      });
    } finally {
      await ledger.close();
    }
  };
}

/** Implementation plans were collected, then a report for each year, opened once, twenty working days before its day. */
async function yearsOpened({ trx, officeId, settings }: OfficeScope): Promise<void> {
  const cycles = await trx
    .selectFrom('cycle')
    .innerJoin('requirement', (join) =>
      join
        .onRef('requirement.office_id', '=', 'cycle.office_id')
        .onRef('requirement.id', '=', 'cycle.requirement_id'),
    )
    .select(['requirement.what', 'cycle.target_at', 'cycle.opened_at', 'cycle.period_to'])
    .where('cycle.office_id', '=', officeId)
    .where('cycle.kind', '=', 'collect')
    .orderBy('cycle.target_at')
    .execute();
  expect(cycles.map(({ what, period_to: to }) => [what, to?.slice(0, 4) ?? null])).toEqual([
    ['plan', null],
    ...[2025, 2026, 2027, 2028, 2029, 2030].map((year) => ['report', String(year)]),
  ]);
  for (const { opened_at: opened, target_at: target } of cycles.slice(1)) {
    const wanted = plusWorkingDays(settings.calendar, dayAt(target!), -20);
    expect(dayAt(opened!)).toBe(wanted);
  }
  const told = await trx
    .selectFrom('audit')
    .select('subject')
    .where('office_id', '=', officeId)
    .where('act', '=', 'openCycle')
    .execute();
  expect(new Set(told.map(({ subject }) => subject)).size).toBe(told.length);
}

async function registerKept(scope: OfficeScope, planId: string): Promise<void> {
  const { trx, officeId } = scope;
  const read = async (on: string) => (await programmeView(scope, { planId, on: day(on) }))!;
  const { subjects } = await read('2025-08-25');
  const subject = subjects.find((one) => one.includes('không ma tuý'));
  const units = await communes(scope);
  taken(
    await openProgramme(scope, {
      planId,
      subject: subject!,
      unitKind: 'commune',
      indicator: 'COMM_FREE',
    }),
  );
  const enter = async (from: number, to: number, content: EntryContent) => {
    const agencyIds = units.slice(from, to);
    taken(await enterUnits(scope, { planId, agencyIds, content }));
  };
  await enter(0, 21, { kind: 'registered', on: day('2025-08-20'), year: 2025 });
  await enter(0, 20, recognised('2025-12-20'));
  const carried = { on: day('2026-01-05'), year: 2027, reason: 'còn điểm phức tạp' };
  await enter(20, 21, { kind: 'carriedOver', ...carried });
  await enter(0, 1, {
    kind: 'lost',
    on: day('2026-06-10'),
    decision: decision('2026-06-10'),
    reason: 'phát sinh tụ điểm',
  });
  await enter(21, 35, { kind: 'registered', on: day('2027-01-15'), year: 2027 });
  await enter(20, 35, recognised('2027-12-10'));
  await enter(0, 1, { kind: 'regained', on: day('2027-12-20'), decision: decision('2027-12-20') });

  const inYear = async (year: number, on: string) =>
    (await read(on)).register?.targets.find((one) => one.year === year);
  const stated = { count: 35, percent: 35, of: UNITS };
  expect(await inYear(2025, '2027-12-31')).toMatchObject({
    ...{ count: 20, percent: 20, countMet: true, shareMet: true },
    standing: { on: '2025-12-31', recognised: 20, units: UNITS },
  });
  expect(await inYear(2026, '2027-12-31')).toMatchObject({
    ...{ count: 25, countMet: false, shareMet: false },
    standing: { recognised: 19, units: UNITS },
  });
  expect(await inYear(2027, '2027-12-15')).toMatchObject({
    ...stated,
    standing: { recognised: 34 },
    countMet: false,
  });
  expect(await inYear(2027, '2027-12-31')).toMatchObject({
    ...stated,
    ...{ share: '35.35', countMet: true, shareMet: true },
    standing: { recognised: 35, units: UNITS },
  });
  expect((await inYear(2028, '2027-12-31'))?.standing).toBeNull();
  const { register } = await read('2027-12-31');
  expect(register?.units.find(({ agencyId }) => agencyId === units[20])?.registrations).toEqual([
    { year: 2025, outcome: 'carriedOver' },
    { year: 2027, outcome: 'recognised' },
  ]);

  // The report of 2027 is offered what stood at the end of its period, and nothing was taken.
  const { id: cycleId } = await trx
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', officeId)
    .where('key', '=', 'report-2027-12-18')
    .executeTakeFirstOrThrow();
  const [offered] = (await figuresOffered(scope, { cycleId })) ?? [];
  const standing = (await read(offered!.on)).register?.standing;
  expect(offered).toMatchObject({
    taken: null,
    figures: [
      { code: 'COMM_FREE', value: String(standing?.recognised) },
      { code: 'COMM_ALL', value: String(UNITS) },
    ],
  });
}

/** The communes of the rehearsal with as many more as the plan counts. */
async function communes({ trx, officeId }: OfficeScope): Promise<readonly string[]> {
  const there = await trx
    .selectFrom('agency')
    .select('id')
    .where('office_id', '=', officeId)
    .where('kind', '=', 'commune')
    .execute();
  const more = Array.from({ length: UNITS - there.length }, (_, nth) => ({
    office_id: officeId,
    id: randomUUID(),
    name: `UBND xã Thêm ${String(nth + 1).padStart(2, '0')}`,
    kind: 'commune' as const,
  }));
  await trx.insertInto('agency').values(more).execute();
  return [...there, ...more].map(({ id }) => id);
}
