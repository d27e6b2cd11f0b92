import { sql } from 'kysely';
import type { Instant } from '../../domain/day.js';
import { nextDeskRung } from '../../domain/desk.js';
import type { OfficeScope } from '../scope.js';
import type { CycleRow } from './ladder-rows.js';
import { pokeCycle } from '../poke.js';

/** Counts of a cycle that decide whether its workflow must look again. */
export interface OpenCounts {
  readonly nextAt: Instant | null;
  /** Obligations of bound agencies that owe. */
  readonly owing: number;
  /** Claims to reconcile and reports to check. */
  readonly unchecked: number;
}

/** The pulse of a cycle as the transaction sees it. */
export async function openCounts(scope: OfficeScope, cycleId: string): Promise<OpenCounts> {
  const row = await scope.trx
    .selectFrom('obligation')
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'obligation.office_id')
        .onRef('cycle.id', '=', 'obligation.cycle_id'),
    )
    .select((eb) => [
      eb.fn.min('obligation.next_at').as('nextAt'),
      sql<number>`count(*) filter (where (cycle.kind = 'onward' or (binding and chased))
        and state in ('expected', 'returned'))::int`.as('owing'),
      sql<number>`count(*) filter (where state in ('claimed', 'submitted'))::int`.as('unchecked'),
    ])
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.cycle_id', '=', cycleId)
    .executeTakeFirstOrThrow();
  return { nextAt: row.nextAt, owing: row.owing, unchecked: row.unchecked };
}

/**
 * Pokes the cycle when an act made its next wave earlier or settled the last of something; a wake
 * that became later needs no poke, so submissions leave no trace in the history.
 */
export async function pokeIfEarlier(
  scope: OfficeScope,
  cycleId: string,
  before: OpenCounts,
): Promise<void> {
  const after = await openCounts(scope, cycleId);
  const earlier = after.nextAt !== null && (before.nextAt === null || after.nextAt < before.nextAt);
  const settled =
    (before.owing > 0 && after.owing === 0 && after.unchecked === 0) ||
    (before.unchecked > 0 && after.unchecked === 0 && after.owing === 0);
  const reopened = before.owing === 0 && after.owing > 0;
  if (earlier || settled || reopened) await pokeCycle(scope, cycleId);
}

/** Sets the office's own next mail about a cycle by the rule. */
export async function recomputeOfficeMail(scope: OfficeScope, cycle: CycleRow): Promise<void> {
  const { owing, unchecked } = await openCounts(scope, cycle.id);
  const live = cycle.opened_at !== null && cycle.collection_closed_at === null;
  const next = live
    ? nextDeskRung(
        {
          kind: cycle.kind,
          startedAt: cycle.opened_at ?? cycle.opens_at,
          targetAt: cycle.target_at,
          overdueAt: cycle.overdue_at,
          closesForNewAt: cycle.closes_for_new_at,
          open: owing + unchecked,
        },
        cycle.desk_told_at,
        { now: scope.now, settings: scope.settings },
      )
    : null;
  await scope.trx
    .updateTable('cycle')
    .set({ desk_rung: next?.rung ?? null, desk_at: next?.at ?? null })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycle.id)
    .execute();
}
