import { sql } from 'kysely';
import type { GridCell, PlanGrid } from '../../contract/grid.js';
import type { LedgerDb } from '../../db/connection.js';
import { markOf } from '../../domain/counting.js';
import type { Instant } from '../../domain/day.js';
import { folded } from '../../domain/folded.js';
import { WHOLE } from '../../domain/pending-counts.js';
import { isReceived } from '../../domain/obligation.js';
import type { ObligationRow } from '../counting/obligation-rows.js';
import { unreachableAgencies } from '../counting/unreachable.js';
import { pageOf } from '../page.js';
import type { PageAsked } from '../page.js';
import { officeCalendar } from '../scope.js';
import { daysLate } from './board-rows.js';
import { listedCycles } from './listed-cycles.js';
import { shownCounts } from './shown-counts.js';

/** More columns than anybody compares; older periods are on their own boards. */
const MOST_CYCLES = 24;

/** Which agencies of a plan are asked for. */
export interface GridFilter {
  readonly sort: 'name' | 'group';
  readonly group?: string | undefined;
  /** Words of an agency's name. */
  readonly q?: string | undefined;
}

interface OwingAgency {
  readonly id: string;
  readonly name: string;
  readonly group: string | null;
}

/** Agencies by cycles of a plan at `now`: its newest cycles, one page of the agencies that owe anything in them; null when the office has no such plan. */
export async function planGrid(
  db: LedgerDb,
  asked: PageAsked &
    GridFilter & { readonly officeId: string; readonly planId: string; readonly now: Instant },
): Promise<PlanGrid | null> {
  const { officeId, planId, now, limit } = asked;
  const plan = await db
    .selectFrom('plan')
    .select(['title', 'state'])
    .where('office_id', '=', officeId)
    .where('id', '=', planId)
    .executeTakeFirst();
  if (plan === undefined) return null;
  const shown = (await listedCycles(db, officeId, { planId }))
    .filter(
      ({ kind, openedAt, cancelledAt }) =>
        kind === 'collect' && openedAt !== null && cancelledAt === null,
    )
    .slice(-MOST_CYCLES);
  const cycleIds = shown.map(({ id }) => id);
  const [found, groups, counts, unreachable, calendar] = await Promise.all([
    owingAgencies(db, { ...asked, cycleIds }),
    groupsIn(db, { officeId, cycleIds }),
    shownCounts(db, { officeId, cycleIds, now }),
    unreachableAgencies(db, { officeId, now }),
    officeCalendar(db, officeId),
  ]);
  const { rows: agencies, next } = pageOf(found, limit, ({ id }) => id);
  const cells = await cellsOf(db, { officeId, cycleIds, agencyIds: agencies.map(({ id }) => id) });
  const unreached = new Set(unreachable);
  return {
    asOf: now,
    planTitle: plan.title,
    cycles: shown.map((cycle) => ({
      id: cycle.id,
      reportName: cycle.reportName,
      dueDay: cycle.dueDay,
      open: cycle.closedAt === null,
      counts: counts.of([cycle.id]),
    })),
    groups: [...groups],
    rows: agencies.map(({ id, name, group }) => ({
      agencyId: id,
      agency: name,
      group,
      unreachable: unreached.has(id),
      cells: (cells.get(id) ?? []).map((row) => cellOf(row, { now, calendar })),
    })),
    next,
  };
}

async function owingAgencies(
  db: LedgerDb,
  {
    officeId,
    cycleIds,
    after,
    limit,
    sort,
    group,
    q = '',
  }: PageAsked & GridFilter & { readonly officeId: string; readonly cycleIds: readonly string[] },
): Promise<readonly OwingAgency[]> {
  const words = folded(q);
  const place = (table: 'owing' | 'b') => {
    const of = (column: string) => sql.ref(`${table}.${column}`);
    const byGroup = sort === 'group' ? sql`coalesce(${of('grp')}, '') collate "vi-x-icu", ` : sql``;
    return sql`${byGroup}${of('name')} collate "vi-x-icu", ${of('id')}`;
  };
  const { rows } = await sql<OwingAgency>`
    with owing as materialized (
      select a.id, a.name, a.folded, own.groups, own.groups[1] as grp
        from agency a
       cross join lateral (
         select o.groups from obligation o
          where o.office_id = a.office_id and o.agency_id = a.id
            and o.cycle_id = any(${[...cycleIds]}::uuid[])
          order by o.cycle_id limit 1) own
       where a.office_id = ${officeId})
    select owing.id, owing.name, owing.grp as "group" from owing
     where ${group === undefined ? sql`true` : sql`${group} = any(owing.groups)`}
       and ${words === '' ? sql`true` : sql`position(${words} in owing.folded) > 0`}
       and ${after === undefined ? sql`true` : sql`(${place('owing')}) > (select ${place('b')} from owing b where b.id = ${after})`}
     order by ${place('owing')}
     limit ${limit + 1}`.execute(db);
  return rows;
}

async function groupsIn(
  db: LedgerDb,
  { officeId, cycleIds }: { readonly officeId: string; readonly cycleIds: readonly string[] },
): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly name: string }>`
    select distinct group_name as name from cycle_count
     where office_id = ${officeId} and cycle_id = any(${[...cycleIds]}::uuid[]) and group_name <> ${WHOLE}`.execute(
    db,
  );
  return rows.map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'vi'));
}

async function cellsOf(
  db: LedgerDb,
  {
    officeId,
    cycleIds,
    agencyIds,
  }: {
    readonly officeId: string;
    readonly cycleIds: readonly string[];
    readonly agencyIds: readonly string[];
  },
): Promise<ReadonlyMap<string, readonly ObligationRow[]>> {
  const rows = await db
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', officeId)
    .where(sql<boolean>`agency_id = any(${[...agencyIds]}::uuid[])`)
    .where(sql<boolean>`cycle_id = any(${[...cycleIds]}::uuid[])`)
    .execute();
  const cells = new Map<string, ObligationRow[]>();
  for (const row of rows) {
    const own = cells.get(row.agency_id);
    if (own === undefined) cells.set(row.agency_id, [row]);
    else own.push(row);
  }
  return cells;
}

function cellOf(
  row: ObligationRow,
  when: { readonly now: Instant; readonly calendar: Parameters<typeof daysLate>[2]['calendar'] },
): GridCell {
  const owed = {
    ...{ state: row.state, binding: row.binding, chased: row.chased, onTime: row.on_time },
    ...{ nil: row.nil, everReturned: row.ever_returned, overdueAt: row.overdue_at },
    originalOverdueAt: row.original_overdue_at,
  };
  return {
    cycleId: row.cycle_id,
    obligationId: row.id,
    state: row.state,
    binding: row.binding,
    timeliness: markOf(owed, when.now),
    daysLate: daysLate(owed, row.first_received_at ?? row.received_at, when),
    missingHalf: isReceived(row) ? row.missing_half : null,
  };
}
