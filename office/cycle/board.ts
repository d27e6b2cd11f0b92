import { sql } from 'kysely';
import type { Board, BoardRow, CycleSummary } from '../../contract/cycles.js';
import { markOf } from '../../domain/counting.js';
import { dayAt } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import type { AgencyKind } from '../../domain/indicators.js';
import type { ObligationState } from '../../domain/obligation.js';
import type { LedgerDb } from '../../db/connection.js';
import { cycleHeads } from './cycle-views.js';
import { shownGroups } from './shown-counts.js';

/** One agency of one cycle as the ledger's queries give it. */
interface Joined {
  readonly obligationId: string;
  readonly agencyId: string;
  readonly agency: string;
  readonly agencyKind: AgencyKind;
  readonly tags: string[];
  readonly standing: boolean;
  readonly binding: boolean;
  readonly chased: boolean;
  readonly state: ObligationState;
  readonly onTime: boolean | null;
  readonly nil: boolean;
  readonly everReturned: boolean;
  readonly reason: string | null;
  readonly targetAt: Instant | null;
  readonly overdueAt: Instant | null;
  readonly grantedDay: Day | null;
  readonly version: number;
  readonly receivedAt: Instant | null;
  readonly claimedAt: Instant | null;
  readonly nextRung: string | null;
  readonly nextAt: Instant | null;
  readonly reachable: boolean;
  readonly lastName: string | null;
  readonly lastAt: Instant | null;
  readonly lastState: string | null;
  readonly extensionId: string | null;
  readonly extensionDay: Day | null;
  readonly extensionReason: string | null;
  readonly extensionBy: string | null;
  readonly callAt: Instant | null;
  readonly callAnswered: string | null;
  readonly callPromised: Day | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
}

/** The board of a cycle at `now`: every agency with its state, counts by group, calls to make; null when the office has no such cycle. */
export async function board(
  db: LedgerDb,
  { officeId, cycleId, now }: { officeId: string; cycleId: string; now: Instant },
): Promise<Board | null> {
  const [cycle] = await cycleHeads(db, officeId, { cycleId });
  if (cycle === undefined) return null;
  const joined = await joinedRows(db, { officeId, cycleId, now });
  const countable = joined.map((row) => ({ ...row, unreachable: !row.reachable && row.chased }));
  const rows = countable.map((row) => boardRow(row, now));
  return {
    cycle,
    asOf: now,
    ...(await shownGroups(db, { officeId, cycleId, now })),
    rows,
    callList: callList(rows, now),
  };
}

/** The board without its rows, for the approver's one page. */
export async function cycleSummary(
  db: LedgerDb,
  where: { officeId: string; cycleId: string; now: Instant },
): Promise<CycleSummary | null> {
  const [cycle] = await cycleHeads(db, where.officeId, { cycleId: where.cycleId });
  if (cycle === undefined) return null;
  return { cycle, asOf: where.now, ...(await shownGroups(db, where)) };
}

/** One row of the board with the cycle it belongs to; null when the office has no such obligation. */
export async function boardRowOf(
  db: LedgerDb,
  where: { officeId: string; obligationId: string; now: Instant },
): Promise<BoardRow | null> {
  const [row] = await joinedRows(db, where);
  if (row === undefined) return null;
  return boardRow({ ...row, unreachable: !row.reachable && row.chased }, where.now);
}

