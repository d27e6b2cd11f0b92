import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { earlierWorkflowId, workflowId } from '../../domain/workflow-id.js';
import type { WorkflowSubject } from '../../domain/workflow-id.js';
import { startPlan } from '../../office/plan/start.js';
import { createRehearsal } from '../../office/rehearsal/create.js';
import { eventually } from '../support/eventually.js';
import { agreedPlan, makeOffice, openTestLedger, taken } from '../support/office.js';
import type { TestOffice } from '../support/office.js';
import { devServer, tearDown } from '../support/temporal.js';
import { haltingPost, upgradeOf } from '../support/temporal-upgrade.js';
import type { HaltingPost, Upgrade } from '../support/temporal-upgrade.js';

const AGENCIES = 6;
/** So many mails have left when the upgrade comes: it is in the middle of the first wave. */
const BEFORE = 3;

let env: TestWorkflowEnvironment;
let office: TestOffice;
let planId: string;
let post: HaltingPost;
let upgrade: Upgrade;
let databaseUrl: string;

beforeAll(async () => {
  env = await devServer();
});

afterAll(async () => {
  await tearDown(env);
});

beforeEach(async () => {
  const world = await openTestLedger();
  world.clock.to('2026-06-01T09:00');
  databaseUrl = world.databaseUrl;
  office = await makeOffice(world, { agencies: Array.from({ length: AGENCIES }, () => ({})) });
  planId = await agreedPlan(office);
  post = haltingPost();
  upgrade = upgradeOf({ env, world, post });
});

afterEach(async () => {
  await office.drop();
});

async function statusOf(id: string): Promise<string | null> {
  return env.client.workflow
    .getHandle(id)
    .describe()
    .then(
      ({ status }) => status.name,
      () => null,
    );
}

async function cyclesOf(officeId: string): Promise<{ id: string; opened_at: string | null }[]> {
  return office.ledger.db
    .selectFrom('cycle')
    .select(['id', 'opened_at'])
    .where('office_id', '=', officeId)
    .orderBy('target_at')
    .execute();
}

/** Header ids of an office's ladder mails, by state. */
async function ladderMails(officeId: string): Promise<Readonly<Record<string, string[]>>> {
  const rows = await office.ledger.db
    .selectFrom('message')
    .select(['header_id', 'state'])
    .where('office_id', '=', officeId)
    .where('class', '=', 'ladder')
    .execute();
  const states: Record<string, string[]> = {};
  for (const { header_id: id, state } of rows) states[state] = [...(states[state] ?? []), id];
  return states;
}

/** Everything of an office that was told has been looked at, and its workflows run as the only ones. */
async function expectOneWorkflowEach(subjects: readonly WorkflowSubject[]): Promise<void> {
  for (const subject of subjects) {
    await eventually(
      async () => (await statusOf(earlierWorkflowId(subject))) === 'COMPLETED',
      `${earlierWorkflowId(subject)} has ended`,
    );
    expect(await statusOf(workflowId(subject))).toBe('RUNNING');
  }
}

async function startLive(): Promise<void> {
  taken(
    await office.inOffice(async (scope) => startPlan(scope, { planId, publicUrlProblem: null })),
  );
}

test('an upgrade in mid-wave: the live office’s plan and cycle go on under new ids, and no mail goes twice', async () => {
  const before = await upgrade.before();
  await startLive();
  post.allow(BEFORE);
  await eventually(async () => {
    await before.deliver();
    return post.taken.length === BEFORE;
  }, 'half of the wave has left');
  const [cycle] = await cyclesOf(office.officeId);
  await before.stop();

  const after = await upgrade.after(databaseUrl);
  post.allow(1000);
  await eventually(
    async () => ((await ladderMails(office.officeId))['sent'] ?? []).length === AGENCIES,
    'the wave has left',
  );
  await expectOneWorkflowEach([
    { officeId: office.officeId, target: 'plan', targetId: planId },
    { officeId: office.officeId, target: 'cycle', targetId: cycle!.id },
  ]);
  const mails = await ladderMails(office.officeId);
  expect(Object.keys(mails)).toEqual(['sent']);
  expect(post.taken.filter((id) => mails['sent']?.includes(id))).toHaveLength(AGENCIES);
  await after.stop();
});

test('an upgrade in mid-wave: a rehearsal held the plan’s id; it goes on as its own, and the live plan it swallowed begins', async () => {
  const { rehearsalOfficeId } = taken(
    await createRehearsal(office.ledger, {
      officeId: office.officeId,
      planId,
      seed: 1,
      secondsPerDay: 0,
      actor: 'staff:test',
    }),
  );
  const before = await upgrade.before();
  post.allow(BEFORE);
  await eventually(async () => {
    await before.deliver();
    return post.taken.length === BEFORE;
  }, 'half of the rehearsal’s first wave has left');
  await startLive();
  await before.deliver();
  const [rehearsed] = await cyclesOf(rehearsalOfficeId);
  expect(await statusOf(`plan/${planId}`)).toBe('RUNNING');
  expect((await cyclesOf(office.officeId))[0]?.opened_at).toBeNull();
  await before.stop();

  const after = await upgrade.after(databaseUrl);
  post.allow(1000);
  await eventually(
    async () => ((await ladderMails(office.officeId))['sent'] ?? []).length === AGENCIES,
    'the live plan’s wave has left',
  );
  await eventually(async () => {
    const { rehearsal } = await office.ledger.db
      .selectFrom('office')
      .select('rehearsal')
      .where('id', '=', rehearsalOfficeId)
      .executeTakeFirstOrThrow();
    expect(rehearsal).not.toHaveProperty('stalledAt');
    return rehearsal?.['doneAt'] !== undefined;
  }, 'the rehearsal has come to its end');
  const [live] = await cyclesOf(office.officeId);
  expect(
    await statusOf(workflowId({ officeId: office.officeId, target: 'plan', targetId: planId })),
  ).toBe('RUNNING');
  expect(
    await statusOf(workflowId({ officeId: office.officeId, target: 'cycle', targetId: live!.id })),
  ).toBe('RUNNING');
  for (const id of [`plan/${planId}`, `cycle/${rehearsed!.id}`, `rehearsal/${rehearsalOfficeId}`]) {
    await eventually(async () => (await statusOf(id)) === 'COMPLETED', `${id} has ended`);
  }
  // Two offices share the post: no Message-ID twice in either.
  expect(new Set(post.taken).size).toBe(post.taken.length);
  await after.stop();
});
