import { expect, test } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { runningStill } from '../../worker/running-still.js';

const run = { workflowId: 'office/1/cycle/1', runId: 'run-1' };

/** A Temporal that answers one after the other: the name of a status, or what it throws. */
function temporal(answers: readonly (string | Error)[]) {
  let asked = 0;
  const describe = async () => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    if (answer instanceof Error) throw answer;
    return { status: { name: answer } };
  };
  // Only descriptions are asked for.
  const client = { workflow: { getHandle: () => ({ describe }) } } as unknown as Client;
  return { still: runningStill(client, 0), asked: () => asked };
}

test.each([
  ['RUNNING', true],
  ['COMPLETED', true],
  ['CONTINUED_AS_NEW', true],
  ['TERMINATED', false],
  ['CANCELLED', false],
  ['TIMED_OUT', false],
  ['FAILED', false],
])('a run that is %s waits still: %s', async (status, waits) => {
  expect(await temporal([status]).still(run)).toBe(waits);
});

test('one that a new database does not know was forgotten', async () => {
  const lost = new WorkflowNotFoundError('no such run', run.workflowId, run.runId);
  expect(await temporal([lost]).still(run)).toBe(false);
});

test('a Temporal that is away is asked again, and in the end believed to know it', async () => {
  const away = new Error('connect ECONNREFUSED');
  const back = temporal([away, away, 'TERMINATED']);
  expect(await back.still(run)).toBe(false);
  expect(back.asked()).toBe(3);
  expect(await temporal([away]).still(run)).toBe(true);
});
