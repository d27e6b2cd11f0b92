import { log } from '@temporalio/workflow';
import type { Answer } from '../domain/cycle.js';
import type { WakeUps } from './wake-ups.js';

/** One hand of a workflow: does one due step at a time and never waits for the other hand. */
export interface Hand<Step extends string> {
  /** Starts the step if one is due and the hand is free; throws what a finished step failed with. */
  take(answer: Answer<Step>): void;
  isFree(): boolean;
}

/** A hand that knows how to do each of its steps; a finished step counts as a poke. */
export function hand<Step extends string>(
  steps: Readonly<Record<Step, () => Promise<void>>>,
  wakes: WakeUps,
): Hand<Step> {
  const state: { busyWith: Step | null; failure: Error | null } = { busyWith: null, failure: null };
  const work = async (step: Step): Promise<void> => {
    try {
      await steps[step]();
    } catch (error) {
      log.error('step failed', { step });
      state.failure = error instanceof Error ? error : new Error(`step ${step} failed`);
    }
    state.busyWith = null;
    wakes.poke();
  };
  return {
    isFree: () => state.busyWith === null,
    take: (answer) => {
      if (state.failure !== null) throw state.failure;
      if (answer.kind !== 'do' || state.busyWith !== null) return;
      state.busyWith = answer.step;
      void work(answer.step);
    },
  };
}
