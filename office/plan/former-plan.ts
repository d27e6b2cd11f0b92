import type { LedgerDb } from '../../db/connection.js';
import { FATE_REFUSALS } from '../../domain/amendment/former-plan.js';
import type { FormerPlanFate } from '../../domain/amendment/former-plan.js';
import { refuse } from '../../domain/result.js';
import type { Refused } from '../../domain/result.js';
import type { OfficeScope } from '../scope.js';

/** Takes a plan in the making away and keeps where it went: mails and bookmarks lead to its address still. */
export async function removeDraft(
  { trx, officeId, now }: OfficeScope,
  { planId, ...went }: { planId: string; fate: FormerPlanFate; amends: string | null },
): Promise<void> {
  await trx.deleteFrom('plan').where('office_id', '=', officeId).where('id', '=', planId).execute();
  await trx
    .insertInto('former_plan')
    .values({ office_id: officeId, id: planId, ...went, at: now })
    .execute();
}

/** Why there is no plan under an id: where it went, with the id of the plan to look at instead where there is one. */
export async function whyNoPlan(
  db: LedgerDb,
  { officeId, planId }: { readonly officeId: string; readonly planId: string },
): Promise<Refused<'NOT_FOUND' | (typeof FATE_REFUSALS)[FormerPlanFate]>> {
  const former = await db
    .selectFrom('former_plan')
    .leftJoin('plan', (join) =>
      join
        .onRef('plan.office_id', '=', 'former_plan.office_id')
        .onRef('plan.id', '=', 'former_plan.amends'),
    )
    .select(['former_plan.fate', 'former_plan.amends', 'plan.title'])
    .where('former_plan.office_id', '=', officeId)
    .where('former_plan.id', '=', planId)
    .executeTakeFirst();
  if (former === undefined) return refuse('NOT_FOUND');
  const { fate, amends, title } = former;
  return refuse(FATE_REFUSALS[fate], {
    ...(title === null ? {} : { plan: title }),
    ...(amends === null ? {} : { planId: amends }),
  });
}
