import { sql } from 'kysely';
import type { StepOf } from '../../activities/ledger-port.js';
import type { Answer } from '../../domain/cycle.js';
import type { Ledger } from '../scope.js';

/** The failure is what matters here: it is not held up by whoever holds the row. */
const LOCK_WAIT = '2s';

/** Activities by which a step is done, where they are called other than the step. */
const STEP_OF_ACTIVITY: Readonly<Record<string, string>> = {
  prepareWave: 'wave',
  drainWave: 'wave',
  openCycles: 'openCycle',
};

/** Whether a failure that is noted still stands when a workflow has looked: its step is at work or due. */
export function standsStill(
  failing: string,
  { busy, answers }: { readonly busy: boolean; readonly answers: readonly Answer<string>[] },
): boolean {
  // The look itself has just succeeded.
  if (failing === 'look') return false;
  const step = STEP_OF_ACTIVITY[failing] ?? failing;
  return busy || answers.some((answer) => answer.kind === 'do' && answer.step === step);
}

/** Notes what a step of a plan or cycle failed with, at the clock's time. */
export async function noteFailure(
  ledger: Ledger,
  { ref, step }: StepOf,
  words: string,
): Promise<void> {
  await ledger.inOffice({ officeId: ref.officeId, actor: 'system' }, async ({ trx, realNow }) => {
    await sql`select set_config('lock_timeout', ${LOCK_WAIT}, true)`.execute(trx);
    const { table, id } = rowOf(ref);
    await trx
      .updateTable(table)
      .set({ last_error: words, last_error_at: realNow, last_error_step: step })
      .where('office_id', '=', ref.officeId)
      .where('id', '=', id)
      .execute();
  });
}

/** Clears what was noted of this step; another step's failure stays. */
export async function noteSuccess(ledger: Ledger, { ref, step }: StepOf): Promise<void> {
  const { table, id } = rowOf(ref);
  await ledger.db
    .updateTable(table)
    .set({ last_error: null, last_error_at: null, last_error_step: null })
    .where('office_id', '=', ref.officeId)
    .where('id', '=', id)
    .where('last_error_step', '=', step)
    .execute();
}

function rowOf(ref: StepOf['ref']): { table: 'plan' | 'cycle'; id: string } {
  return 'planId' in ref ? { table: 'plan', id: ref.planId } : { table: 'cycle', id: ref.cycleId };
}
