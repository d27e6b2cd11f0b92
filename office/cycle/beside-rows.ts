import { sql } from 'kysely';
import type { BoardRow } from '../../contract/cycles.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import type { Day, Instant } from '../../domain/day.js';
import { isFor, isReachable } from '../../domain/reach.js';
import { waitingExtension } from '../obligation/waiting-extension.js';

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

/** What stands beside some obligations, in one statement; answers by the id of the obligation. */
export async function besideRows(
  db: LedgerDb,
  { officeId, today, rows }: Rows,
): Promise<(obligationId: string) => BesideRow> {
  if (rows.length === 0) return () => NOTHING;
  const beside = await keptRows(db, besideEach(officeId, rows));
  const byId = new Map(beside.map((row) => [row.id, besideRow(row, today)]));
  return (id) => byId.get(id) ?? NOTHING;
}

const NOTHING: BesideRow = {
  lastNotice: null,
  extension: null,
  lastCall: null,
  contact: null,
  reachable: false,
};

interface Beside {
  readonly id: string;
  readonly name: string | null;
  readonly at: Instant | null;
  readonly state: string | null;
  readonly extensionId: string | null;
  readonly wantedDay: Day | null;
  readonly reason: string | null;
  readonly requestedBy: string | null;
  readonly calledAt: Instant | null;
  readonly answered: string | null;
  readonly promisedDay: Day | null;
  /** In the order in which they are tried. */
  readonly contacts: readonly {
    readonly role: 'mailbox' | 'person' | 'head';
    readonly name: string | null;
    readonly phone: string | null;
    readonly bounced: boolean;
    readonly validFrom: Day | null;
    readonly validTo: Day | null;
  }[];
}

/** The last notice, the extension asked for and the last call of each obligation, and the contacts of its agency. */
function besideEach(officeId: string, rows: Rows['rows']) {
  return sql<Beside>`
    select of.id, told.name, told.at, told.state,
           asked.id as "extensionId", asked.wanted_day as "wantedDay", asked.reason,
           asked.requested_by as "requestedBy",
           rung.at as "calledAt", rung.answered, rung.promised_day as "promisedDay",
           coalesce(own.contacts, '[]') as contacts
      from unnest(${rows.map(({ id }) => id)}::uuid[],
                  ${rows.map(({ agencyId }) => agencyId)}::uuid[]) as of(id, agency_id)
      left join lateral (
        select n.name, coalesce(m.sent_at, n.planned_for) as at,
               case when m.inside and m.state = 'sent' then 'suppressed' else m.state end as state
          from notice n join message m on m.office_id = n.office_id and m.id = n.message_id
         where n.office_id = ${officeId} and n.obligation_id = of.id and m.state <> 'suppressed'
         order by n.ordinal desc limit 1) as told on true
      left join lateral (
        select x.id, x.wanted_day, x.reason, x.requested_by from extension x
          join obligation o on o.office_id = x.office_id and o.id = x.obligation_id
         where x.office_id = ${officeId} and x.obligation_id = of.id and ${waitingExtension('x', 'o')}
         order by x.requested_at desc limit 1) as asked on true
      left join lateral (
        select k.at, k.answered, k.promised_day from call k
         where k.office_id = ${officeId} and k.obligation_id = of.id
         order by k.at desc limit 1) as rung on true
      left join lateral (
        select json_agg(json_build_object('role', c.role, 'name', c.name, 'phone', c.phone,
                 'bounced', c.bounced_at is not null, 'validFrom', c.valid_from,
                 'validTo', c.valid_to) order by c.position, c.id) as contacts
          from contact c
         where c.office_id = ${officeId} and c.agency_id = of.agency_id) as own on true`;
}

function besideRow({ contacts, ...row }: Beside, today: Day): BesideRow {
  const writers = contacts.filter((contact) => isFor(contact, 'writers'));
  const toRing =
    writers.find(({ role, phone }) => role === 'person' && phone !== null) ??
    writers.find(({ phone }) => phone !== null);
  return {
    lastNotice:
      row.name === null || row.at === null || row.state === null
        ? null
        : { name: row.name, at: row.at, state: row.state },
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
    contact: toRing === undefined ? null : { name: toRing.name, phone: toRing.phone },
    reachable: writers.some((contact) => isReachable(contact, today)),
  };
}
