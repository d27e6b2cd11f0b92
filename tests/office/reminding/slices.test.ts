import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { pausePlan } from '../../../office/plan/pause-and-cancel.js';
import { prepareWave } from '../../../office/reminding/prepare-wave.js';
import type { Ledger } from '../../../office/scope.js';
import { day } from '../../../domain/day.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  dueOn,
  makeOffice,
  messagesOf,
  noticesOf,
  obligationsOf,
  startedPlan,
} from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';
import { signal, untilSomebodyWaits } from '../../support/two-transactions.js';

const world = ledgerOfFile({ startsAt: '2026-06-08T09:00', connections: 8 });

/** Five agencies that owe two reports each, both due to be told of now. */
async function fiveOweTwo(): Promise<TestOffice & { readonly planId: string }> {
  const office = await makeOffice(world, { agencies: [{}, {}, {}, {}, {}] });
  const { planId } = await startedPlan(
    office,
    confirmedPlan(office.agencyIds, [
      { cycles: [BEFORE_5_JULY] },
      { cycles: [dueOn(day('2026-07-03'), 'list')], what: 'list' },
    ]),
  );
  return { ...office, planId };
}

const inSlicesOf = async (
  office: TestOffice,
  agenciesASlice: number,
  { ledger = office.ledger, slicesAtOnce }: { ledger?: Ledger; slicesAtOnce?: number } = {},
) =>
  prepareWave(ledger, office.officeId, { agenciesASlice, ...(slicesAtOnce && { slicesAtOnce }) });

/** Every agency told of both of its reports, in one mail. */
async function expectToldOnce(office: TestOffice): Promise<void> {
  const notices = await noticesOf(office, 'ladder');
  expect(new Set(notices.map(({ obligation_id }) => obligation_id)).size).toBe(10);
  expect(notices).toHaveLength(10);
  expect((await messagesOf(office, 'ladder')).map(({ agency_id }) => agency_id).sort()).toEqual(
    [...office.agencyIds].sort(),
  );
}

describe('a wave in slices of agencies', () => {
  test('tells each agency of all it owes in one mail, wherever the slices end', async () => {
    const office = await fiveOweTwo();
    expect(await inSlicesOf(office, 2)).toEqual({ waiting: 5, rungs: { assigned: 10 } });
    await expectToldOnce(office);
    const waves = await office.ledger.db
      .selectFrom('wave')
      .select(['notices', 'messages', 'rungs'])
      .where('office_id', '=', office.officeId)
      .execute();
    expect(waves).toEqual([{ notices: 10, messages: 5, rungs: { assigned: 10 } }]);
  });

  test('lets the ledger count the rows of an office that has just begun; one slice is too few to matter', async () => {
    const office = await fiveOweTwo();
    const counted = async () => {
      const { rows } = await sql<{ tables: number }>`
        select count(*)::int as tables from pg_stats
         where tablename in ('obligation', 'notice', 'message') and attname = 'office_id'
           and most_common_vals::text like ${`%${office.officeId}%`}`.execute(office.ledger.db);
      return rows[0]!.tables;
    };
    await inSlicesOf(office, 5);
    expect(await counted()).toBe(0);
    const other = await fiveOweTwo();
    await inSlicesOf(other, 2);
    expect(await counted()).toBeGreaterThan(0);
  });

  test('goes on where it died: what was told stays, the rest follows', async () => {
    const office = await fiveOweTwo();
    await expect(
      inSlicesOf(office, 2, { ledger: dyingAfter(2, office.ledger), slicesAtOnce: 1 }),
    ).rejects.toThrow('killed');
    expect(await messagesOf(office, 'ladder')).toHaveLength(2);
    expect(await inSlicesOf(office, 2)).toEqual({ waiting: 5, rungs: { assigned: 6 } });
    await expectToldOnce(office);
  });

  test('twice at once leaves nobody told twice, and both know of every mail that waits', async () => {
    const office = await fiveOweTwo();
    const waves = await Promise.all([inSlicesOf(office, 1), inSlicesOf(office, 2)]);
    await expectToldOnce(office);
    expect(waves.map(({ waiting }) => waiting)).toEqual([5, 5]);
    const rungs = waves.map(({ rungs: { assigned = 0 } }) => assigned);
    expect(rungs.reduce((all, one) => all + one, 0)).toBe(10);
  });

  test('beside a pause leaves nothing that would still go', async () => {
    const office = await fiveOweTwo();
    const { planId } = office;
    await Promise.all([
      inSlicesOf(office, 1),
      office.inOffice(async (scope) => pausePlan(scope, { planId, reason: 'Chờ chỉ đạo' })),
    ]);
    expect((await messagesOf(office, 'ladder')).filter(({ state }) => state === 'planned')).toEqual(
      [],
    );
    expect(await office.send()).toEqual([]);
  });
});

