import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { batches } from '../../db/batches.js';
import type { Tables } from '../../db/tables.js';
import { countersOf, groupsOf } from '../../domain/counting.js';
import type { Counter } from '../../domain/counting.js';
import type { Instant } from '../../domain/day.js';
import { noteCounted } from '../../domain/pending-counts.js';
import type { CountedDuty } from '../../domain/pending-counts.js';
import type { OfficeScope } from '../scope.js';

export type ObligationRow = Selectable<Tables['obligation']>;

/** An obligation that begins: nothing has come, its clocks are its cycle's. */
export type NewObligation = Pick<
  ObligationRow,
  'id' | 'cycle_id' | 'agency_id' | 'binding' | 'chased' | 'target_at' | 'overdue_at' | 'due_day'
>;

/** A plan of five years with a thousand agencies begins in a few statements; so many rows are some megabytes of text. */
const BEGUN_AT_ONCE = 10_000;

/** Enters obligations that begin now, with what they are counted as. */
export async function insertObligations(
  scope: OfficeScope,
  fresh: readonly NewObligation[],
): Promise<void> {
  const groups = await groupsByAgency(
    scope,
    fresh.map(({ agency_id }) => agency_id),
  );
  const rows = fresh.map((row): ObligationRow => {
    const begun: ObligationRow = {
      ...row,
      office_id: scope.officeId,
      state: 'expected',
      epoch: 0,
      original_target_at: row.target_at,
      original_overdue_at: row.overdue_at,
      granted_day: null,
      armed_at: null,
      version: 0,
      on_time: null,
      first_received_at: null,
      received_at: null,
      claimed_at: null,
      accepted_at: null,
      nil: false,
      missing_half: null,
      ever_returned: false,
      reason: null,
      reached: null,
      next_rung: null,
      next_at: null,
      changed_at: scope.now,
      counted: [],
      groups: [...(groups.get(row.agency_id) ?? [])],
      changes: 0,
    };
    return { ...begun, counted: countedAs(begun) };
  });
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((column) => sql.ref(column)));
  for (const portion of batches(rows, BEGUN_AT_ONCE)) {
    await sql`
      insert into obligation (${columns})
      select ${columns}
        from jsonb_populate_recordset(null::obligation, ${JSON.stringify(portion)}::jsonb)`.execute(
      scope.trx,
    );
  }
  for (const { cycle_id: cycleId, overdue_at: overdueAt, counted, groups: own } of rows) {
    noteCounted(scope.counts, null, { cycleId, overdueAt, counted, groups: own });
  }
}

/** Writes back what may change of obligations, in a statement a thousand rows; what they are counted as follows. */
export async function saveObligations(
  scope: OfficeScope,
  rows: readonly ObligationRow[],
): Promise<void> {
  for (const portion of batches(rows)) {
    const written = portion.map((row) => ({
      ...row,
      changed_at: scope.now,
      counted: countedAs(row),
    }));
    const { rows: changes } = await sql<Changed>`
      with before as (
        select id, counted, groups, overdue_at from obligation
         where office_id = ${scope.officeId} and id = any(${written.map(({ id }) => id)}::uuid[])
         order by id for no key update)
      update obligation o
         set (${sql.join(WRITTEN.map((column) => sql.ref(column)))})
           = (${sql.join(WRITTEN.map((column) => sql.ref(`r.${column}`)))}),
             changes = o.changes + 1
        from jsonb_populate_recordset(null::obligation, ${JSON.stringify(written)}::jsonb) r, before
       where o.office_id = ${scope.officeId} and o.id = r.id and before.id = o.id
      returning o.cycle_id, o.groups,
                before.counted as "countedBefore", before.overdue_at as "overdueBefore",
                o.counted as "countedAfter", o.overdue_at as "overdueAfter",
                before.groups as "groupsBefore"`.execute(scope.trx);
    noteChanges(scope, changes);
  }
}

/** Counts the obligations of agencies in the groups these have now: after their tags, kind or standing changed. The caller holds them. */
export async function regroupObligations(
  scope: OfficeScope,
  agencyIds: readonly string[],
): Promise<void> {
  const groups = await groupsByAgency(scope, agencyIds);
  const now = [...groups].map(([agencyId, names]) => ({ agencyId, names }));
  if (now.length === 0) return;
  const { rows: changes } = await sql<Changed>`
    with before as (
      select o.id, o.groups, g.names
        from obligation o
        join jsonb_to_recordset(${JSON.stringify(now)}::jsonb) as g("agencyId" uuid, names text[])
          on g."agencyId" = o.agency_id
       where o.office_id = ${scope.officeId} and o.groups <> g.names
       order by o.id for no key update of o)
    update obligation o set groups = before.names
      from before
     where o.office_id = ${scope.officeId} and o.id = before.id
    returning o.cycle_id, o.groups, before.groups as "groupsBefore",
              o.counted as "countedBefore", o.overdue_at as "overdueBefore",
              o.counted as "countedAfter", o.overdue_at as "overdueAfter"`.execute(scope.trx);
  noteChanges(scope, changes);
}

interface Changed {
  readonly cycle_id: string;
  readonly groups: readonly string[];
  readonly groupsBefore: readonly string[];
  readonly countedBefore: readonly Counter[];
  readonly countedAfter: readonly Counter[];
  readonly overdueBefore: Instant | null;
  readonly overdueAfter: Instant | null;
}

function noteChanges(scope: OfficeScope, changes: readonly Changed[]): void {
  for (const change of changes) {
    const before: CountedDuty = {
      cycleId: change.cycle_id,
      groups: change.groupsBefore,
      counted: change.countedBefore,
      overdueAt: change.overdueBefore,
    };
    const after: CountedDuty = {
      cycleId: change.cycle_id,
      groups: change.groups,
      counted: change.countedAfter,
      overdueAt: change.overdueAfter,
    };
    noteCounted(scope.counts, before, after);
  }
}

async function groupsByAgency(
  scope: OfficeScope,
  agencyIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (agencyIds.length === 0) return new Map();
  const agencies = await scope.trx
    .selectFrom('agency')
    .select(['id', 'tags', 'kind', 'standing'])
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('id', '=', sql<string>`any(${[...new Set(agencyIds)]}::uuid[])`))
    .execute();
  return new Map(agencies.map((agency) => [agency.id, groupsOf(agency)]));
}

/** The counters a row adds one to, as they stand in it. */
export function countedAs(row: ObligationRow): Counter[] {
  return [
    ...countersOf({
      state: row.state,
      binding: row.binding,
      chased: row.chased,
      onTime: row.on_time,
      nil: row.nil,
      everReturned: row.ever_returned,
    }),
  ];
}

/** What acts change of an obligation; whom it binds, its first clocks and its agency stay. */
const WRITTEN = [
  'state',
  'binding',
  'epoch',
  'target_at',
  'overdue_at',
  'due_day',
  'granted_day',
  'armed_at',
  'version',
  'on_time',
  'first_received_at',
  'received_at',
  'claimed_at',
  'accepted_at',
  'nil',
  'missing_half',
  'ever_returned',
  'reason',
  'reached',
  'next_rung',
  'next_at',
  'changed_at',
  'counted',
] as const satisfies readonly (keyof ObligationRow)[];
