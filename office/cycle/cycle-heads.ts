import { sql } from 'kysely';
import type { CycleHead } from '../../contract/cycles.js';
import { standingDay } from '../../domain/amendment/shown-due.js';
import { at } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { earliest } from '../../domain/desk.js';
import { milestonesOf } from '../../domain/milestones.js';
import type { LedgerDb } from '../../db/connection.js';
import { reportNameOfCycle } from '../../db/joined.js';
import { nextWaves } from '../counting/cycle-counts.js';

/** The cycles of an office by their ids, of one plan, or one alone, by due instant. */
export async function cycleHeads(
  db: LedgerDb,
  officeId: string,
  only:
    | { readonly planId: string }
    | { readonly cycleId: string }
    | { readonly ids: readonly string[] },
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
      reportNameOfCycle().as('reportName'),
      'requirement.consolidates',
    ])
    .where('cycle.office_id', '=', officeId);
  if ('planId' in only) query = query.where('cycle.plan_id', '=', only.planId);
  if ('cycleId' in only) query = query.where('cycle.id', '=', only.cycleId);
  if ('ids' in only) {
    query = query.where((eb) => eb('cycle.id', '=', sql<string>`any(${[...only.ids]}::uuid[])`));
  }
  const rows = await query.orderBy('cycle.target_at').orderBy('cycle.key').execute();
  const cycleIds = rows.map(({ id }) => id);
  const [reports, waves] = await Promise.all([
    reportsOf(db, officeId, cycleIds),
    nextWaves(db, { officeId, cycleIds }),
  ]);
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
    dueDay: standingDay({ dueDay: row.due_day, officeDue: row.office_due }),
    duePhrase: row.due_phrase,
    officeDue: row.office_due,
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
    nextWaveAt: earliest([waves.get(row.id) ?? null, row.desk_at]),
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
    lastErrorAt: row.last_error_at,
    lastErrorStep: row.last_error_step,
  }));
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
