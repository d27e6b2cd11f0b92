import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { BoardRow } from '../../contract/cycles.js';
import type { Shown } from '../../domain/board-filter.js';
import type { LedgerDb } from '../../db/connection.js';
import { markOf } from '../../domain/counting.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { isReceived } from '../../domain/obligation.js';
import { folded } from '../../domain/folded.js';
import type { AgencyKind } from '../../domain/agency-kinds.js';
import type { ObligationRow } from '../counting/obligation-rows.js';
import { pageOf } from '../page.js';
import type { PageAsked } from '../page.js';
import { besideRows } from './beside-rows.js';
import type { BesideRow } from './beside-rows.js';

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

/** One page of a cycle's board by the names of the agencies; `unreachable` are ids of agencies. */
export async function boardPage(
  db: LedgerDb,
  asked: At &
    PageAsked &
    BoardFilter & { readonly cycleId: string; readonly unreachable: readonly string[] },
): Promise<{ rows: BoardRow[]; next: string | null }> {
  const { officeId, cycleId, after, limit } = asked;
  const behind =
    after === undefined
      ? sql`true`
      : sql`(a.name collate "vi-x-icu", a.id) > (
          select b.name collate "vi-x-icu", b.id from obligation x
            join agency b on b.office_id = x.office_id and b.id = x.agency_id
           where x.office_id = ${officeId} and x.id = ${after})`;
  const { rows: found } = await sql<OwedRow>`
    select o.*, ${AGENCY}
      from agency a
      join obligation o on o.office_id = a.office_id and o.agency_id = a.id
     where a.office_id = ${officeId} and o.cycle_id = ${cycleId}
       and ${isShown(asked)} and ${isNamed(asked)} and ${behind}
     order by a.name collate "vi-x-icu", a.id
     limit ${limit + 1}`.execute(db);
  const { rows, next } = pageOf(found, limit, ({ id }) => id);
  return { rows: await withBeside(db, asked, rows), next };
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
        where e.office_id = o.office_id and e.obligation_id = o.id and e.state = 'asked')`;
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
  const beside = await besideRows(db, {
    officeId: at.officeId,
    today: dayAt(at.now),
    rows: rows.map(({ id, agency_id: agencyId }) => ({ id, agencyId })),
  });
  return rows.map((row) => boardRow(row, beside(row.id), at.now));
}

function boardRow(row: OwedRow, beside: BesideRow, now: Instant): BoardRow {
  const countable = {
    state: row.state,
    binding: row.binding,
    chased: row.chased,
    onTime: row.on_time,
    nil: row.nil,
    everReturned: row.ever_returned,
    overdueAt: row.overdue_at,
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
