import { sql } from 'kysely';
import type { ListedCycle } from '../../contract/cycles.js';
import { standingDay } from '../../domain/amendment/shown-due.js';
import { at } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { earliest } from '../../domain/desk.js';
import { dueSource } from '../../domain/due-source.js';
import { milestonesOf } from '../../domain/milestones.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import { reportNameOfCycle } from '../../db/joined.js';

/** The cycles of an office by their ids, of one plan, or one alone, by due instant. */
export async function listedCycles(
  db: LedgerDb,
  officeId: string,
  only:
    | { readonly planId: string }
    | { readonly cycleId: string }
    | { readonly ids: readonly string[] },
): Promise<readonly ListedCycle[]> {
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
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('document')
          .select([
            sql<Instant | null>`min(submitted_at)`.as('submittedAt'),
            sql<Instant | null>`min(approved_at)`.as('approvedAt'),
            sql<Instant | null>`min(acknowledged_at)`.as('acknowledgedAt'),
          ])
          .whereRef('document.office_id', '=', 'cycle.office_id')
          .whereRef('document.cycle_id', '=', 'cycle.id')
          .where('document.kind', '=', 'consolidatedReport')
          .as('reports'),
      (join) => join.onTrue(),
    )
    .selectAll('cycle')
    .select([
      'plan.code as planCode',
      'plan.title as planTitle',
      'plan.identity',
      'plan.started_at as startedAt',
      'plan.window_from as windowFrom',
      reportNameOfCycle().as('reportName'),
      'requirement.consolidates',
      'requirement.basis',
      // One look into the index: the least of all would read every obligation of the cycle.
      sql<Instant | null>`(
        select o.next_at from obligation o
         where o.office_id = cycle.office_id and o.cycle_id = cycle.id and o.next_at is not null
         order by o.next_at limit 1)`.as('waveAt'),
      'reports.submittedAt',
      'reports.approvedAt',
      'reports.acknowledgedAt',
    ])
    .where('cycle.office_id', '=', officeId);
  if ('planId' in only) query = query.where('cycle.plan_id', '=', only.planId);
  if ('cycleId' in only) query = query.where('cycle.id', '=', only.cycleId);
  if ('ids' in only) {
    query = query.where((eb) => eb('cycle.id', '=', sql<string>`any(${[...only.ids]}::uuid[])`));
  }
  const rows = await keptRows(db, query.orderBy('cycle.target_at').orderBy('cycle.key'));
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
    dueSource: dueSource(row.identity, row.basis),
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
    nextWaveAt: earliest([row.waveAt, row.desk_at, row.halves_at]),
    consolidates: row.consolidates && row.merged_in === null,
    stages: [
      ...milestonesOf({
        startedAt: row.startedAt,
        windowFromAt: row.windowFrom === null ? null : at(row.windowFrom, 0),
        openedAt: row.opened_at,
        collectionClosedAt: row.collection_closed_at,
        firstSubmittedForApprovalAt: row.submittedAt,
        approvedAt: row.approvedAt,
        acknowledgedAt: row.acknowledgedAt,
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
