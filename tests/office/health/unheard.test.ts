import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { plusMs } from '../../../domain/day.js';
import type { Instant } from '../../../domain/day.js';
import { operations } from '../../../office/health/operations.js';
import { tellUnheard } from '../../../office/health/unheard.js';
import { pokeCycle } from '../../../office/poke.js';
import type { OfficeScope } from '../../../office/scope.js';
import { whileOpen } from '../../support/held.js';
import { local, makeOffice, openTestLedger, pokesOf, startedPlan } from '../../support/office.js';
import type { TestOffice, TestPlan } from '../../support/office.js';

const SECOND = 1000;
const MINUTE = 60_000;

let office: TestOffice;
let plan: TestPlan;
let cycleId: string;
let begin: Instant;

beforeEach(async () => {
  office = await makeOffice(await openTestLedger(undefined, 4), { agencies: [{}, {}] });
  office.clock.to('2026-06-01T09:00');
  begin = local('2026-06-01T09:00');
  plan = await startedPlan(office);
  cycleId = plan.cycleIds[0]!;
});

afterEach(async () => {
  await office.drop();
});

const lookAtPlan = async (): Promise<void> => {
  await office.cycles.viewPlan({ officeId: office.officeId, planId: plan.planId, busy: false });
};
const lookAtCycle = async (busy = false): Promise<void> => {
  await office.cycles.viewCycle({ officeId: office.officeId, cycleId, busy });
};
/** The cycle has a hand at work that says so for an hour: what is watched here is the plan. */
const cycleAtWork = async (): Promise<void> => {
  await lookAtCycle(true);
  office.clock.to('2026-06-01T10:00');
  await office.cycles.noteAtWork({ officeId: office.officeId, cycleId });
  office.clock.to('2026-06-01T09:00');
};
/** Who was told again so long after the plan was started, and what is an alarm since then. */
const watch = async (ms: number) => tellUnheard(office.ledger, { now: plusMs(begin, ms) });
const alarms = async () => {
  const { alarms: shown } = await operations(office.ledger.db, {
    officeId: office.officeId,
    now: begin,
    limit: 10,
  });
  return shown.map(({ target, id, since }) => ({ target, id, since }));
};

describe('what was told and not seen', () => {
  test('is told again after a minute, and is an alarm after another one, until somebody looks', async () => {
    await cycleAtWork();
    const pokes = await pokesOf(office, plan.planId);
    expect(await watch(59 * SECOND)).toEqual({ toldAgain: 0, alarms: 0 });
    expect(await watch(61 * SECOND)).toEqual({ toldAgain: 1, alarms: 0 });
    expect(await pokesOf(office, plan.planId)).toBe(pokes + 1);
    expect(await watch(70 * SECOND)).toEqual({ toldAgain: 0, alarms: 0 });
    expect(await alarms()).toEqual([]);
    expect(await watch(122 * SECOND)).toEqual({ toldAgain: 1, alarms: 1 });
    const since = plusMs(begin, 122 * SECOND);
    expect(await alarms()).toEqual([{ target: 'plan', id: plan.planId, since }]);
    // It goes on being told, and the alarm keeps its time.
    expect(await watch(200 * SECOND)).toEqual({ toldAgain: 1, alarms: 1 });
    expect(await alarms()).toEqual([{ target: 'plan', id: plan.planId, since }]);
    await lookAtPlan();
    expect(await alarms()).toEqual([]);
    expect(await watch(300 * SECOND)).toEqual({ toldAgain: 0, alarms: 0 });
  });

  test('counts from its first word, however many follow', async () => {
    await lookAtPlan();
    await lookAtCycle();
    for (const minute of ['09:01', '09:02']) {
      office.clock.to(`2026-06-01T${minute}`);
      await office.inOffice(async (scope) => pokeCycle(scope, cycleId));
    }
    expect(await watch(MINUTE + 61 * SECOND)).toEqual({ toldAgain: 1, alarms: 0 });
  });

  test('of a cycle shows on the admin page with its key', async () => {
    await lookAtPlan();
    await watch(61 * SECOND);
    await watch(122 * SECOND);
    expect(await alarms()).toMatchObject([{ target: 'cycle', id: cycleId }]);
  });

  test('of a plan that is closed is nobody’s business any more', async () => {
    await office.ledger.db
      .updateTable('plan')
      .set({ state: 'cancelled' })
      .where('id', '=', plan.planId)
      .execute();
    await cycleAtWork();
    expect(await watch(500 * SECOND)).toEqual({ toldAgain: 0, alarms: 0 });
  });
});

describe('what is due and untouched', () => {
  test('is told again: a workflow that sleeps past the hour it was to wake at', async () => {
    await lookAtPlan();
    await office.wave();
    await office.send();
    await lookAtCycle();
    const { wakes_at: wakesAt, resting } = await office.ledger.db
      .selectFrom('cycle')
      .select(['wakes_at', 'resting'])
      .where('id', '=', cycleId)
      .executeTakeFirstOrThrow();
    expect(resting).toBe(true);
    const late = Date.parse(wakesAt!) - Date.parse(begin);
    expect(late).toBeGreaterThan(MINUTE);
    expect(await watch(late + 59 * SECOND)).toEqual({ toldAgain: 0, alarms: 0 });
    expect(await watch(late + 61 * SECOND)).toEqual({ toldAgain: 1, alarms: 0 });
    expect(await watch(late + 122 * SECOND)).toEqual({ toldAgain: 1, alarms: 1 });
  });

  test('is let alone while the hand that is at it says so, and found a minute after it fell silent', async () => {
    await lookAtPlan();
    await lookAtCycle(true);
    office.clock.to('2026-06-01T09:01');
    await office.cycles.noteAtWork({ officeId: office.officeId, cycleId });
    expect(await watch(119 * SECOND)).toEqual({ toldAgain: 0, alarms: 0 });
    expect(await watch(121 * SECOND)).toEqual({ toldAgain: 1, alarms: 0 });
  });
});

test('two workers that watch at once tell once', async () => {
  await cycleAtWork();
  const counts = await Promise.all([watch(61 * SECOND), watch(61 * SECOND), watch(61 * SECOND)]);
  expect(counts.reduce((all, { toldAgain }) => all + toldAgain, 0)).toBe(1);
});

test('waits for nobody who holds one: it is told next time', async () => {
  await cycleAtWork();
  const hold = {
    begin: async ({ trx }: OfficeScope) =>
      trx.selectFrom('plan').select('id').where('id', '=', plan.planId).forNoKeyUpdate().execute(),
  };
  const late = 61 * SECOND;
  expect(await whileOpen(office, hold, async () => watch(late))).toEqual({
    toldAgain: 0,
    alarms: 0,
  });
  expect(await watch(late)).toEqual({ toldAgain: 1, alarms: 0 });
});
