import { Context } from '@temporalio/activity';
import { namesOffice } from '../domain/workflow-id.js';
import { whileBeating } from './heartbeat.js';

/** What the driver of a rehearsal did last. */
export type RehearsalTick =
  | { readonly kind: 'busy' }
  | { readonly kind: 'stepped'; readonly days: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'stalled'; readonly step: string };

/** The shadow office whose time is stepped; every act and done-mark lives in the ledger. */
export interface RehearsalOffice {
  /**
   * One move of the driver: nothing while the ledger calls for anything, else a jump to the next
   * event in one transaction. `idleMs`: how long nothing has changed while something was due.
   */
  tick(officeId: string, idleMs: number): Promise<RehearsalTick>;
  fail(officeId: string, step: string): Promise<void>;
}

export interface RehearsalDeps {
  readonly rehearsals: RehearsalOffice;
  readonly monotonicMs: () => number;
}

/** While a workflow is at work the driver looks after 8 ms, then less and less often, for each look costs the ledger a transaction. */
const BUSY_WAIT_MS = { first: 8, longest: 60 } as const;

/** Drives a rehearsal to its end; may die and be run again at any point. */
export function createRehearsalActivities({ rehearsals, monotonicMs }: RehearsalDeps) {
  return {
    async driveRehearsal({
      officeId,
      secondsPerDay,
    }: {
      officeId: string;
      secondsPerDay: number;
    }): Promise<{ outcome: 'done' | 'stalled' | 'handedOn' }> {
      const context = Context.current();
      // Started by an earlier version: the driver under today's id goes on from the ledger.
      const startedAs = context.info.workflowExecution?.workflowId ?? '';
      if (!namesOffice(startedAs, officeId)) return { outcome: 'handedOn' };
      return whileBeating(async () => {
        let changedAt = monotonicMs();
        let waitMs: number = BUSY_WAIT_MS.first;
        for (;;) {
          if (context.cancellationSignal.aborted) await context.cancelled;
          const tick = await rehearsals.tick(officeId, monotonicMs() - changedAt);
          if (tick.kind === 'done') return { outcome: 'done' };
          if (tick.kind === 'stalled') {
            await rehearsals.fail(officeId, tick.step);
            return { outcome: 'stalled' };
          }
          if (tick.kind === 'stepped') {
            if (tick.days > 0 && secondsPerDay > 0) {
              await context.sleep(Math.min(tick.days, 7) * secondsPerDay * 1000);
            }
            changedAt = monotonicMs();
            waitMs = BUSY_WAIT_MS.first;
          } else {
            await context.sleep(waitMs);
            waitMs = Math.min(waitMs * 1.5, BUSY_WAIT_MS.longest);
          }
        }
      });
    },
  };
}
