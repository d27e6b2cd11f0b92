import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { BoardRow } from '../../contract/cycles.js';
import type { Shown, Sort } from '../../domain/board-filter.js';
import type { Calendar } from '../../domain/calendar.js';
import { lateSince } from '../../domain/compliance.js';
import { workingDaysLate } from '../../domain/days-late.js';
import type { LedgerDb } from '../../db/connection.js';
import { markOf } from '../../domain/counting.js';
import type { Countable } from '../../domain/counting.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { isReceived } from '../../domain/obligation.js';
import { folded } from '../../domain/folded.js';
import type { AgencyKind } from '../../domain/agency-kinds.js';
import type { ObligationRow } from '../counting/obligation-rows.js';
import { officeCalendar } from '../scope.js';
import { pageOf } from '../page.js';
import type { PageAsked } from '../page.js';
import { besideRows } from './beside-rows.js';
import type { BesideRow } from './beside-rows.js';
import { waitingExtension } from '../obligation/waiting-extension.js';

interface At {
  readonly officeId: string;
  readonly now: Instant;
}

/** Which rows of a cycle's board are asked for. */
export interface BoardFilter {
  readonly show: Shown;
  readonly group?: string | undefined;
  /** Words of an agency's name. */
  readonly q?: string | undefined;
}

/** An obligation with its agency, as the board reads them. */
type OwedRow = ObligationRow & {
  readonly agency: string;
  readonly kind: AgencyKind;
  readonly tags: string[];
  readonly standing: boolean;
};

const AGENCY = sql`a.name as agency, a.kind, a.tags, a.standing`;

/** One page of a cycle's board as it is sorted, those alike by name; `unreachable` are ids of agencies. */
export async function boardPage(
  db: LedgerDb,
  asked: At &
    PageAsked &
    BoardFilter & {
      readonly cycleId: string;
      readonly sort: Sort;
      readonly unreachable: readonly string[];
    },
): Promise<{ rows: BoardRow[]; next: string | null }> {
  const { officeId, cycleId, after, limit } = asked;
  const place = (duty: 'o' | 'x', agency: 'a' | 'b') =>
    sql`${sortedBy(asked, duty)}${sql.ref(`${agency}.name`)} collate "vi-x-icu", ${sql.ref(`${agency}.id`)}`;
  const behind =
    after === undefined
      ? sql`true`
      : sql`(${place('o', 'a')}) > (
          select ${place('x', 'b')} from obligation x
            join agency b on b.office_id = x.office_id and b.id = x.agency_id
           where x.office_id = ${officeId} and x.id = ${after})`;
  const { rows: found } = await sql<OwedRow>`
    select o.*, ${AGENCY}
      from agency a
      join obligation o on o.office_id = a.office_id and o.agency_id = a.id
     where a.office_id = ${officeId} and o.cycle_id = ${cycleId}
       and ${isShown(asked)} and ${isNamed(asked)} and ${behind}
     order by ${place('o', 'a')}
     limit ${limit + 1}`.execute(db);
  const { rows, next } = pageOf(found, limit, ({ id }) => id);
  return { rows: await withBeside(db, asked, rows), next };
}

/** The ids of all obligations that a filter shows, by the names of the agencies. */
export async function shownIds(
  db: LedgerDb,
  asked: At & BoardFilter & { readonly cycleId: string; readonly unreachable: readonly string[] },
): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    select o.id from agency a
      join obligation o on o.office_id = a.office_id and o.agency_id = a.id
     where a.office_id = ${asked.officeId} and o.cycle_id = ${asked.cycleId}
       and ${isShown(asked)} and ${isNamed(asked)}
     order by a.name collate "vi-x-icu", a.id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Rows of the board by the ids of their obligations, in the order of these. */
export async function boardRowsOf(
  db: LedgerDb,
  at: At,
  obligationIds: readonly string[],
): Promise<BoardRow[]> {
  if (obligationIds.length === 0) return [];
  const { rows } = await sql<OwedRow>`
    select o.*, ${AGENCY}
      from obligation o
      join agency a on a.office_id = o.office_id and a.id = o.agency_id
     where o.office_id = ${at.officeId} and o.id = any(${[...obligationIds]}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const ordered = obligationIds.flatMap((id) => byId.get(id) ?? []);
  return withBeside(db, at, ordered);
}

/** What a duty is sorted by before its agency's name, with its comma; nothing where by the name alone. */
function sortedBy(
  { sort, now }: { readonly sort: Sort; readonly now: Instant },
  duty: 'o' | 'x',
): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${duty}.${column}`);
  switch (sort) {
    case 'name':
      return sql``;
    case 'group':
      return sql`coalesce(${of('groups')}[1], '') collate "vi-x-icu", `;
    case 'due':
      return sql`coalesce(${of('target_at')}, 'infinity'), `;
    case 'late':
      return sql`case when 'overdue' = any(${of('counted')}) and ${of('overdue_at')} <= ${now}
        then ${of('overdue_at')} else 'infinity' end, `;
    case 'next':
      return sql`coalesce(${of('next_at')}, 'infinity'), `;
    case 'last':
      return sql`coalesce((
        select max(m.sent_at) from notice n
          join message m on m.office_id = n.office_id and m.id = n.message_id
         where n.office_id = ${of('office_id')} and n.obligation_id = ${of('id')}
           and m.state = 'sent' and not m.inside), '-infinity'), `;
  }
}

