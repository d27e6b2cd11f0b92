import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { workflowId } from '../../domain/workflow-id.js';
import type { WorkflowSubject } from '../../domain/workflow-id.js';
import { rehearsalOutcome } from '../../office/rehearsal/outcome.js';
import type { RehearsalOutcome } from '../../office/rehearsal/outcome.js';
import { eventually } from '../support/eventually.js';
import { startRelay } from '../mail/relay.js';
import type { Relay } from '../mail/relay.js';
import { devServer, tearDown } from '../support/temporal.js';
import { anInstallation, ended } from '../support/temporal-installation.js';
import type { Installation } from '../support/temporal-installation.js';
import { REHEARSAL_MS } from './whole.js';

const AGENCIES = 24;

let env: TestWorkflowEnvironment;
let here: Installation;
let relay: Relay;
let connections: number;

beforeAll(async () => {
  env = await devServer();
});

afterAll(async () => {
  await tearDown(env);
});

beforeEach(async () => {
  connections = 0;
  relay = await startRelay({
    onConnect: (_session, done) => {
      connections += 1;
      done();
    },
  });
  here = await anInstallation({ env, agencies: AGENCIES });
});

afterEach(async () => {
  await here.close();
  await relay.close();
});

const smtpUrl = (): string => `smtp://127.0.0.1:${String(relay.port)}`;

async function outcomeOf(officeId: string): Promise<RehearsalOutcome> {
  return rehearsalOutcome(here.office.ledger.db, officeId);
}

/** Waits for a rehearsal's end; how it ended is for the test to say. */
async function finished(officeId: string): Promise<RehearsalOutcome> {
  await eventually(
    async () => {
      const { rehearsal } = await here.office.ledger.db
        .selectFrom('office')
        .select('rehearsal')
        .where('id', '=', officeId)
        .executeTakeFirstOrThrow();
      return rehearsal?.['doneAt'] !== undefined || rehearsal?.['stalledAt'] !== undefined;
    },
    'the rehearsal has ended',
    REHEARSAL_MS / 2,
  );
  return outcomeOf(officeId);
}

async function actsDone(officeId: string): Promise<number> {
  const { done } = await here.office.ledger.db
    .selectFrom('script_act')
    .select((eb) => eb.fn.count<number>('done_at').as('done'))
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow();
  return done;
}

async function terminate(subject: WorkflowSubject): Promise<void> {
  await env.client.workflow.getHandle(workflowId(subject)).terminate('an operator');
}

/** An outcome without the ids of its rows. */
function withoutIds({ letterIds, cycles, ...outcome }: RehearsalOutcome): unknown {
  return {
    ...outcome,
    letters: letterIds.length,
    cycles: cycles.map(({ cycleId: _cycleId, reportId, ...cycle }) => ({
      ...cycle,
      reported: reportId !== null,
    })),
  };
}

test(
  'a rehearsal beside a real relay sends nothing to it; one whose worker is killed and whose workflows are terminated comes to the same as one left alone',
  async () => {
    const worker = await here.startWorker(smtpUrl());
    // The live office's own mail shows that the relay can be reached: its approver was asked.
    await eventually(() => relay.accepted.length === 1, 'the live office has mailed its approver');
    const before = connections;
    const undisturbed = await finished(await here.rehearse(5));
    expect(undisturbed.state).toBe('done');
    const { mails } = undisturbed;
    expect(mails.sent).toBeGreaterThan(AGENCIES);
    expect(mails.distinctMessageIds).toBe(mails.sent);
    expect(here.mailbox()).toHaveLength(mails.sent);
    expect(connections).toBe(before);
    expect(relay.accepted).toHaveLength(1);

    const officeId = await here.rehearse(5);
    const half = undisturbed.acts.total / 2;
    await eventually(async () => (await actsDone(officeId)) >= half, 'half of the acts are done');
    await ended(worker, 'SIGKILL');
    const cut = await outcomeOf(officeId);
    expect(cut.state).toBe('running');
    expect(cut.acts.done).toBeLessThan(undisturbed.acts.total);
    await terminate({ officeId, target: 'rehearsal', targetId: officeId });
    for (const { cycleId } of cut.cycles) {
      await terminate({ officeId, target: 'cycle', targetId: cycleId });
    }

    await here.startWorker(smtpUrl());
    const disturbed = await finished(officeId);
    expect(withoutIds(disturbed)).toEqual(withoutIds(undisturbed));
    expect(disturbed.mails.distinctMessageIds).toBe(disturbed.mails.sent);
  },
  REHEARSAL_MS,
);