async function joinedRows(
  db: LedgerDb,
  where: { officeId: string; cycleId?: string; obligationId?: string; now: Instant },
): Promise<readonly Joined[]> {
  const { officeId, now } = where;
  const only =
    where.obligationId === undefined
      ? sql`o.cycle_id = ${where.cycleId ?? null}`
      : sql`o.id = ${where.obligationId}`;
  const today = dayAt(now);
  // Each side table is read once and joined; a subquery for each row takes seconds at 2,000 agencies.
  const { rows } = await sql<Joined>`
    with owed as (
      select o.* from obligation o where o.office_id = ${officeId} and ${only}),
    reach as (
      select c.agency_id, bool_or(c.role <> 'head' and c.bounced_at is null
               and (c.valid_from is null or c.valid_from <= ${today})
               and (c.valid_to is null or c.valid_to >= ${today})) as reachable
        from contact c where c.office_id = ${officeId} group by c.agency_id),
    person as (
      select distinct on (c.agency_id) c.agency_id, c.name, c.phone from contact c
       where c.office_id = ${officeId} and c.phone is not null and c.role <> 'head'
       order by c.agency_id, (c.role = 'person') desc, c.position),
    told as (
      select distinct on (n.obligation_id) n.obligation_id, n.name,
             coalesce(m.sent_at, n.planned_for) as at, m.state
        from owed o
        join notice n on n.office_id = o.office_id and n.obligation_id = o.id
        join message m on m.office_id = n.office_id and m.id = n.message_id
       where m.state <> 'suppressed'
       order by n.obligation_id, n.ordinal desc),
    asked as (
      select distinct on (x.obligation_id) x.* from owed o
        join extension x on x.office_id = o.office_id and x.obligation_id = o.id
       where x.state = 'asked' order by x.obligation_id, x.requested_at desc),
    rung as (
      select distinct on (k.obligation_id) k.* from owed o
        join call k on k.office_id = o.office_id and k.obligation_id = o.id
       order by k.obligation_id, k.at desc)
    select o.id as "obligationId", a.id as "agencyId", a.name as agency, a.kind as "agencyKind",
           a.tags, a.standing, o.binding, o.chased, o.state, o.on_time as "onTime", o.nil,
           o.ever_returned as "everReturned", o.reason, o.target_at as "targetAt",
           o.overdue_at as "overdueAt", o.granted_day as "grantedDay", o.version,
           o.received_at as "receivedAt", o.claimed_at as "claimedAt",
           o.next_rung as "nextRung", o.next_at as "nextAt",
           coalesce(reach.reachable, false) as reachable,
           told.name as "lastName", told.at as "lastAt", told.state as "lastState",
           asked.id as "extensionId", asked.wanted_day as "extensionDay",
           asked.reason as "extensionReason", asked.requested_by as "extensionBy",
           rung.at as "callAt", rung.answered as "callAnswered",
           rung.promised_day as "callPromised",
           person.name as "contactName", person.phone as "contactPhone"
      from owed o
      join agency a on a.office_id = o.office_id and a.id = o.agency_id
      left join reach on reach.agency_id = o.agency_id
      left join person on person.agency_id = o.agency_id
      left join told on told.obligation_id = o.id
      left join asked on asked.obligation_id = o.id
      left join rung on rung.obligation_id = o.id
     order by a.name collate "vi-x-icu", a.id`.execute(db);
  return rows;
}

function boardRow(row: Joined & { readonly unreachable: boolean }, now: Instant): BoardRow {
  return {
    obligationId: row.obligationId,
    agencyId: row.agencyId,
    agency: row.agency,
    agencyKind: row.agencyKind,
    tags: row.tags,
    standing: row.standing,
    binding: row.binding,
    chased: row.chased,
    state: row.state,
    timeliness: markOf(row, now),
    unreachable: row.unreachable,
    nil: row.nil,
    everReturned: row.everReturned,
    reason: row.reason,
    targetAt: row.targetAt,
    overdueAt: row.overdueAt,
    grantedDay: row.grantedDay,
    version: row.version,
    receivedAt: row.receivedAt,
    claimedAt: row.claimedAt,
    nextRung: row.nextRung,
    nextAt: row.nextAt,
    lastNotice:
      row.lastName === null || row.lastAt === null
        ? null
        : { name: row.lastName, at: row.lastAt, state: row.lastState ?? 'planned' },
    extension:
      row.extensionId === null || row.extensionDay === null
        ? null
        : {
            id: row.extensionId,
            wantedDay: row.extensionDay,
            reason: row.extensionReason ?? '',
            requestedBy: row.extensionBy ?? '',
          },
    lastCall:
      row.callAt === null
        ? null
        : { at: row.callAt, answered: row.callAnswered ?? '', promisedDay: row.callPromised },
    contact:
      row.contactPhone === null && row.contactName === null
        ? null
        : { name: row.contactName, phone: row.contactPhone },
  };
}

/** Whom to ring: late or unreachable agencies that owe; a promise that has not come due yet rests. */
function callList(rows: readonly BoardRow[], now: Instant): string[] {
  const today = dayAt(now);
  return rows
    .filter(
      (row) =>
        row.binding &&
        row.chased &&
        (row.state === 'expected' || row.state === 'returned') &&
        (row.timeliness === 'overdue' || row.unreachable) &&
        !(
          (row.lastCall?.promisedDay ?? null) !== null &&
          (row.lastCall?.promisedDay ?? today) >= today
        ),
    )
    .sort(
      (a, b) =>
        Number(a.lastCall !== null) - Number(b.lastCall !== null) ||
        (a.overdueAt ?? '').localeCompare(b.overdueAt ?? ''),
    )
    .map(({ obligationId }) => obligationId);
}