/** Selects by what the counting rule stored in the row, and by what is stored beside it. */
function isShown({
  show,
  now,
  unreachable,
}: Pick<BoardFilter, 'show'> & {
  readonly now: Instant;
  readonly unreachable: readonly string[];
}): RawBuilder<unknown> {
  switch (show) {
    case 'all':
    case 'calls':
      return sql`true`;
    case 'owing':
      return sql`'expected' = any(o.counted)`;
    case 'overdue':
      return sql`('overdue' = any(o.counted) and o.overdue_at <= ${now})`;
    case 'late':
    case 'asked':
      return sql`${show} = any(o.counted)`;
    case 'unreachable':
      return sql`(o.chased and o.agency_id = any(${[...unreachable]}::uuid[]))`;
    case 'extension':
      return sql`exists (select 1 from extension e
        where e.office_id = o.office_id and e.obligation_id = o.id and ${waitingExtension('e', 'o')})`;
    case 'half':
      return sql`(o.missing_half is not null and o.state in ('submitted', 'accepted'))`;
    case 'claimed':
    case 'submitted':
    case 'returned':
    case 'accepted':
    case 'waived':
      return sql`o.state = ${show}`;
  }
}

function isNamed({ group, q = '' }: Pick<BoardFilter, 'group' | 'q'>): RawBuilder<unknown> {
  const words = folded(q);
  const inGroup = group === undefined ? sql`true` : sql`${group} = any(o.groups)`;
  return words === '' ? inGroup : sql`(${inGroup} and position(${words} in a.folded) > 0)`;
}

async function withBeside(db: LedgerDb, at: At, rows: readonly OwedRow[]): Promise<BoardRow[]> {
  if (rows.length === 0) return [];
  const [beside, calendar] = await Promise.all([
    besideRows(db, {
      officeId: at.officeId,
      today: dayAt(at.now),
      rows: rows.map(({ id, agency_id: agencyId }) => ({ id, agencyId })),
    }),
    officeCalendar(db, at.officeId),
  ]);
  return rows.map((row) => boardRow(row, beside(row.id), { now: at.now, calendar }));
}

function boardRow(
  row: OwedRow,
  beside: BesideRow,
  { now, calendar }: { readonly now: Instant; readonly calendar: Calendar },
): BoardRow {
  const countable = {
    state: row.state,
    binding: row.binding,
    chased: row.chased,
    onTime: row.on_time,
    nil: row.nil,
    everReturned: row.ever_returned,
    overdueAt: row.overdue_at,
    originalOverdueAt: row.original_overdue_at,
  };
  return {
    obligationId: row.id,
    agencyId: row.agency_id,
    agency: row.agency,
    agencyKind: row.kind,
    tags: row.tags,
    standing: row.standing,
    binding: row.binding,
    chased: row.chased,
    state: row.state,
    timeliness: markOf(countable, now),
    daysLate: daysLate(countable, row.first_received_at ?? row.received_at, { now, calendar }),
    group: row.groups[0] ?? null,
    unreachable: row.chased && !beside.reachable,
    nil: row.nil,
    missingHalf: isReceived(row) ? row.missing_half : null,
    everReturned: row.ever_returned,
    reason: row.reason,
    targetAt: row.target_at,
    overdueAt: row.overdue_at,
    grantedDay: row.granted_day,
    version: row.version,
    receivedAt: row.received_at,
    claimedAt: row.claimed_at,
    nextRung: row.next_rung,
    nextAt: row.next_at,
    lastNotice: beside.lastNotice,
    extension: beside.extension,
    lastCall: beside.lastCall,
    contact: beside.contact,
  };
}

/** Working days by which a duty is late now, or its report came late; null where it is neither. */
export function daysLate(
  owed: Countable & {
    readonly overdueAt: Instant | null;
    readonly originalOverdueAt: Instant | null;
  },
  receivedAt: Instant | null,
  { now, calendar }: { readonly now: Instant; readonly calendar: Calendar },
): number | null {
  switch (markOf(owed, now)) {
    case 'overdue':
      return workingDaysLate(owed.overdueAt, now, calendar);
    case 'late':
      return workingDaysLate(lateSince(owed), receivedAt ?? now, calendar);
    case 'onTime':
    case null:
      return null;
  }
}
