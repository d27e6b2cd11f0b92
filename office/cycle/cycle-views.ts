import { sql } from 'kysely';
import type { CycleHead } from '../../contract/cycles.js';
import { at } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { earliest } from '../../domain/desk.js';
import { milestonesOf } from '../../domain/milestones.js';
import type { LedgerDb } from '../../db/connection.js';

/** The cycles of an office, of one plan, or one alone, by due instant. */
export async function cycleHeads(
  db: LedgerDb,
  officeId: string,
  only: { readonly planId?: string; readonly cycleId?: string } = {},
): Promise<readonly CycleHead[]> {
  let query = db
    .selectFrom('cycle')
    .innerJoin('plan', (join) =>
      join.onRef('plan.office_id', '=', 'cycle.office_id').onRef('plan.id', '=', 'cycle.plan_id'),
    )
    .innerJoin('requirement', (join) =>
      join
        .onRef('requirement.office_id', '=', 'cycle.office_id')
        .onRef('requirement.id', '=', 'cycle.requirement_id'),
    )
    .selectAll('cycle')
    .select([
      'plan.code as planCode',
      'plan.title as planTitle',
      'plan.started_at as startedAt',
      'plan.window_from as windowFrom',
      'requirement.report_name as reportName',
      'requirement.consolidates',
    ])
    .select((eb) =>
      eb
        .selectFrom('obligation')
        .whereRef('obligation.office_id', '=', 'cycle.office_id')
        .whereRef('obligation.cycle_id', '=', 'cycle.id')
        .select((of) => of.fn.min('obligation.next_at').as('at'))
        .as('nextAt'),
    )
    .where('cycle.office_id', '=', officeId);
  if (only.planId !== undefined) query = query.where('cycle.plan_id', '=', only.planId);
  if (only.cycleId !== undefined) query = query.where('cycle.id', '=', only.cycleId);
  const rows = await query.orderBy('cycle.target_at').orderBy('cycle.key').execute();
  const reports = await reportsOf(
    db,
    officeId,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    planId: row.plan_id,
    planCode: row.planCode,
    planTitle: row.planTitle,
    key: row.key,
    kind: row.kind,
    reportName: row.reportName,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    cutOff: row.cut_off,
    duePhrase: row.due_phrase,
    targetAt: row.target_at,
    overdueAt: row.overdue_at,
    closesForNewAt: row.closes_for_new_at,
    closesForEditsAt: row.closes_for_edits_at,
    opensAt: row.opens_at,
    openedAt: row.opened_at,
    pausedAt: row.paused_at,
    cancelledAt: row.cancelled_at,
    collectionClosedAt: row.collection_closed_at,
    editsClosedAt: row.edits_closed_at,
    closedAt: row.closed_at,
    headReleasedAt: row.head_released_at,
    letterAt: row.letter_at,
    letterDraftedAt: row.letter_drafted_at,
    nextWaveAt: earliest([row.nextAt, row.desk_at]),
    consolidates: row.consolidates && row.merged_in === null,
    stages: [
      ...milestonesOf({
        startedAt: row.startedAt,
        windowFromAt: row.windowFrom === null ? null : at(row.windowFrom, 0),
        openedAt: row.opened_at,
        collectionClosedAt: row.collection_closed_at,
        firstSubmittedForApprovalAt: reports.get(row.id)?.submittedAt ?? null,
        approvedAt: reports.get(row.id)?.approvedAt ?? null,
        acknowledgedAt: reports.get(row.id)?.acknowledgedAt ?? null,
        closedAt: row.closed_at,
        consolidates: row.consolidates && row.merged_in === null,
      }),
    ],
    revision: row.revision,
    seenRevision: row.seen_revision,
    lastError: row.last_error,
  }));
}

/** The revision somebody's act left behind and the one the running workflow has seen. */
export async function cycleRevision(
  db: LedgerDb,
  officeId: string,
  cycleId: string,
): Promise<{ revision: number; seenRevision: number } | null> {
  const row = await db
    .selectFrom('cycle')
    .select(['revision', 'seen_revision as seenRevision'])
    .where('office_id', '=', officeId)
    .where('id', '=', cycleId)
    .executeTakeFirst();
  return row ?? null;
}

/** Like `cycleRevision`, of a plan. */
export async function planRevision(
  db: LedgerDb,
  officeId: string,
  planId: string,
): Promise<{ revision: number; seenRevision: number } | null> {
  const row = await db
    .selectFrom('plan')
    .select(['revision', 'seen_revision as seenRevision'])
    .where('office_id', '=', officeId)
    .where('id', '=', planId)
    .executeTakeFirst();
  return row ?? null;
}

/** The cycle an obligation, an extension or a paper belongs to; null when the office has none. */
export async function cycleOf(
  db: LedgerDb,
  officeId: string,
  of:
    | { readonly obligationId: string }
    | { readonly extensionId: string }
    | { readonly documentId: string },
): Promise<string | null> {
  if ('documentId' in of) {
    const row = await db
      .selectFrom('document')
      .select('cycle_id')
      .where('office_id', '=', officeId)
      .where('id', '=', of.documentId)
      .executeTakeFirst();
    return row?.cycle_id ?? null;
  }
  if ('obligationId' in of) {
    const row = await db
      .selectFrom('obligation')
      .select('cycle_id')
      .where('office_id', '=', officeId)
      .where('id', '=', of.obligationId)
      .executeTakeFirst();
    return row?.cycle_id ?? null;
  }
  const row = await db
    .selectFrom('extension')
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'extension.office_id')
        .onRef('obligation.id', '=', 'extension.obligation_id'),
    )
    .select('obligation.cycle_id')
    .where('extension.office_id', '=', officeId)
    .where('extension.id', '=', of.extensionId)
    .executeTakeFirst();
  return row?.cycle_id ?? null;
}

interface ReportDates {
  readonly submittedAt: Instant | null;
  readonly approvedAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
}

async function reportsOf(
  db: LedgerDb,
  officeId: string,
  cycleIds: readonly string[],
): Promise<ReadonlyMap<string, ReportDates>> {
  if (cycleIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('document')
    .select([
      'cycle_id',
      sql<Instant | null>`min(submitted_at)`.as('submittedAt'),
      sql<Instant | null>`min(approved_at)`.as('approvedAt'),
      sql<Instant | null>`min(acknowledged_at)`.as('acknowledgedAt'),
    ])
    .where('office_id', '=', officeId)
    .where('kind', '=', 'consolidatedReport')
    .where('cycle_id', 'in', [...cycleIds])
    .groupBy('cycle_id')
    .execute();
  return new Map(rows.map((row) => [row.cycle_id, row]));
}
