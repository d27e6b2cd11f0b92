import type { Day } from './day.js';

/** One address of an agency, as it is kept. */
export interface Contact {
  readonly id: string;
  readonly role: 'mailbox' | 'person' | 'head';
  /** Lower ones are tried first. */
  readonly position: number;
  readonly name: string | null;
  readonly email: string;
  /** A mail to it came back, or was refused for good. */
  readonly bounced: boolean;
  /** First and last day on which it is used; null: without end. */
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
}

/** Whom of an agency a mail is for: those who write the report, or its head. */
export type Reader = 'writers' | 'head';

type Validity = Pick<Contact, 'bounced' | 'validFrom' | 'validTo'>;

/** Whether an address is one of those used on a day. */
export function isInUse(
  { validFrom, validTo }: Pick<Validity, 'validFrom' | 'validTo'>,
  today: Day,
): boolean {
  return (validFrom === null || validFrom <= today) && (validTo === null || validTo >= today);
}

/** Whether mail to an address can be expected to arrive on a day. */
export function isReachable(contact: Validity, today: Day): boolean {
  return !contact.bounced && isInUse(contact, today);
}

/** Whether an address is one of those who write the report or of the head: neither gets what is meant for the other. */
export function isFor({ role }: Pick<Contact, 'role'>, reader: Reader): boolean {
  return (role === 'head') === (reader === 'head');
}

/** The addresses of an agency that can be reached on a day, in the order in which they are tried. */
export function reachableInOrder<C extends Pick<Contact, 'id' | 'position'> & Validity>(
  contacts: readonly C[],
  today: Day,
): readonly C[] {
  return contacts
    .filter((contact) => isReachable(contact, today))
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The address that a mail for one reader of an agency goes to today; null when none can be reached. */
export function contactFor<C extends Pick<Contact, 'id' | 'position' | 'role'> & Validity>(
  contacts: readonly C[],
  reader: Reader,
  today: Day,
): C | null {
  return reachableInOrder(contacts, today).find((contact) => isFor(contact, reader)) ?? null;
}

/** The address that a mail planned for one contact of an agency goes to when it leaves: that one while it can be reached, else the next. */
export function contactInForce<C extends Pick<Contact, 'id' | 'position' | 'role'> & Validity>(
  contacts: readonly C[],
  { plannedId, reader }: { readonly plannedId: string | null; readonly reader: Reader },
  today: Day,
): C | null {
  const planned = contacts.filter(({ id }) => id === plannedId);
  return contactFor(planned, reader, today) ?? contactFor(contacts, reader, today);
}
