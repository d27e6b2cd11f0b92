import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
} from '@temporalio/workflow';
import type { CycleRef } from '../activities/ledger-port.js';
import type { CycleView } from '../activities/observe.js';
import { earliestWait } from '../domain/earliest-wait.js';
import {
  askApproval,
  closeCollection,
  closeCycle,
  closeEdits,
  consolidate,
  draftLetter,
  drainWave,
  observeCycle,
  prepareWave,
  sendUp,
} from './activities.js';
import { hand } from './hand.js';
import { onOwnClock } from './own-clock.js';
import { renewalOf } from './renewal.js';
import { hasSuccessor, isEarlier } from './successor.js';
import { wakeUps } from './wake-ups.js';

/**
 * One reporting cycle from its opening to its close: one loop, two hands. The chasing hand sends
 * waves until every obligation is settled or editing is closed; the reporting hand closes the
 * collection, consolidates, has the report approved and sent up. No position in this program
 * matters: every step is guarded by the ledger, so that a restart needs no phase.
 */
export async function reportingCycle(ref: CycleRef): Promise<void> {
  const wakes = wakeUps();
  const chase = hand(
    {
      wave: async () => wave(ref),
      draftLetter: async () => draftLetter(ref),
      closeEdits: async () => closeEdits(ref),
    },
    wakes,
  );
  const report = hand(
    {
      closeCollection: async () => closeCollection(ref),
      consolidate: async () => consolidate(ref),
      askApproval: async () => askApproval(ref),
      sendUp: async () => sendUp(ref),
      closeCycle: async () => closeCycle(ref),
    },
    wakes,
  );
  // A run of an earlier version set no timer for its age, and is replayed as it was.
  const renewal = renewalOf({ byAge: !isEarlier(ref) });
  for (;;) {
    if (hasSuccessor(ref)) {
      // A wave under way is let finish: cut off, mails between DATA and answer would go once more.
      await condition(() => chase.isFree() && report.isFree());
      break;
    }
    const mark = wakes.mark();
    const busy = !chase.isFree() || !report.isFree();
    const sight = await observeCycle({ ...ref, busy });
    setCurrentDetails(inWords(sight));
    // What is told in between is not lost: the next run looks before it does anything.
    if (!busy && renewal.isDue()) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof reportingCycle>(ref);
    }
    // In stepped time one hand waits for the other: which of two answers comes first is the
    // machine's affair, and a rehearsal may not depend on the machine.
    if (!sight.stepped || report.isFree()) chase.take(sight.chase);
    if (!sight.stepped || chase.isFree()) report.take(sight.report);
    const bothFree = chase.isFree() && report.isFree();
    if (bothFree && sight.chase.kind === 'end' && sight.report.kind === 'end') break;
    const until = onOwnClock(earliestWait([sight.chase, sight.report]), sight.now);
    await wakes.changedOr(sight.stepped ? null : renewal.orEarlier(until), mark);
  }
  await condition(allHandlersFinished);
}

/** Prepares all that is due in the office and works it off side by side. */
async function wave(ref: CycleRef): Promise<void> {
  const { lanes } = await prepareWave(ref);
  await Promise.all(Array.from({ length: lanes }, async (_, lane) => drainWave({ ...ref, lane })));
}

/** What a person reads in the Temporal UI: counts and instants, nobody's name. */
function inWords({ label, chase, report, owing, unsettled }: CycleView): string {
  const next = earliestWait([chase]);
  return [
    `**${label}**`,
    `- chase: ${chase.kind === 'do' ? chase.step : chase.kind}${next === null ? '' : `, next wave ${next}`}`,
    `- report: ${report.kind === 'do' ? report.step : report.kind}`,
    `- owing ${String(owing)}, mails waiting ${String(unsettled)}`,
  ].join('\n');
}
