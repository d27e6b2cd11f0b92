import type { Instant } from '../../domain/day.js';
import { NO_EDITS, placesOf, withEdit } from '../../domain/review/review-edits.js';
import { ok, refuse } from '../../domain/result.js';
import type { ReviewEdit, ReviewEdits } from '../../domain/schemas/review-edits.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ActResult } from '../act-result.js';
import { actorNames } from '../audit/actor-names.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { lockPlan } from './plan-row.js';

/** What people have done on the review page of a plan so far. */
export interface KeptEdits {
  readonly edits: ReviewEdits;
  /** Goes up with each act; 0 before the first. */
  readonly revision: number;
}

/**
 * Keeps what a person does on the review page, one or several things at once. `revision` is what the
 * person's page shows: where another has written one of the same fields since, nothing is kept and the
 * other is named; other fields do not stand in each other's way.
 */
export async function editReview(
  scope: OfficeScope,
  {
    planId,
    edits: given,
    revision: seen,
    before,
  }: {
    readonly planId: string;
    readonly edits: readonly ReviewEdit[];
    readonly revision: number;
    /** What stands when nothing was kept yet: what was confirmed without having been kept. */
    readonly before: ReviewEdits;
  },
): ActResult<KeptEdits> {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (plan.state !== 'draft' && plan.state !== 'awaitingConsent') return refuse('PLAN_STATE');
  const kept = await keptRow(scope.trx, scope.officeId, planId);
  const places = kept?.places ?? {};
  const touched = given.flatMap(placesOf);
  const other = touched
    .map((place) => places[place])
    .find((last) => last !== undefined && last.revision > seen && last.by !== scope.actor);
  if (other !== undefined) {
    const nameOf = await actorNames(scope.trx, scope.officeId, [other.by]);
    return refuse('EDITED_MEANWHILE', { name: nameOf(other.by) });
  }
  const after = given.reduce(withEdit, kept?.edits ?? before);
  const revision = (kept?.revision ?? 0) + 1;
  const written = {
    revision,
    edits: JSON.stringify(after),
    places: JSON.stringify({
      ...places,
      ...Object.fromEntries(touched.map((place) => [place, { revision, by: scope.actor }])),
    }),
    changed_by: scope.actor,
    changed_at: scope.now,
  };
  await scope.trx
    .insertInto('plan_review')
    .values({ office_id: scope.officeId, plan_id: planId, version: plan.version, ...written })
    .onConflict((on) => on.columns(['office_id', 'plan_id', 'version']).doUpdateSet(written))
    .execute();
  // Which fields, not what was typed: rows of the audit hold no free text.
  await record(scope, 'editReview', `plan:${planId}`, { fields: [...new Set(touched)].sort() });
  return ok({ edits: after, revision });
}

/** What people have done on the review page of a plan's present version, and who did something last. */
export async function keptEdits(
  db: LedgerDb,
  { officeId, planId }: { readonly officeId: string; readonly planId: string },
): Promise<(KeptEdits & { readonly changedBy: string; readonly changedAt: Instant }) | null> {
  const row = await keptRow(db, officeId, planId);
  if (row === undefined) return null;
  const nameOf = await actorNames(db, officeId, [row.changed_by]);
  return {
    // Of before a field was thought of, it lacks that field.
    edits: { ...NO_EDITS, ...row.edits },
    revision: row.revision,
    changedBy: nameOf(row.changed_by),
    changedAt: row.changed_at,
  };
}

async function keptRow(db: LedgerDb, officeId: string, planId: string) {
  return db
    .selectFrom('plan_review')
    .innerJoin('plan', (join) =>
      join
        .onRef('plan.office_id', '=', 'plan_review.office_id')
        .onRef('plan.id', '=', 'plan_review.plan_id')
        .onRef('plan.version', '=', 'plan_review.version'),
    )
    .selectAll('plan_review')
    .where('plan_review.office_id', '=', officeId)
    .where('plan_review.plan_id', '=', planId)
    .executeTakeFirst();
}