describe('what was planned on facts that are no longer true', () => {
  test('is planned anew: a mail that a lane takes meanwhile is neither changed nor counted on', async () => {
    const office = await makeOffice(world, { agencies: [{}] });
    world.clock.to('2026-06-01T09:00');
    await startedPlan(office);
    await office.wave();
    await office.send();
    world.clock.to('2026-06-26T08:00');
    await office.wave();
    world.clock.to('2026-07-01T08:00');
    const [held, holds] = signal();
    const [letGo, lets] = signal();
    const lane = office.ledger.transaction(async (trx) => {
      await trx
        .updateTable('message')
        .set({ state: 'sending' })
        .where('state', '=', 'planned')
        .execute();
      holds();
      await letGo;
    });
    await held;
    const wave = office.wave();
    await untilSomebodyWaits(office);
    lets();
    await lane;
    // It leaves today, and an agency has one scheduled mail a day: what falls due waits for the next morning.
    expect(await wave).toMatchObject({ rungs: {} });
    const told = await noticesOf(office, 'ladder');
    expect(told.map(({ name, why, mail }) => [name, why, mail])).toEqual([
      ['assigned', null, 'sent'],
      ['prepare', null, 'sending'],
    ]);
    await office.ledger.db
      .updateTable('message')
      .set({ state: 'sent', sent_at: world.clock.now() })
      .where('state', '=', 'sending')
      .execute();
    world.clock.to('2026-07-02T08:00');
    expect(await office.wave()).toMatchObject({ rungs: { remind: 1 } });
  });
});

test('a mail that still waits takes along what falls due on a later day', async () => {
  const office = await makeOffice(world, { agencies: [{}] });
  await startedPlan(
    office,
    confirmedPlan(office.agencyIds, [
      { cycles: [BEFORE_5_JULY] },
      { cycles: [dueOn(day('2026-07-07'), 'list')], what: 'list' },
    ]),
  );
  world.clock.to('2026-06-09T08:00');
  await office.cycles.openCycles({ officeId: office.officeId, planId: await planOf(office) });
  await office.wave();
  await office.send();
  world.clock.to('2026-06-26T08:00');
  expect((await office.wave()).rungs).toEqual({ prepare: 1 });
  world.clock.to('2026-06-30T08:00');
  expect(await office.wave()).toEqual({ waiting: 1, rungs: { prepare: 1 } });
  const waiting = (await messagesOf(office, 'ladder')).filter(({ state }) => state === 'planned');
  expect(waiting.map((mail) => mail.day)).toEqual(['2026-06-30']);
  const [mail] = await office.send();
  expect(mail?.text).toContain('trước ngày 05/7/2026');
  expect(mail?.text).toContain('chậm nhất ngày 2026-07-07');
  expect((await obligationsOf(office)).map(({ reached }) => reached)).toEqual([
    'prepare',
    'prepare',
  ]);
});

async function planOf(office: TestOffice): Promise<string> {
  const { id } = await office.ledger.db
    .selectFrom('plan')
    .select('id')
    .where('office_id', '=', office.officeId)
    .executeTakeFirstOrThrow();
  return id;
}

/** A ledger whose process is killed when it has done so many transactions. */
function dyingAfter(transactions: number, ledger: Ledger): Ledger {
  let done = 0;
  return {
    ...ledger,
    inOffice: async (at, work) => {
      if (done >= transactions) throw new Error('killed');
      done += 1;
      return ledger.inOffice(at, work);
    },
  };
}
