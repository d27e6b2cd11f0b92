import { expect, test } from '@jest/globals';
import { day } from '../../domain/day.js';
import { submitReport } from '../../office/collection/report.js';
import { closeCollection } from '../../office/cycle/cycle.js';
import { approvePaper } from '../../office/paper/approval.js';
import { submitForApproval } from '../../office/paper/put-forward.js';
import { numberPaper, releasePaper } from '../../office/paper/release.js';
import { pokeCycles } from '../../office/poke.js';
import { ledgerOfFile } from '../support/file-ledger.js';
import { locksOf } from '../support/locks.js';
import type { TakenLock } from '../support/locks.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  dueOn,
  makeOffice,
  obligationsOf,
  pokesOf,
  report,
  startedPlan,
  taken,
} from '../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-15T08:00' });

/** Two due days that go up in one report, and that report. */
async function sharedPlan() {
  const office = await makeOffice(world, { agencies: [{}, {}, { standing: true }] });
  const [first, second, standing] = office.agencyIds;
  const { cycleIds } = await startedPlan(
    office,
    confirmedPlan(office.agencyIds, [
      { cycles: [BEFORE_5_JULY], owers: [first!, standing!] },
      { cycles: [dueOn(day('2026-07-10'), 'report-2026-07-10')], owers: [second!, standing!] },
      { cycles: [dueOn(day('2026-07-25'), 'upward')], what: 'consolidated-report' },
    ]),
  );
  const [early, last, onward] = cycleIds;
  return { office, early: early!, last: last!, onward: onward! };
}

const isInOrder = (locks: readonly TakenLock[]): boolean =>
  locks.every(({ place }, nth) => nth === 0 || (locks[nth - 1]?.place ?? 0) <= place);

test('a report that is submitted takes its locks in the one order', async () => {
  const { office, early } = await sharedPlan();
  const [owed] = await obligationsOf(office, early);
  const locks = await locksOf(async () =>
    office.inOffice(async (scope) =>
      submitReport(scope, { obligationId: owed!.id, content: report() }),
    ),
  );
  expect(locks.map(({ table }) => table)).toEqual(expect.arrayContaining(['cycle', 'obligation']));
  expect(isInOrder(locks)).toBe(true);
});

test('a report that goes up holds what it settles before the paper itself', async () => {
  const { office, early, last, onward } = await sharedPlan();
  for (const cycleId of [early, last]) {
    taken(await office.inOffice(async (scope) => closeCollection(scope, { cycleId })));
  }
  await world.cycles.consolidate({ officeId: office.officeId, cycleId: last });
  const { id: documentId } = await world.ledger.db
    .selectFrom('document')
    .select('id')
    .where('office_id', '=', office.officeId)
    .executeTakeFirstOrThrow();
  const { approver, clerk } = office.staff;
  taken(await office.inOffice(async (scope) => submitForApproval(scope, { documentId })));
  taken(
    await office.inOffice(async (scope) => approvePaper(scope, { documentId, staffId: approver })),
  );
  const numbered = {
    ...{ documentId, number: '77/BC-UBND', issuedOn: day('2026-07-20') },
    signedPdf: { fileName: 'da-ky.pdf', bytes: Buffer.from('%PDF-1.7') },
  };
  taken(await office.inOffice(async (scope) => numberPaper(scope, numbered)));
  const released = { documentId, staffId: clerk, channel: 'hệ thống văn bản' };
  const locks = await locksOf(async () =>
    office.inOffice(async (scope) => releasePaper(scope, released)),
  );
  expect(locks.map(({ table }) => table)).toEqual(
    expect.arrayContaining(['cycle', 'obligation', 'document']),
  );
  expect(isInOrder(locks)).toBe(true);
  expect((await obligationsOf(office, onward))[0]).toMatchObject({ state: 'accepted' });
});

test('the cycles that are told, and those that wait for them, are locked together', async () => {
  const { office, early, last, onward } = await sharedPlan();
  const before = await pokesOf(office, last);
  const locks = await locksOf(async () =>
    office.inOffice(async (scope) => pokeCycles(scope, [onward, early])),
  );
  expect(locks).toEqual([{ table: 'cycle', place: 8 }]);
  expect(await pokesOf(office, last)).toBe(before + 1);
});
