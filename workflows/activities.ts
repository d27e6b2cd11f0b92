import { proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';

/** What the ledger does not hold any more (a rehearsal deleted while it ran) is not waited for. */
const GONE = ['UnknownSubject', 'UnknownOffice'];

/** The longest pause between two tries: what was away is used again soon after it is back. */
const LONGEST_PAUSE = '10 seconds';

/**
 * Looking at the ledger is short and frequent: a local activity leaves one event instead of six. With
 * the ledger away it leaves three every eight seconds; whatever happens then is caught up.
 */
export const { observeCycle, observePlan } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  localRetryThreshold: '20 seconds',
  retry: {
    initialInterval: '200 milliseconds',
    maximumInterval: LONGEST_PAUSE,
    nonRetryableErrorTypes: GONE,
  },
});

/**
 * Steps give a sign of life every two seconds: a killed worker is noticed in this time, however long
 * the step may take. A lease on a mail is shorter, so that an old lane never sends beside its retry.
 */
const HEARTBEAT = '10 seconds';

const UNTIL_IT_WORKS = {
  initialInterval: '500 milliseconds',
  maximumInterval: LONGEST_PAUSE,
  nonRetryableErrorTypes: GONE,
} as const;

/** One short transaction each, guarded by the ledger: tried until it works. */
export const {
  closePlan,
  draftLetter,
  closeCollection,
  askApproval,
  sendUp,
  closeEdits,
  closeCycle,
} = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: HEARTBEAT,
  retry: UNTIL_IT_WORKS,
});

/** The same, for what touches every agency of an office. */
export const { openCycles, prepareWave, consolidate } = proxyActivities<Activities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: HEARTBEAT,
  retry: UNTIL_IT_WORKS,
});

/** Mail may be down for a morning: each try is bounded, not the effort. */
export const drainWave: Activities['drainWave'] = async (input) =>
  proxyActivities<Activities>({
    taskQueue: `${workflowInfo().taskQueue}-mail`,
    startToCloseTimeout: '11 minutes',
    heartbeatTimeout: HEARTBEAT,
    retry: {
      initialInterval: '1 second',
      maximumInterval: LONGEST_PAUSE,
      nonRetryableErrorTypes: GONE,
    },
  }).drainWave(input);

/** Runs as long as the rehearsal does; after a crash another worker goes on from the ledger. */
export const { driveRehearsal } = proxyActivities<Activities>({
  startToCloseTimeout: '12 hours',
  heartbeatTimeout: HEARTBEAT,
  retry: { initialInterval: '500 milliseconds', maximumInterval: '10 seconds' },
});
