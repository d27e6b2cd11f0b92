import { sql } from 'kysely';
import type { ArchivePlan, WorkFile } from '../../contract/archive.js';
import { citedPlan } from '../../domain/citation.js';
import type { Instant } from '../../domain/day.js';
import { handOverBy } from '../../domain/work-file.js';
import type { ListedPaper } from '../../domain/work-file.js';
import type { LedgerDb } from '../../db/connection.js';
import { pageOf } from '../page.js';
import type { PageAsked } from '../page.js';
import type { OfPlan } from './filed-papers.js';

/** One page of the plans of an office that are over, with their files; those that the archive has not got first, the oldest of them at the top. */
export async function archivePlans(
  db: LedgerDb,
  { officeId, limit, after }: PageAsked & { readonly officeId: string },
): Promise<{ readonly plans: ArchivePlan[]; readonly next: string | null }> {
  const found = await endedPlans(db, officeId).execute();
  // An office ends some dozens of plans a year: the page is cut out of all of them.
  const from = after === undefined ? 0 : found.findIndex(({ planId }) => planId === after) + 1;
  const { rows, next } = pageOf(found.slice(from, from + limit + 1), limit, ({ planId }) => planId);
  return { plans: rows.map(shownPlan), next };
}

/** The file of one plan with its list; null when the office has no such plan that is over. */
export async function workFileOf(
  db: LedgerDb,
  { officeId, planId }: OfPlan,
): Promise<(WorkFile & { readonly listed: readonly ListedPaper[] }) | null> {
  const row = await endedPlans(db, officeId).where('plan.id', '=', planId).executeTakeFirst();
  if (row === undefined) return null;
  const listed = row.list ?? [];
  return {
    plan: shownPlan(row),
    listed,
    list: listed.map(
      ({ n, number, issuedOn, author, subject, pages, sha256, part, bytes, path }) => ({
        ...{ n, number, issuedOn, author, subject, pages, sha256, part, bytes, path },
      }),
    ),
  };
}

function endedPlans(db: LedgerDb, officeId: string) {
  return db
    .selectFrom('plan')
    .leftJoin('work_file', (join) =>
      join
        .onRef('work_file.office_id', '=', 'plan.office_id')
        .onRef('work_file.plan_id', '=', 'plan.id'),
    )
    .select([
      'plan.id as planId',
      'plan.title',
      'plan.identity',
      'work_file.state',
      'work_file.problem',
      'work_file.made_at as madeAt',
      'work_file.list',
      'work_file.list_sha256 as listSha256',
      'work_file.taken_by as takenBy',
      'work_file.taken_on as takenOn',
      'work_file.forgotten',
      'work_file.forgotten_at as forgottenAt',
      sql<Instant>`coalesce(plan.closed_at, plan.cancelled_at, plan.created_at)`.as('endedAt'),
    ])
    .where('plan.office_id', '=', officeId)
    .where('plan.state', 'in', ['closed', 'cancelled'])
    .orderBy(sql`work_file.state is not distinct from 'handed'`)
    .orderBy('endedAt')
    .orderBy('plan.id');
}

function shownPlan(
  row: Awaited<ReturnType<ReturnType<typeof endedPlans>['execute']>>[number],
): ArchivePlan {
  const { identity, list, state, endedAt, ...rest } = row;
  return {
    ...rest,
    endedAt,
    citation: citedPlan(identity),
    state: state ?? 'none',
    handOverBy: handOverBy(endedAt),
    papers: list?.length ?? 0,
    parts: Math.max(0, ...(list ?? []).map(({ part }) => part)),
  };
}
