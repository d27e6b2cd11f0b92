import { sql } from 'kysely';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { isFor, reachableInOrder } from '../../domain/reach.js';
import type { Contact } from '../../domain/reach.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';

/** An office at a moment, read within a transaction or without. */
export interface OfficeMoment {
  readonly trx: LedgerDb;
  readonly officeId: string;
  readonly now: Instant;
}

/** An address with the agency it belongs to. */
export type AgencyContact = Contact & { readonly agencyId: string };

/** Every address of some agencies, reachable or not, as the rule of reach reads them. */
export async function contactsOf(
  scope: Omit<OfficeMoment, 'now'>,
  agencyIds: readonly string[],
): Promise<readonly AgencyContact[]> {
  if (agencyIds.length === 0) return [];
  const asked = scope.trx
    .selectFrom('contact')
    .select(['id', 'agency_id', 'role', 'position', 'name', 'email'])
    .select(['bounced_at', 'valid_from', 'valid_to'])
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('agency_id', '=', sql<string>`any(${[...agencyIds]}::uuid[])`));
  const rows = await keptRows(scope.trx, asked);
  return rows.map((row) => ({
    id: row.id,
    agencyId: row.agency_id,
    role: row.role,
    position: row.position,
    name: row.name,
    email: row.email,
    bounced: row.bounced_at !== null,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }));
}

/** Contacts of some agencies that can be reached today, in the order in which they are tried. */
export async function reachableContacts(
  scope: OfficeMoment,
  agencyIds: readonly string[],
): Promise<readonly AgencyContact[]> {
  return reachableInOrder(await contactsOf(scope, agencyIds), dayAt(scope.now));
}

/** Which of some agencies have an address for their own mails today; the head's gets no reminders. */
export async function reachedAgencies(
  scope: OfficeMoment,
  agencyIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const contacts = await reachableContacts(scope, agencyIds);
  return new Set(
    contacts.filter((contact) => isFor(contact, 'writers')).map(({ agencyId }) => agencyId),
  );
}
