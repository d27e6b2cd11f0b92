import { sql } from 'kysely';
import type { BoardRow } from '../../contract/cycles.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Day, Instant } from '../../domain/day.js';
import { isFor, isReachable } from '../../domain/reach.js';

/** What stands beside an obligation on its board. */
export type BesideRow = Pick<BoardRow, 'lastNotice' | 'extension' | 'lastCall' | 'contact'> & {
  /** Whether mail for those who write the report can be expected to arrive today. */
  readonly reachable: boolean;
};

interface Rows {
  readonly officeId: string;
  readonly today: Day;
  readonly rows: readonly { readonly id: string; readonly agencyId: string }[];
}

/** What stands beside some obligations, in a statement for each kind; answers by the id of the obligation. */
export async function besideRows(
  db: LedgerDb,
  { officeId, today, rows }: Rows,
): Promise<(obligationId: string) => BesideRow> {
  if (rows.length === 0) return () => NOTHING;
  const ids = rows.map(({ id }) => id);
  const [notices, extensions, calls, contacts] = await Promise.all([
    lastNotices(db, officeId, ids),
    askedExtensions(db, officeId, ids),
    lastCalls(db, officeId, ids),
    contactsOf(db, officeId, [...new Set(rows.map(({ agencyId }) => agencyId))]),
  ]);
  const agencyOf = new Map(rows.map(({ id, agencyId }) => [id, agencyId]));
  return (id) => {
    const own = contacts.get(agencyOf.get(id) ?? '') ?? [];
    const desk = own.filter((contact) => isFor(contact, 'desk'));
    const toRing =
      desk.find(({ role, phone }) => role === 'person' && phone !== null) ??
      desk.find(({ phone }) => phone !== null);
    return {
      lastNotice: notices.get(id) ?? null,
      extension: extensions.get(id) ?? null,
      lastCall: calls.get(id) ?? null,
      contact: toRing === undefined ? null : { name: toRing.name, phone: toRing.phone },
      reachable: desk.some((contact) => isReachable(contact, today)),
    };
  };
}

const NOTHING: BesideRow = {
  lastNotice: null,
  extension: null,
  lastCall: null,
  contact: null,
  reachable: false,
};

type Ids = readonly string[];

async function lastNotices(db: LedgerDb, officeId: string, ids: Ids) {
  const { rows } = await sql<{ id: string; name: string; at: Instant; state: string }>`
    select distinct on (n.obligation_id) n.obligation_id as id, n.name,
           coalesce(m.sent_at, n.planned_for) as at, m.state
      from notice n join message m on m.office_id = n.office_id and m.id = n.message_id
     where n.office_id = ${officeId} and n.obligation_id = any(${[...ids]}::uuid[])
       and m.state <> 'suppressed'
     order by n.obligation_id, n.ordinal desc`.execute(db);
  return new Map(rows.map(({ id, ...notice }) => [id, notice]));
}

async function askedExtensions(db: LedgerDb, officeId: string, ids: Ids) {
  const { rows } = await sql<{
    id: string;
    extensionId: string;
    wantedDay: Day;
    reason: string;
    requestedBy: string;
  }>`
    select distinct on (obligation_id) obligation_id as id, id as "extensionId",
           wanted_day as "wantedDay", reason, requested_by as "requestedBy"
      from extension
     where office_id = ${officeId} and obligation_id = any(${[...ids]}::uuid[]) and state = 'asked'
     order by obligation_id, requested_at desc`.execute(db);
  return new Map(rows.map(({ id, extensionId, ...asked }) => [id, { id: extensionId, ...asked }]));
}

async function lastCalls(db: LedgerDb, officeId: string, ids: Ids) {
  const { rows } = await sql<{
    id: string;
    at: Instant;
    answered: string;
    promisedDay: Day | null;
  }>`
    select distinct on (obligation_id) obligation_id as id, at, answered,
           promised_day as "promisedDay"
      from call
     where office_id = ${officeId} and obligation_id = any(${[...ids]}::uuid[])
     order by obligation_id, at desc`.execute(db);
  return new Map(rows.map(({ id, ...call }) => [id, call]));
}

async function contactsOf(db: LedgerDb, officeId: string, agencyIds: Ids) {
  const { rows } = await sql<{
    agencyId: string;
    role: 'mailbox' | 'person' | 'head';
    name: string | null;
    phone: string | null;
    bounced: boolean;
    validFrom: Day | null;
    validTo: Day | null;
  }>`
    select agency_id as "agencyId", role, name, phone, bounced_at is not null as bounced,
           valid_from as "validFrom", valid_to as "validTo"
      from contact
     where office_id = ${officeId} and agency_id = any(${[...agencyIds]}::uuid[])
     order by position, id`.execute(db);
  const byAgency = new Map<string, typeof rows>();
  for (const row of rows) {
    const own = byAgency.get(row.agencyId);
    if (own === undefined) byAgency.set(row.agencyId, [row]);
    else own.push(row);
  }
  return byAgency;
}
