import { proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';

/** What the ledger does not hold any more (a rehearsal deleted while it ran) is not waited for. */
const GONE = ['UnknownSubject', 'UnknownOffice'];

/**
 * Looking at the ledger is short and frequent: a local activity leaves one event instead of six.
 * With the ledger away it backs off to a timer of ten minutes; whatever happens then is caught up.
 */
export const { observeCycle, observePlan } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  localRetryThreshold: '20 seconds',
  retry: {
    initialInterval: '200 milliseconds',
    maximumInterval: '10 minutes',
    nonRetryableErrorTypes: GONE,
  },
});

/** One transaction each, guarded by the ledger: tried until it works. */
export const {
  openCycles,
  closePlan,
  prepareWave,
  draftLetter,
  closeCollection,
  consolidate,
  askApproval,
  sendUp,
  closeEdits,
  closeCycle,
} = proxyActivities<Activities>({
  startToCloseTimeout: '2 minutes',
  retry: {
    initialInterval: '500 milliseconds',
    maximumInterval: '1 minute',
    nonRetryableErrorTypes: GONE,
  },
});

/** Mail may be down for a morning: each try is bounded, not the effort; a dead worker is noticed in 20 s. */
export const drainWave: Activities['drainWave'] = async (input) =>
  proxyActivities<Activities>({
    taskQueue: `${workflowInfo().taskQueue}-mail`,
    startToCloseTimeout: '11 minutes',
    heartbeatTimeout: '20 seconds',
    retry: {
      initialInterval: '1 second',
      maximumInterval: '1 minute',
      nonRetryableErrorTypes: GONE,
    },
  }).drainWave(input);

/** Runs as long as the rehearsal does; after a crash another worker goes on from the ledger. */
export const { driveRehearsal } = proxyActivities<Activities>({
  startToCloseTimeout: '12 hours',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '10 seconds' },
});
