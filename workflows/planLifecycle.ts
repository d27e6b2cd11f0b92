import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
} from '@temporalio/workflow';
import type { PlanRef } from '../activities/ledger-port.js';
import { earliestWait } from '../domain/earliest-wait.js';
import { closePlan, observePlan, openCycles } from './activities.js';
import { hand } from './hand.js';
import { onOwnClock } from './own-clock.js';
import { renewalOf } from './renewal.js';
import { hasSuccessor } from './successor.js';
import { wakeUps } from './wake-ups.js';

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
  const renewal = renewalOf({ byAge: true });
  for (;;) {
    if (hasSuccessor(ref)) {
      // A step under way is let finish: its end would otherwise find nobody.
      await condition(() => life.isFree());
      break;
    }
    const mark = wakes.mark();
    const sight = await observePlan({ ...ref, busy: !life.isFree() });
    setCurrentDetails(`**${sight.label}**\n- open cycles ${String(sight.openCycles)}`);
    life.take(sight.life);
    if (life.isFree() && sight.life.kind === 'end') break;
    if (life.isFree() && renewal.isDue()) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof planLifecycle>(ref);
    }
    const until = onOwnClock(earliestWait([sight.life]), sight.now);
    await wakes.changedOr(sight.stepped ? null : renewal.orEarlier(until), mark);
  }
  await condition(allHandlersFinished);
}
