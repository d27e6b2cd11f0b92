import { plansAsTheyStand } from '../../db/joined.js';
import { sql } from 'kysely';
import type { ListedAgency } from '../../domain/agreed-plan.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import type { LedgerDb } from '../../db/connection.js';
import { canonicalText } from '../../domain/canonical-text.js';
import { sha256Of } from '../digest.js';

/** The agencies of a plan's list that the office has; an id that is none names nobody. */
export async function agenciesOfPlan(
  db: LedgerDb,
  officeId: string,
  ids: readonly string[],
): Promise<readonly ListedAgency[]> {
  return (
    db
      .selectFrom('agency')
      .select(['id', 'name', 'standing', 'binding'])
      .where('office_id', '=', officeId)
      .where('valid_to', 'is', null)
      // As text: what is sent as an id may be anything.
      .where(sql<boolean>`id::text = any(${[...ids]}::text[])`)
      .orderBy('id')
      .execute()
  );
}

/** The mark of what an approver is shown of a plan: everything confirmed, with the agencies as they are called. */
export function markOfPlan(confirmed: ConfirmedPlan, agencies: readonly ListedAgency[]): string {
  return sha256Of(canonicalText({ confirmed, agencies }));
}

/** The mark of the plan's present version; null as long as nothing was confirmed. */
export async function seenOfPlan(
  db: LedgerDb,
  { officeId, planId }: { readonly officeId: string; readonly planId: string },
): Promise<string | null> {
  const version = await plansAsTheyStand(db)
    .select('plan_version.confirmed')
    .where('plan.office_id', '=', officeId)
    .where('plan.id', '=', planId)
    .executeTakeFirst();
  const confirmed = version?.confirmed ?? null;
  if (confirmed === null) return null;
  return markOfPlan(confirmed, await agenciesOfPlan(db, officeId, confirmed.agencyIds));
}
