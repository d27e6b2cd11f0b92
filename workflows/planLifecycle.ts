import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import type { PlanRef } from '../activities/ledger-port.js';
import { closePlan, observePlan, openCycles } from './activities.js';
import { earliestWait, hand } from './hand.js';
import { wakeUps } from './wake-ups.js';

/** No run grows older than this, so that no replay meets code of another year. */
const MONTH_MS = 31 * 24 * 3_600_000;

/**
 * The life of one plan: opens each cycle at its day by the office's calendar and ends when all are
 * closed. Cycles are workflows of their own; the relay starts them when the ledger says opened.
 */
export async function planLifecycle(ref: PlanRef): Promise<void> {
  const wakes = wakeUps();
  const life = hand(
    { openCycle: async () => openCycles(ref), closePlan: async () => closePlan(ref) },
    wakes,
  );
  const startedMs = Date.now();
  for (;;) {
    const mark = wakes.mark();
    const sight = await observePlan({ ...ref, busy: !life.isFree() });
    setCurrentDetails(`**${sight.label}**\n- open cycles ${String(sight.openCycles)}`);
    life.take(sight.life);
    if (life.isFree() && sight.life.kind === 'end') break;
    const old = Date.now() - startedMs > MONTH_MS || workflowInfo().continueAsNewSuggested;
    if (life.isFree() && old) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof planLifecycle>(ref);
    }
    const until = sight.stepped
      ? null
      : earlierOf(earliestWait([sight.life]), startedMs + MONTH_MS);
    await wakes.changedOr(until, mark);
  }
  await condition(allHandlersFinished);
}

function earlierOf(until: string | null, ms: number): string {
  const renewal = new Date(ms + 1000).toISOString();
  return until === null || renewal < until ? renewal : until;
}
