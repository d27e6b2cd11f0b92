import type { LedgerDb } from '../db/connection.js';
import { whyNoPlan } from '../office/plan/former-plan.js';
import { Refused } from './refused.js';

/** The plan that was looked for, or the refusal that says where it went: an amendment in force, a deleted draft. */
export async function foundPlan<T>(
  {
    db,
    officeId,
    params: { planId },
  }: {
    readonly db: LedgerDb;
    readonly officeId: string;
    readonly params: { readonly planId: string };
  },
  looked: Promise<T | null>,
): Promise<T> {
  const plan = await looked;
  if (plan !== null) return plan;
  const { error, details } = await whyNoPlan(db, { officeId, planId });
  throw new Refused(error, { details });
}
