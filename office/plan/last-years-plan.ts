import { plansAsTheyStand } from '../../db/joined.js';
import { sql } from 'kysely';
import { citation } from '../../domain/citation.js';
import { lastYearsOf } from '../../domain/model/same-matter.js';
import type { Matter } from '../../domain/model/same-matter.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import type { LedgerDb } from '../../db/connection.js';

/** A plan of an earlier year that one under review may be modelled on. */
export interface LastYearsPlan {
  readonly planId: string;
  readonly citation: string;
  readonly confirmed: ConfirmedPlan;
}

/** So many plans of an office are looked through, the newest first. */
const LOOKED_THROUGH = 500;

/** The newest plan of an earlier year with the same issuer and matter that was tracked or kept as a model; null without one. */
export async function lastYearsPlan(
  db: LedgerDb,
  { officeId, planId }: { readonly officeId: string; readonly planId: string },
  { year, ...matter }: Matter & { readonly year: number },
): Promise<LastYearsPlan | null> {
  const { rows } = await sql<Matter & { planId: string }>`
    select p.id as "planId", v.confirmed->'identity'->>'issuer' as issuer,
           v.confirmed->'identity'->>'subject' as subject,
           coalesce(v.confirmed->'identity'->>'issuedOn', v.confirmed->>'windowFrom') as "issuedOn"
      from plan p
      join plan_version v on v.office_id = p.office_id and v.plan_id = p.id and v.version = p.version
     where p.office_id = ${officeId} and p.id <> ${planId}
       and p.state in ('consented', 'started', 'closed') and v.confirmed is not null
     order by p.created_at desc limit ${LOOKED_THROUGH}`.execute(db);
  const found = lastYearsOf(matter, year, rows);
  if (found === null) return null;
  const { confirmed } = await plansAsTheyStand(db)
    .select('plan_version.confirmed')
    .where('plan.office_id', '=', officeId)
    .where('plan.id', '=', found.planId)
    .executeTakeFirstOrThrow();
  return confirmed === null
    ? null
    : { planId: found.planId, citation: citation(confirmed.identity), confirmed };
}
