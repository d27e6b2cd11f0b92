import { sql } from 'kysely';
import type { RecoveryAnswer } from '../../contract/recovery.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Instant } from '../../domain/day.js';
import { mayHaveGone } from '../../domain/recovery.js';
import { pageOf } from '../page.js';
import type { PageAsked } from '../page.js';
import { recoveryOf } from '../reminding/recovery.js';
import { agenciesConcerned } from './lost-hours.js';

/** What a restore took away from an office, what was decided about it, and a page of what it holds back. */
export async function recoveryView(
  db: LedgerDb,
  { officeId, ...page }: PageAsked & { readonly officeId: string },
): Promise<RecoveryAnswer> {
  const office = await db
    .selectFrom('office')
    .select(['lost_from', 'lost_until', 'lost_decision', 'quiet_until'])
    .where('id', '=', officeId)
    .executeTakeFirstOrThrow();
  const recovery = recoveryOf(office);
  if (recovery === null) return { recovery: null, held: [], total: 0, next: null };
  const read = await heldRows(db, officeId, page);
  const { rows, next } = pageOf(read, page.limit, ({ id }) => id);
  const agencies = await agenciesConcerned(db, officeId, recovery.lostUntil);
  return {
    recovery: {
      lostFrom: recovery.lostFrom,
      lostUntil: recovery.lostUntil,
      decision: office.lost_decision,
      quietUntil: recovery.quietUntil,
      agencies: agencies.length,
    },
    held: rows.map(({ waited, ...row }) => ({
      ...row,
      mayHaveGone: waited || mayHaveGone({ rung: row.name, dueAt: row.dueAt }, recovery),
    })),
    total: await heldTotal(db, officeId),
    next,
  };
}

interface HeldRow {
  readonly id: string;
  readonly name: string;
  readonly agency: string | null;
  readonly obligationId: string | null;
  readonly cycleId: string | null;
  readonly reportName: string | null;
  readonly planTitle: string | null;
  readonly dueAt: Instant;
  readonly subject: string | null;
  /** Whether a mail of it waited in the ledger. */
  readonly waited: boolean;
}

/** What nobody owes any more is nothing to decide about. */
const HELD = sql`n.why = 'restored' and n.given_back_at is null
  and (n.kind <> 'ladder' or o.state in ('expected', 'returned'))`;

async function heldRows(
  db: LedgerDb,
  officeId: string,
  { after, limit }: PageAsked,
): Promise<readonly HeldRow[]> {
  const { rows } = await sql<HeldRow>`
    select n.id, n.name, a.name as agency, n.obligation_id as "obligationId", n.cycle_id as "cycleId",
           r.report_name as "reportName", p.title as "planTitle", n.planned_for as "dueAt", m.subject,
           n.message_id is not null as waited
      from notice n
      left join obligation o on o.office_id = n.office_id and o.id = n.obligation_id
      left join agency a on a.office_id = n.office_id and a.id = n.agency_id
      left join cycle c on c.office_id = n.office_id and c.id = n.cycle_id
      left join requirement r on r.office_id = c.office_id and r.id = c.requirement_id
      left join plan p on p.office_id = n.office_id and p.id = n.plan_id
      left join message m on m.office_id = n.office_id and m.id = n.message_id
     where n.office_id = ${officeId} and ${HELD}
       and (${after ?? null}::uuid is null or n.ordinal > (
         select ordinal from notice b where b.office_id = ${officeId} and b.id = ${after ?? null}::uuid))
     order by n.ordinal limit ${limit + 1}`.execute(db);
  return rows;
}

async function heldTotal(db: LedgerDb, officeId: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total
      from notice n
      left join obligation o on o.office_id = n.office_id and o.id = n.obligation_id
     where n.office_id = ${officeId} and ${HELD}`.execute(db);
  return rows[0]?.total ?? 0;
}
