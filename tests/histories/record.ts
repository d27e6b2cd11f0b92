// Run by `npm run histories`: plays the stories on the real ledger and keeps their histories.
import { afterAll, beforeAll, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { fileURLToPath } from 'node:url';
import { historyText, keepHistory, manifestOf } from '../support/histories.js';
import { skippingServer, tearDown } from '../support/temporal.js';
import { peopleOf } from '../support/temporal-acts.js';
import { withLivePlan } from '../support/temporal-office.js';
import { stories, toTheEnd } from '../support/temporal-stories.js';

const dir = fileURLToPath(new URL('.', import.meta.url));
const force = process.env['FORCE_HISTORIES'] === '1';

let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await skippingServer();
});

afterAll(async () => {
  await tearDown(env);
});

function isKept(name: string): boolean {
  return manifestOf(dir)[name] !== undefined && !force;
}

for (const [name, story] of Object.entries(stories)) {
  (isKept(`${name}.cycle`) ? test.skip : test)(name, async () => {
    await withLivePlan({ env, agencies: 6 }, async (plan) => {
      await story(plan);
      const ends = name === 'happy' ? (['cycle', 'plan', 'onward'] as const) : (['cycle'] as const);
      for (const which of ends) {
        const handle = plan[which];
        keepHistory({ dir, name: `${name}.${which}`, text: await historyText(handle), force });
      }
    });
  });
}

(isKept('restarted.cycle') ? test.skip : test)('terminated and restarted', async () => {
  await withLivePlan({ env, agencies: 6 }, async (plan) => {
    const people = await peopleOf(plan);
    await plan.until(-4, '10:00');
    await people.submit(1, 2);
    const { runId } = await plan.cycle.describe();
    await plan.cycle.terminate('an operator');
    const text = await historyText(env.client.workflow.getHandle(plan.cycle.workflowId, runId));
    keepHistory({ dir, name: 'terminated.cycle', text, force });
    await plan.reconcile();
    await plan.until(0, '10:00');
    await people.submit(3, 4, 5, 6);
    await people.accept(1, 2, 3, 4, 5, 6);
    await people.enterOwnFigures();
    await toTheEnd(plan);
    keepHistory({ dir, name: 'restarted.cycle', text: await historyText(plan.cycle), force });
  });
});
