// The workflows as they were before the office was part of their ids: what they left running is what an upgrade meets.
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import type { CycleRef, PlanRef } from '../../../activities/ledger-port.js';
import type { CycleView } from '../../../activities/observe.js';
import { earliestWait } from '../../../domain/earliest-wait.js';
import {
  askApproval,
  closeCollection,
  closeCycle,
  closeEdits,
  closePlan,
  consolidate,
  draftLetter,
  drainWave,
  driveRehearsal,
  observeCycle,
  observePlan,
  openCycles,
  prepareWave,
  sendUp,
} from '../../../workflows/activities.js';
import { hand } from '../../../workflows/hand.js';
import { wakeUps } from '../../../workflows/wake-ups.js';

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
  const { lanes } = await prepareWave({ officeId } as CycleRef);
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) =>
      drainWave({ officeId, lane } as CycleRef & { lane: number }),
    ),
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

/** A rehearsal's driver: steps the shadow office's time until its plan is closed or stands still. */
export async function rehearsal(input: {
  officeId: string;
  secondsPerDay: number;
}): Promise<{ outcome: 'done' | 'stalled' | 'handedOn' }> {
  return driveRehearsal(input);
}
