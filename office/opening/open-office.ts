import { decideOpening, openingSteps } from '../../domain/opening.js';
import type { TrialChoice } from '../../domain/opening.js';
import { ok } from '../../domain/result.js';
import type { Refused } from '../../domain/result.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { startPlan } from '../plan/start.js';
import type { OfficeScope } from '../scope.js';
import { endTrials } from './end-trials.js';
import { openingFacts, trialsOf } from './opening-facts.js';

/** A plan that could not be started anew, and why; it waits as one that the leader has agreed to. */
export interface Unstarted {
  readonly title: string;
  readonly why: Refused<RefusalCode>;
}

/**
 * Opens an office: from now on its mails reach the agencies. What was tried is gone; of the plans begun those
 * that are to start anew do so with this act, as if they never had.
 */
export async function openOffice(
  scope: OfficeScope,
  {
    choices,
    publicUrlProblem,
  }: {
    readonly choices: Readonly<Record<string, TrialChoice>>;
    readonly publicUrlProblem: string | null;
  },
): ActResult<{ started: number; unstarted: readonly Unstarted[] }> {
  const { trx, officeId } = scope;
  // Of two who open it at once the second finds it open.
  const office = await trx
    .selectFrom('office')
    .select('opened_at')
    .where('id', '=', officeId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const trials = await trialsOf(trx, officeId);
  const decided = decideOpening(
    { open: office.opened_at !== null, steps: openingSteps(await openingFacts(trx, scope)) },
    trials.map(({ planId }) => planId),
    choices,
  );
  if (!decided.ok) return decided;
  const { anew, drop } = decided.value;
  await endTrials(scope, { anew, drop });
  await trx
    .updateTable('office')
    .set({ opened_at: scope.realNow })
    .where('id', '=', officeId)
    .execute();
  await record(scope, 'openOffice', `office:${officeId}`, {
    startedAnew: anew.length,
    dropped: drop.length,
  });
  const open = { ...scope, office: { ...scope.office, opened_at: scope.realNow } };
  const unstarted: Unstarted[] = [];
  for (const { planId, title } of trials.filter((trial) => anew.includes(trial.planId))) {
    const started = await startPlan(open, { planId, publicUrlProblem });
    if (!started.ok) unstarted.push({ title, why: started });
  }
  return ok({ started: anew.length - unstarted.length, unstarted });
}
