import { sql } from 'kysely';
import { BY_HAND } from '../../domain/bulk-act.js';
import type { BulkDuty } from '../../domain/bulk-act.js';
import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import type { Decider } from '../obligation/due.js';
import { openClaims } from '../obligation/claim-rows.js';
import { reachedAgencies } from '../reminding/contacts.js';
import { obligationOf } from '../reminding/ladder-rows.js';
import type { CycleRow, ObligationRow } from '../reminding/ladder-rows.js';
import type { OfficeScope } from '../scope.js';

/** An obligation with its cycle, held or merely read. */
export interface ReadDuty {
  readonly row: ObligationRow;
  readonly cycle: CycleRow;
}

/** A duty with all that decides what an act at once makes of it, and what people call it. */
export interface LoadedDuty extends BulkDuty, ReadDuty {
  readonly agency: string;
  readonly reportName: string;
  readonly extensionId: string | null;
}

/** Some obligations with their cycles, as they stand; nothing is held. */
export async function readDuties(
  { trx, officeId }: OfficeScope,
  obligationIds: readonly string[],
): Promise<readonly ReadDuty[]> {
  const rows = await trx
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', officeId)
    .where(sql<boolean>`id = any(${[...obligationIds]}::uuid[])`)
    .execute();
  if (rows.length === 0) return [];
  const cycles = await trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', 'in', [...new Set(rows.map((row) => row.cycle_id))])
    .execute();
  const byId = new Map(cycles.map((cycle) => [cycle.id, cycle]));
  return rows.flatMap((row) => {
    const cycle = byId.get(row.cycle_id);
    return cycle === undefined ? [] : [{ row, cycle }];
  });
}

/** All that acts at once ask about some duties, by the names of their agencies, in four statements for any number. */
export async function loadDuties(
  scope: OfficeScope,
  duties: readonly ReadDuty[],
  { byApprover = false }: Decider,
): Promise<readonly LoadedDuty[]> {
  if (duties.length === 0) return [];
  const ids = duties.map(({ row }) => row.id);
  const beside = await besideDuties(scope, ids);
  const claims = await openClaims(scope, ids);
  const reached = await reachedAgencies(scope, [
    ...new Set(duties.map(({ row }) => row.agency_id)),
  ]);
  const loaded = duties.flatMap(({ row, cycle }): LoadedDuty[] => {
    const own = beside.get(row.id);
    if (own === undefined) return [];
    const { extensionState, wantedDay } = own;
    return [
      {
        ...{ row, cycle, owed: obligationOf(row), chased: row.chased },
        gate: {
          open: cycle.opened_at !== null && cycle.cancelled_at === null && cycle.closed_at === null,
          closesForEditsAt: cycle.closes_for_edits_at,
          editsClosed: cycle.edits_closed_at !== null,
          onwardAt: byApprover ? null : cycle.onward_target_at,
        },
        paused: cycle.paused_at !== null,
        extension:
          extensionState === null || wantedDay === null
            ? null
            : { state: extensionState, wantedDay, reason: own.extensionReason ?? '' },
        claim: claims.get(row.id) ?? null,
        reachable: reached.has(row.agency_id),
        toldToday: own.byHand ? 'byHand' : own.told ? 'ladder' : null,
        agency: own.agency,
        reportName: own.reportName,
        extensionId: own.extensionId,
      },
    ];
  });
  return loaded.sort((a, b) => (place(a) < place(b) ? -1 : 1));

  function place({ row }: LoadedDuty): number {
    return beside.get(row.id)?.place ?? 0;
  }
}

interface Beside {
  readonly id: string;
  readonly place: number;
  readonly agency: string;
  readonly reportName: string;
  readonly extensionId: string | null;
  readonly extensionState: 'asked' | 'granted' | 'refused' | null;
  readonly extensionReason: string | null;
  readonly wantedDay: Day | null;
  /** Whether a reminder about this duty was sent by hand today, and whether any reminder went to its agency. */
  readonly byHand: boolean;
  readonly told: boolean;
}

async function besideDuties(
  { trx, officeId, now }: OfficeScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Beside>> {
  const today = dayAt(now);
  const { rows } = await sql<Beside>`
    with wanted as materialized (
      select o.id, o.epoch, o.agency_id, a.name,
             coalesce(c.report_name, r.report_name) as report_name
        from obligation o
        join agency a on a.office_id = o.office_id and a.id = o.agency_id
        join cycle c on c.office_id = o.office_id and c.id = o.cycle_id
        join requirement r on r.office_id = c.office_id and r.id = c.requirement_id
       where o.office_id = ${officeId} and o.id = any(${[...ids]}::uuid[])
    ), told as materialized (
      select distinct m.agency_id from message m
       where m.office_id = ${officeId} and m.day = ${today}
         and m.agency_id in (select agency_id from wanted)
         and m.state in ('planned', 'sending', 'sent', 'doubtful')
         and (m.class = 'ladder' or exists (
           select 1 from notice n where n.office_id = m.office_id and n.message_id = m.id
              and n.name = ${BY_HAND}))
    )
    select w.id, w.name as agency, w.report_name as "reportName",
           row_number() over (order by w.name collate "vi-x-icu", w.agency_id, w.report_name, w.id)::int as place,
           asked.id as "extensionId", asked.state as "extensionState",
           asked.reason as "extensionReason", asked.wanted_day as "wantedDay",
           exists (select 1 from notice n
                    where n.office_id = ${officeId} and n.obligation_id = w.id
                      and n.key = ${`event/${BY_HAND}/`}::text || w.id || '/' || w.epoch || '/' || ${today}::text)
             as "byHand",
           w.agency_id in (select agency_id from told) as told
      from wanted w
      left join lateral (
        select e.id, e.state, e.reason, e.wanted_day from extension e
         where e.office_id = ${officeId} and e.obligation_id = w.id
         order by e.state = 'asked' desc, e.requested_at desc limit 1) asked on true`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}
