import { sql } from 'kysely';
import { ok, refuse } from '../../domain/result.js';
import type { Basis } from '../../domain/schemas/basis.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { pokeCycles } from '../poke.js';
import { recomputeOfficeMails } from '../reminding/office-mail-clock.js';
import type { OfficeScope } from '../scope.js';
import { lockPlan } from './plan-row.js';

/**
 * What was asked for by somebody's word, its paper to follow, gets the paper's number and date: mails cite
 * that from now on. Refused where nothing of the plan still waits for one.
 */
export async function nameBasis(
  scope: OfficeScope,
  { planId, basis }: { readonly planId: string; readonly basis: Basis & { kind: 'document' } },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (plan.state !== 'started') return refuse('PLAN_STATE');
  const named = await scope.trx
    .updateTable('requirement')
    .set({ basis: JSON.stringify(basis) })
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where(sql<boolean>`basis->>'kind' = 'directed'`)
    .returning('id')
    .execute();
  if (named.length === 0) return refuse('ALREADY_DONE');
  const cycles = await scope.trx
    .updateTable('cycle')
    .set({ number_awaited: false })
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where('number_awaited', '=', true)
    .returningAll()
    .execute();
  await recomputeOfficeMails(
    scope,
    cycles.filter(({ cancelled_at: gone, closed_at: over }) => gone === null && over === null),
  );
  await pokeCycles(
    scope,
    cycles.map(({ id }) => id),
  );
  await record(scope, 'nameBasis', `plan:${planId}`, {
    number: basis.number,
    issuedOn: basis.issuedOn,
  });
  return ok({});
}
