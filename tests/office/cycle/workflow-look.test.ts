import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { sql } from 'kysely';
import { answerBook } from '../../../activities/answer-book.js';
import { createActivities } from '../../../activities/index.js';
import type { Activities } from '../../../activities/index.js';
import type { CycleLedger } from '../../../activities/ledger-port.js';
import { planDetail } from '../../../office/plan/plan-views.js';
import { listedCycles } from '../../../office/cycle/listed-cycles.js';
import { redraftReport, closeCollection } from '../../../office/cycle/cycle.js';
import { eventually } from '../../support/eventually.js';
import { local, makeOffice, openTestLedger, startedPlan, taken } from '../../support/office.js';
import type { TestOffice, TestPlan } from '../../support/office.js';

let office: TestOffice;
let plan: TestPlan;
let ref: { readonly officeId: string; readonly cycleId: string };

beforeEach(async () => {
  office = await makeOffice(await openTestLedger(undefined, 8), { agencies: [{}, {}] });
  office.clock.to('2026-06-01T09:00');
  plan = await startedPlan(office);
  ref = { officeId: office.officeId, cycleId: plan.cycleIds[0]! };
});

afterEach(async () => {
  await office.drop();
});

async function cycleRow() {
  return office.ledger.db
    .selectFrom('cycle')
    .select([
      'revision',
      'seen_revision',
      'resting',
      'last_error',
      'last_error_at',
      'last_error_step',
    ])
    .where('id', '=', ref.cycleId)
    .executeTakeFirstOrThrow();
}

/** Runs an activity as a worker does, over the ledger with `broken` in place of what works. */
async function run<T>(
  broken: Partial<CycleLedger>,
  work: (activities: Activities) => Promise<T>,
): Promise<T> {
  const activities = createActivities({
    ledger: { ...office.cycles, ...broken },
    mails: office.mails,
    transport: { send: async () => ({ kind: 'sent', response: '' }), close: async () => undefined },
    book: answerBook(office.mails),
    connections: 1,
    stopping: new AbortController().signal,
    monotonicMs: () => performance.now(),
    onForgotten: () => undefined,
    stillWaits: async () => true,
    rehearsals: { tick: async () => ({ kind: 'done' }), fail: async () => undefined },
  });
  // A step that fails is what this is about: the SDK need not print it.
  const quiet = { logger: new DefaultLogger('ERROR') };
  const environment = new MockActivityEnvironment(undefined, quiet);
  return environment.run<[], T, () => Promise<T>>(async () => work(activities));
}

const failing = async (): Promise<never> => {
  throw new TypeError('no merge rule\nat line 3');
};

test('what is told while a workflow reads counts as seen only with its next look', async () => {
  let told = (): void => undefined;
  const commit = new Promise<void>((resolve) => {
    told = resolve;
  });
  let holds = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    holds = resolve;
  });
  const act = office.inOffice(async (scope) => {
    await scope.trx
      .updateTable('cycle')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('id', '=', ref.cycleId)
      .execute();
    holds();
    await commit;
  });
  await held;
  const before = (await cycleRow()).revision;
  const look = office.cycles.viewCycle({ ...ref, busy: false });
  // The look has read and waits for the row to write what it has seen.
  await eventually(async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`.execute(office.ledger.db);
    return rows[0]?.n === 1;
  }, 'the look waits for the act');
  told();
  await Promise.all([act, look]);
  expect(await cycleRow()).toMatchObject({ revision: before + 1, seen_revision: before });
  await office.cycles.viewCycle({ ...ref, busy: false });
  expect(await cycleRow()).toMatchObject({ revision: before + 1, seen_revision: before + 1 });
});

describe('a step that fails', () => {
  test('stands beside its cycle and its plan with its time, and goes when it has succeeded', async () => {
    office.clock.to('2026-06-01T09:30');
    await expect(
      run({ consolidate: failing }, async ({ consolidate }) => consolidate(ref)),
    ).rejects.toThrow('no merge rule');
    expect(await cycleRow()).toMatchObject({
      last_error: 'TypeError: no merge rule',
      last_error_at: local('2026-06-01T09:30'),
      last_error_step: 'consolidate',
    });
    const [listed] = await listedCycles(office.ledger.db, office.officeId, {
      cycleId: ref.cycleId,
    });
    const shown = {
      lastError: 'TypeError: no merge rule',
      lastErrorAt: local('2026-06-01T09:30'),
      lastErrorStep: 'consolidate',
    };
    expect(listed).toMatchObject(shown);
    const detail = await planDetail(office.ledger.db, {
      officeId: office.officeId,
      planId: plan.planId,
      now: office.clock.now(),
    });
    expect(detail?.plan).toMatchObject(shown);
    await run({}, async ({ consolidate }) => consolidate(ref));
    expect(await cycleRow()).toMatchObject({ last_error: null, last_error_step: null });
  });

  test('is not cleared by another step, nor by a look while a hand is still at it', async () => {
    await expect(
      run({ prepareWave: failing }, async (steps) => steps.prepareWave(ref)),
    ).rejects.toThrow();
    await run({}, async ({ closeEdits }) => closeEdits(ref));
    expect((await cycleRow()).last_error_step).toBe('prepareWave');
    await office.cycles.viewCycle({ ...ref, busy: true });
    expect((await cycleRow()).last_error_step).toBe('prepareWave');
    // The wave is due: whoever looks with both hands free is about to try it again.
    await office.cycles.viewCycle({ ...ref, busy: false });
    expect((await cycleRow()).last_error_step).toBe('prepareWave');
  });

  test('is cleared by a look that finds it no longer due: a person has done it by hand', async () => {
    await expect(
      run({ consolidate: failing }, async (steps) => steps.consolidate(ref)),
    ).rejects.toThrow();
    taken(await office.inOffice(async (scope) => closeCollection(scope, ref)));
    await office.cycles.viewCycle({ ...ref, busy: false });
    expect((await cycleRow()).last_error_step).toBe('consolidate');
    taken(await office.inOffice(async (scope) => redraftReport(scope, ref)));
    await office.cycles.viewCycle({ ...ref, busy: false });
    expect((await cycleRow()).last_error_step).toBeNull();
  });

  test('of a plan stands beside the plan', async () => {
    const planRef = { officeId: office.officeId, planId: plan.planId };
    await expect(
      run({ openCycles: failing }, async (steps) => steps.openCycles(planRef)),
    ).rejects.toThrow();
    const row = async () =>
      office.ledger.db.selectFrom('plan').select('last_error_step').executeTakeFirstOrThrow();
    expect(await row()).toEqual({ last_error_step: 'openCycles' });
    await run({}, async (steps) => steps.openCycles(planRef));
    expect(await row()).toEqual({ last_error_step: null });
  });

  test('a look that fails is noted too, and cleared by one that does not', async () => {
    await expect(
      run({ viewCycle: failing }, async ({ observeCycle }) =>
        observeCycle({ ...ref, busy: false }),
      ),
    ).rejects.toThrow();
    expect((await cycleRow()).last_error_step).toBe('look');
    await run({}, async ({ observeCycle }) => observeCycle({ ...ref, busy: true }));
    expect((await cycleRow()).last_error_step).toBeNull();
  });

  test('throws what it failed with even where the ledger cannot take the note', async () => {
    await expect(
      run({ consolidate: failing, noteFailure: failing }, async ({ consolidate }) =>
        consolidate(ref),
      ),
    ).rejects.toThrow('no merge rule');
  });
});
