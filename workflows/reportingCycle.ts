import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import type { CycleRef } from '../activities/ledger-port.js';
import type { CycleView } from '../activities/observe.js';
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
import { earliestWait, hand } from './hand.js';
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
  for (;;) {
    const mark = wakes.mark();
    const busy = !chase.isFree() || !report.isFree();
    const sight = await observeCycle({ ...ref, busy });
    setCurrentDetails(inWords(sight));
    if (!busy && workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof reportingCycle>(ref);
    }
    // In stepped time one hand waits for the other: which of two answers comes first is the
    // machine's affair, and a rehearsal may not depend on the machine.
    if (!sight.stepped || report.isFree()) chase.take(sight.chase);
    if (!sight.stepped || chase.isFree()) report.take(sight.report);
    const bothFree = chase.isFree() && report.isFree();
    if (bothFree && sight.chase.kind === 'end' && sight.report.kind === 'end') break;
    const until = sight.stepped ? null : earliestWait([sight.chase, sight.report]);
    await wakes.changedOr(until, mark);
  }
  await condition(allHandlersFinished);
}

/** Prepares all that is due in the office and works it off side by side. */
async function wave({ officeId }: CycleRef): Promise<void> {
  const { lanes } = await prepareWave({ officeId });
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => drainWave({ officeId, lane })),
  );
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
