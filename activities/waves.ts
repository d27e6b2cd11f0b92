import { Context } from '@temporalio/activity';
import type { AnswerBook } from './answer-book.js';
import { whileBeating } from './heartbeat.js';
import { runLane } from './lane.js';
import type { LaneResult } from './lane.js';
import type { CycleLedger, CycleRef, MailLedger } from './ledger-port.js';
import { notedStep } from './noted-failure.js';
import type { MailTransport } from './ports.js';

/** Below so many mails a second lane costs more history than it saves time. */
const MAILS_FOR_TWO_LANES = 200;
/** A lane returns after ten minutes, so that no attempt grows old. */
const SLICE_MS = 10 * 60_000;

export interface WaveDeps {
  readonly ledger: CycleLedger;
  readonly mails: MailLedger;
  readonly transport: MailTransport;
  readonly book: AnswerBook;
  /** Connections of the transport's pool. */
  readonly connections: number;
  /** Milliseconds that only go forward. */
  readonly monotonicMs: () => number;
}

/** Preparing a wave and working it off. */
export function createWaveActivities(deps: WaveDeps) {
  return {
    /** One transaction for the whole office; how many lanes the mails now waiting call for. */
    async prepareWave(ref: CycleRef): Promise<{ lanes: number }> {
      const { waiting } = await whileBeating(async () =>
        notedStep(deps.ledger, { ref, step: 'prepareWave' }, async () =>
          deps.ledger.prepareWave(ref.officeId),
        ),
      );
      return { lanes: waiting === 0 ? 0 : waiting < MAILS_FOR_TWO_LANES ? 1 : 2 };
    },
    /** One lane of the present wave. */
    async drainWave({ lane, ...ref }: CycleRef & { readonly lane: number }): Promise<LaneResult> {
      const { info, cancellationSignal } = Context.current();
      return whileBeating(async () =>
        notedStep(deps.ledger, { ref, step: 'drainWave' }, async () =>
          runLane({
            ...deps,
            scope: { kind: 'ladder', officeId: ref.officeId },
            // The attempt is part of the name: an old attempt can never settle its successor's rows.
            lane: `${info.workflowExecution?.runId ?? ref.officeId}/${info.activityId}/${String(lane)}/${String(info.attempt)}`,
            signal: cancellationSignal,
            sliceMs: SLICE_MS,
            waitForOthers: true,
          }),
        ),
      );
    },
  };
}
