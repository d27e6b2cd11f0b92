import { setTimeout as delay } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import type { AnswerBook } from './answer-book.js';
import { guardedStep } from './guarded-step.js';
import type { StepDeps } from './guarded-step.js';
import { runLane } from './lane.js';
import type { LaneResult } from './lane.js';
import type { CycleRef, MailLedger } from './ledger-port.js';
import type { MailTransport } from './ports.js';

/** Below so many mails a second lane costs more history than it saves time. */
const MAILS_FOR_TWO_LANES = 200;
/** A lane returns after ten minutes, so that no attempt grows old. */
const SLICE_MS = 10 * 60_000;

export interface WaveDeps extends StepDeps {
  readonly mails: MailLedger;
  readonly transport: MailTransport;
  readonly book: AnswerBook;
  /** Connections of the transport's pool. */
  readonly connections: number;
  /** Milliseconds that only go forward. */
  readonly monotonicMs: () => number;
  /** Fires as the process is stopped in order: what is claimed and has not begun is given back. */
  readonly stopping: AbortSignal;
}

/** Preparing a wave and working it off. */
export function createWaveActivities(deps: WaveDeps) {
  return {
    /** Prepares the wave slice by slice, sending what is prepared meanwhile; how many lanes the rest calls for. */
    async prepareWave(ref: CycleRef): Promise<{ lanes: number }> {
      const { info, cancellationSignal } = Context.current();
      const prepared = new AbortController();
      const meanwhile = sendMeanwhile(deps, {
        officeId: ref.officeId,
        lane: `${info.workflowExecution?.runId ?? ref.officeId}/${info.activityId}/early/${String(info.attempt)}`,
        prepared: prepared.signal,
        signal: AbortSignal.any([deps.stopping, cancellationSignal]),
      });
      const step = { ref, step: 'prepareWave' };
      const { waiting, rungs } = await guardedStep(deps, step, async () => {
        try {
          return await deps.ledger.prepareWave(ref.officeId);
        } finally {
          prepared.abort();
          await meanwhile;
        }
      });
      // By what was prepared, not by what is left: a history must not tell how fast the relay was.
      const mails = Math.max(
        waiting,
        Object.values(rungs).reduce((all, one) => all + one, 0),
      );
      return { lanes: mails === 0 ? 0 : mails < MAILS_FOR_TWO_LANES ? 1 : 2 };
    },
    /** One lane of the present wave. */
    async drainWave({ lane, ...ref }: CycleRef & { readonly lane: number }): Promise<LaneResult> {
      const { info, cancellationSignal } = Context.current();
      return guardedStep(deps, { ref, step: 'drainWave' }, async () =>
        runLane({
          ...deps,
          scope: { kind: 'ladder', officeId: ref.officeId },
          // The attempt is part of the name: an old attempt can never settle its successor's rows.
          lane: `${info.workflowExecution?.runId ?? ref.officeId}/${info.activityId}/${String(lane)}/${String(info.attempt)}`,
          signal: cancellationSignal,
          sliceMs: SLICE_MS,
          waitForOthers: true,
        }),
      );
    },
  };
}

/** How long a wave in the making is left alone before its next mails are looked for. */
const LOOK_AGAIN_MS = 100;

/** Sends mails of a wave whose later slices are still being prepared; what fails here the lanes meet again. */
async function sendMeanwhile(
  deps: WaveDeps,
  {
    officeId,
    lane,
    prepared,
    signal,
  }: {
    readonly officeId: string;
    readonly lane: string;
    /** Fires once the wave is made: the lanes claim the rest, and what is held here still leaves. */
    readonly prepared: AbortSignal;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const over = AbortSignal.any([prepared, signal]);
  const isOver = (): boolean => over.aborted;
  for (;;) {
    await delay(LOOK_AGAIN_MS, undefined, { signal: over }).catch(() => undefined);
    if (isOver()) return;
    await runLane({
      ...deps,
      scope: { kind: 'ladder', officeId },
      lane,
      signal,
      claimsEnd: prepared,
      // Half the lines: making a wave and sending it share the processors, and the sooner it is made the sooner all lines are used.
      connections: Math.max(1, Math.floor(deps.connections / 2)),
      sliceMs: SLICE_MS,
      waitForOthers: false,
    }).catch(() => undefined);
  }
}
