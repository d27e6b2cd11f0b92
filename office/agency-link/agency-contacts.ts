import type { LedgerDb } from '../../db/connection.js';
import type { Instant } from '../../domain/day.js';

/** Whom an agency has named, as its own page shows it. */
export interface AgencyContacts {
  /** Where its mails go. */
  readonly mailboxes: readonly string[];
  readonly persons: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly email: string;
    readonly phone: string | null;
  }[];
  /** A contact that waits for the word of the registered mailbox; null: none. */
  readonly waiting: {
    readonly name: string;
    readonly email: string;
    readonly until: Instant;
  } | null;
}

/** The contacts of one agency, and the one it has asked for. */
export async function agencyContacts(
  db: LedgerDb,
  {
    officeId,
    agencyId,
    now,
  }: { readonly officeId: string; readonly agencyId: string; now: Instant },
): Promise<AgencyContacts> {
  const rows = await db
    .selectFrom('contact')
    .select(['id', 'role', 'name', 'email', 'phone'])
    .where('office_id', '=', officeId)
    .where('agency_id', '=', agencyId)
    .where('role', '<>', 'head')
    .orderBy('position')
    .execute();
  const asked = await db
    .selectFrom('contact_change')
    .select(['name', 'email', 'ends_at as until'])
    .where('office_id', '=', officeId)
    .where('agency_id', '=', agencyId)
    .where('settled_at', 'is', null)
    .where('ends_at', '>', now)
    .executeTakeFirst();
  return {
    mailboxes: rows.flatMap(({ role, email }) => (role === 'mailbox' ? [email] : [])),
    persons: rows.filter(({ role }) => role === 'person'),
    waiting:
      asked?.email == null
        ? null
        : { name: asked.name ?? '', email: asked.email, until: asked.until },
  };
}

/** A change that the registered mailbox is asked about, as it reads it. */
export interface AskedContact {
  readonly officeId: string;
  readonly agencyId: string;
  readonly agency: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly askedBy: string | null;
  /** Who is no contact any more then; null: nobody. */
  readonly replaced: string | null;
  /** Answered, taken back by a later one, or too old. */
  readonly over: boolean;
}

/** The change of an id; null where there never was one. */
export async function askedContact(
  db: LedgerDb,
  { changeId, now }: { readonly changeId: string; readonly now: Instant },
): Promise<AskedContact | null> {
  const row = await db
    .selectFrom('contact_change as change')
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'change.office_id')
        .onRef('agency.id', '=', 'change.agency_id'),
    )
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.office_id', '=', 'change.office_id')
        .onRef('contact.id', '=', 'change.replaces'),
    )
    .select([
      'change.office_id as officeId',
      'change.agency_id as agencyId',
      'agency.name as agency',
    ])
    .select(['change.name', 'change.email', 'change.phone', 'change.asked_by as askedBy'])
    .select(['contact.name as leaver', 'contact.email as leaversEmail'])
    .select(['change.ends_at as endsAt', 'change.settled_at as settledAt'])
    .where('change.id', '=', changeId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { leaver, leaversEmail, endsAt, settledAt, ...change } = row;
  return { ...change, replaced: leaver ?? leaversEmail, over: settledAt !== null || endsAt <= now };
}
