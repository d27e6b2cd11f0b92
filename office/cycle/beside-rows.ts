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

/** What stands beside some obligations, in two statements; answers by the id of the obligation. */
export async function besideRows(
  db: LedgerDb,
  { officeId, today, rows }: Rows,
): Promise<(obligationId: string) => BesideRow> {
  if (rows.length === 0) return () => NOTHING;
  const ids = rows.map(({ id }) => id);
  const [happened, contacts] = await Promise.all([
    lastHappened(db, officeId, ids),
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
      ...(happened.get(id) ?? { lastNotice: null, extension: null, lastCall: null }),
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

/** The last notice, the extension asked for and the last call of some obligations, by their ids. */
async function lastHappened(db: LedgerDb, officeId: string, ids: Ids) {
  const { rows } = await sql<{
    id: string;
    name: string | null;
    at: Instant | null;
    state: string | null;
    extensionId: string | null;
    wantedDay: Day | null;
    reason: string | null;
    requestedBy: string | null;
    calledAt: Instant | null;
    answered: string | null;
    promisedDay: Day | null;
  }>`
    select of.id, told.name, told.at, told.state,
           asked.id as "extensionId", asked.wanted_day as "wantedDay", asked.reason,
           asked.requested_by as "requestedBy",
           rung.at as "calledAt", rung.answered, rung.promised_day as "promisedDay"
      from unnest(${[...ids]}::uuid[]) as of(id)
      left join lateral (
        select n.name, coalesce(m.sent_at, n.planned_for) as at, m.state
          from notice n join message m on m.office_id = n.office_id and m.id = n.message_id
         where n.office_id = ${officeId} and n.obligation_id = of.id and m.state <> 'suppressed'
         order by n.ordinal desc limit 1) as told on true
      left join lateral (
        select x.id, x.wanted_day, x.reason, x.requested_by from extension x
         where x.office_id = ${officeId} and x.obligation_id = of.id and x.state = 'asked'
         order by x.requested_at desc limit 1) as asked on true
      left join lateral (
        select k.at, k.answered, k.promised_day from call k
         where k.office_id = ${officeId} and k.obligation_id = of.id
         order by k.at desc limit 1) as rung on true`.execute(db);
  return new Map(
    rows.map(({ id, name, at, state, ...row }) => [
      id,
      {
        lastNotice: name === null || at === null || state === null ? null : { name, at, state },
        extension:
          row.extensionId === null || row.wantedDay === null
            ? null
            : {
                id: row.extensionId,
                wantedDay: row.wantedDay,
                reason: row.reason ?? '',
                requestedBy: row.requestedBy ?? '',
              },
        lastCall:
          row.calledAt === null
            ? null
            : { at: row.calledAt, answered: row.answered ?? '', promisedDay: row.promisedDay },
      },
    ]),
  );
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
