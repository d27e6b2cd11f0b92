import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { workflowId } from '../../domain/workflow-id.js';
import type { WorkflowTarget } from '../../domain/workflow-id.js';
import { startPlan } from '../../office/plan/start.js';
import { createRehearsal } from '../../office/rehearsal/create.js';
import { deleteRehearsal } from '../../office/rehearsal/delete.js';
import { createRehearsalOffice } from '../../office/rehearsal/tick.js';
import { eventually } from '../support/eventually.js';
import { agreedPlan, makeOffice, openTestLedger, taken } from '../support/office.js';
import type { TestOffice } from '../support/office.js';
import { devServer, tearDown } from '../support/temporal.js';
import { haltingPost, upgradeOf } from '../support/temporal-upgrade.js';

/** How long a plan that was started may take to open its cycles. */
const OPENS_WITHIN_MS = 10_000;

let env: TestWorkflowEnvironment;
let office: TestOffice;
let planId: string;
let workers: { stop(): Promise<void> };

beforeAll(async () => {
  env = await devServer();
});

afterAll(async () => {
  await tearDown(env);
});

beforeEach(async () => {
  const world = await openTestLedger();
  world.clock.to('2026-06-01T09:00');
  office = await makeOffice(world, { agencies: [{}, {}, {}] });
  planId = await agreedPlan(office);
  const post = haltingPost();
  post.allow(10_000);
  workers = await upgradeOf({ env, world, post }).after(world.databaseUrl);
});

afterEach(async () => {
  await workers.stop();
  await office.drop();
});

/** A rehearsal of the plan so slow that it stays at its first days, with its cycles open. */
async function runningRehearsal(): Promise<string> {
  const { rehearsalOfficeId } = taken(
    await createRehearsal(office.ledger, {
      officeId: office.officeId,
      planId,
      seed: 1,
      secondsPerDay: 600,
      actor: 'staff:test',
    }),
  );
  await eventually(async () => hasOpened(rehearsalOfficeId), 'the rehearsal has begun');
  return rehearsalOfficeId;
}

async function hasOpened(officeId: string): Promise<boolean> {
  const cycles = await office.ledger.db
    .selectFrom('cycle')
    .select('opened_at')
    .where('office_id', '=', officeId)
    .execute();
  return cycles.some(({ opened_at }) => opened_at !== null);
}

/** How a workflow stands; `NONE` where it was never started. */
async function statusOf(officeId: string, target: WorkflowTarget, targetId: string) {
  const handle = env.client.workflow.getHandle(workflowId({ officeId, target, targetId }));
  try {
    return (await handle.describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'NONE';
    throw error;
  }
}

async function expectLivePlanToOpen(): Promise<void> {
  taken(
    await office.inOffice(async (scope) => startPlan(scope, { planId, publicUrlProblem: null })),
  );
  await eventually(
    async () => hasOpened(office.officeId),
    'the live plan has opened its cycle',
    OPENS_WITHIN_MS,
  );
  expect(await statusOf(office.officeId, 'plan', planId)).toBe('RUNNING');
}

test('a plan that is started while a rehearsal of it runs opens its cycles at once', async () => {
  const rehearsalId = await runningRehearsal();
  await expectLivePlanToOpen();
  // Both go on, each as its own.
  expect(await statusOf(rehearsalId, 'plan', planId)).toBe('RUNNING');
  expect(await statusOf(rehearsalId, 'rehearsal', rehearsalId)).toBe('RUNNING');
});

test('a plan whose rehearsal has come to a standstill opens its cycles at once', async () => {
  const rehearsalId = await runningRehearsal();
  await createRehearsalOffice(office.ledger, office.clock).fail(rehearsalId, 'cycle looking');
  await expectLivePlanToOpen();
});

test('a rehearsal that is deleted while it runs ends at once, and its plan opens its cycles when it is started', async () => {
  const rehearsalId = await runningRehearsal();
  const { id: cycleId } = await office.ledger.db
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', rehearsalId)
    .where('opened_at', 'is not', null)
    .executeTakeFirstOrThrow();
  taken(
    await deleteRehearsal(office.ledger, {
      rehearsalOfficeId: rehearsalId,
      officeId: office.officeId,
      actor: 'staff:test',
    }),
  );
  await eventually(
    async () =>
      (await statusOf(rehearsalId, 'rehearsal', rehearsalId)) !== 'RUNNING' &&
      (await statusOf(rehearsalId, 'plan', planId)) !== 'RUNNING' &&
      (await statusOf(rehearsalId, 'cycle', cycleId)) !== 'RUNNING',
    'its workflows have ended',
    OPENS_WITHIN_MS,
  );
  await expectLivePlanToOpen();
});
