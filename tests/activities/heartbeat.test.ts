import { expect, test } from '@jest/globals';
import { ActivityCancellationDetails } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { whileBeating } from '../../activities/heartbeat.js';

/** Runs a step that Temporal gives up with `details`; answers how often it was said to be forgotten. */
async function forgotten(details: ConstructorParameters<typeof ActivityCancellationDetails>[0]) {
  const environment = new MockActivityEnvironment();
  let times = 0;
  const done = environment.run(async () =>
    whileBeating(
      async () => environment.context.cancelled.catch(() => 'ended'),
      () => {
        times += 1;
      },
    ),
  );
  environment.cancel('CANCELLED', new ActivityCancellationDetails(details));
  expect(await done).toBe('ended');
  return times;
}

test('a step that Temporal knows nothing of any more is said to be forgotten, one that was cancelled is not', async () => {
  expect(await forgotten({ notFound: true })).toBe(1);
  expect(await forgotten({ cancelRequested: true })).toBe(0);
  expect(await forgotten({ workerShutdown: true })).toBe(0);
});
