import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { migrateLedger } from '../../db/migrate.js';
import { workflowId } from '../../domain/workflow-id.js';
import { pokeCycle } from '../../office/poke.js';
import { eventually } from '../support/eventually.js';
import { createEmptyDatabase } from '../support/ledger.js';
import { openTestLedger } from '../support/office.js';
import { devServer, tearDown } from '../support/temporal.js';
import { haltingPost, upgradeOf } from '../support/temporal-upgrade.js';
import { earlierLedger } from './earlier/ledger.js';

type World = Awaited<ReturnType<typeof openTestLedger>>;

let env: TestWorkflowEnvironment;
let world: World;

beforeAll(async () => {
  env = await devServer();
});

afterAll(async () => {
  await tearDown(env);
});

beforeEach(async () => {
  const database = await createEmptyDatabase();
  await earlierLedger(database.url);
  await migrateLedger(database.url);
  world = await openTestLedger(database);
  // The hour of the wave in whose middle the earlier version was stopped.
  world.clock.to('2026-06-26T08:00');
});

afterEach(async () => {
  await world.drop();
});

async function officeOf(kind: 'live' | 'rehearsal') {
  return world.ledger.db
    .selectFrom('office')
    .select(['id', 'rehearsal'])
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
}

async function ladderMails(officeId: string) {
  return world.ledger.db
    .selectFrom('message')
    .select(['header_id', 'state', 'day'])
    .where('office_id', '=', officeId)
    .where('class', '=', 'ladder')
    .orderBy('ordinal')
    .execute();
}

/** The rehearsal that the earlier version began comes to its end beside the live plan. */
async function rehearsalEnds(): Promise<void> {
  await eventually(async () => {
    const { rehearsal } = await officeOf('rehearsal');
    expect(rehearsal).not.toHaveProperty('stalledAt');
    return rehearsal?.['doneAt'] !== undefined;
  }, 'the rehearsal is done');
  const { id } = await officeOf('rehearsal');
  const mails = await ladderMails(id);
  expect(mails.length).toBeGreaterThan(6);
  expect(mails.every(({ state }) => state === 'sent' || state === 'suppressed')).toBe(true);
}

// One test: the ids of the ledger are always the same, and one server knows each workflow id once.
test('a plan that an earlier version started goes on: its cycles stay, the rest of its wave and the next one go out once; so does the rehearsal beside it', async () => {
  const { id: officeId } = await officeOf('live');
  const cycles = await world.ledger.db
    .selectFrom('cycle')
    .select(['id', 'plan_id', 'kind'])
    .where('office_id', '=', officeId)
    .orderBy('target_at')
    .execute();
  expect(cycles.map(({ kind }) => kind)).toEqual(['collect', 'onward']);
  const [{ id: cycleId, plan_id: planId }] = cycles as [(typeof cycles)[number]];
  const before = await ladderMails(officeId);
  const left = before.filter(({ state }) => state === 'planned').map(({ header_id }) => header_id);
  expect(left).toHaveLength(3);
  const alreadySent = before
    .filter(({ state }) => state === 'sent')
    .map(({ header_id }) => header_id);
  expect(alreadySent).toHaveLength(6 + 2);

  const post = haltingPost();
  post.allow(10_000);
  const workers = await upgradeOf({ env, world, post }).after(world.databaseUrl);
  const allSent = async (): Promise<boolean> =>
    (await ladderMails(officeId)).every(({ state }) => state === 'sent');
  await eventually(allSent, 'the rest of the wave has left');
  expect(post.taken.filter((id) => left.includes(id)).sort()).toEqual([...left].sort());
  expect(post.taken.filter((id) => alreadySent.includes(id))).toEqual([]);
  expect(await ladderMails(officeId)).toHaveLength(before.length);

  const { next_at: nextAt } = await world.ledger.db
    .selectFrom('obligation')
    .select('next_at')
    .where('office_id', '=', officeId)
    .where('cycle_id', '=', cycleId)
    .where('next_at', 'is not', null)
    .orderBy('next_at')
    .executeTakeFirstOrThrow();
  expect(nextAt! > world.clock.now()).toBe(true);
  Object.assign(world.clock, { now: () => nextAt! });
  await world.ledger.inOffice({ officeId, actor: 'system' }, async (scope) =>
    pokeCycle(scope, cycleId),
  );
  await eventually(
    async () => (await ladderMails(officeId)).length === before.length + 5 && (await allSent()),
    'the next wave has left',
  );
  const after = await ladderMails(officeId);
  // Five still owe: one has reported.
  const next = after.slice(before.length).map(({ header_id }) => header_id);
  expect(post.taken.filter((id) => next.includes(id)).sort()).toEqual([...next].sort());
  expect(
    await world.ledger.db
      .selectFrom('cycle')
      .select(['id', 'plan_id', 'kind'])
      .where('office_id', '=', officeId)
      .orderBy('target_at')
      .execute(),
  ).toEqual(cycles);
  for (const subject of [
    { officeId, target: 'plan' as const, targetId: planId },
    { officeId, target: 'cycle' as const, targetId: cycleId },
  ]) {
    const { status } = await env.client.workflow.getHandle(workflowId(subject)).describe();
    expect(status.name).toBe('RUNNING');
  }
  await rehearsalEnds();
  // Of two offices together: no Message-ID twice.
  expect(new Set(post.taken).size).toBe(post.taken.length);
  await workers.stop();
});
