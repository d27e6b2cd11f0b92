import { Context } from '@temporalio/activity';
import type { AnswerBook } from './answer-book.js';
import { runLane } from './lane.js';
import type { LaneResult } from './lane.js';
import type { CycleLedger, MailLedger } from './ledger-port.js';
import type { MailTransport } from './ports.js';

/** Below so many mails a second lane costs more history than it saves time. */
const MAILS_FOR_TWO_LANES = 200;
/** A lane returns after ten minutes, so that no attempt grows old. */
const SLICE_MS = 10 * 60_000;
const HEARTBEAT_MS = 2_000;

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
    async prepareWave({ officeId }: { officeId: string }): Promise<{ lanes: number }> {
      const { waiting } = await deps.ledger.prepareWave(officeId);
      return { lanes: waiting === 0 ? 0 : waiting < MAILS_FOR_TWO_LANES ? 1 : 2 };
    },
    /** One lane of the present wave; heartbeats by timer, since one slow mail must not look like death. */
    async drainWave({ officeId, lane }: { officeId: string; lane: number }): Promise<LaneResult> {
      const context = Context.current();
      const beat = setInterval(() => {
        context.heartbeat();
      }, HEARTBEAT_MS);
      try {
        return await runLane({
          ...deps,
          scope: { kind: 'ladder', officeId },
          // The attempt is part of the name: an old attempt can never settle its successor's rows.
          lane: `${context.info.workflowExecution?.runId ?? officeId}/${context.info.activityId}/${String(lane)}/${String(context.info.attempt)}`,
          signal: context.cancellationSignal,
          sliceMs: SLICE_MS,
          waitForOthers: true,
        });
      } finally {
        clearInterval(beat);
      }
    },
  };
}
