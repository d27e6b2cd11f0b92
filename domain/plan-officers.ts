import { doesTheWorkOf } from './absence.js';
import type { AtWork } from './absence.js';
import { folded } from './folded.js';
import type { Colleague } from './standing-in.js';

/** Who follows a plan: the officer whom its mails name, and those beside him; by their ids. */
export interface PlanOfficers {
  readonly namedId: string | null;
  readonly besideIds: readonly string[];
}

/** What a plan's mails say of the officer who follows it. */
export interface ContactPoint {
  readonly officerName: string;
  readonly officerPhone: string;
  readonly replyTo: string;
}

/** A member of staff as mails name him. */
export interface NamedPerson {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
}

/**
 * Who follows a plan on a day, the named officer or who does his work first, each once; empty where nobody
 * was named, and then it is everybody's of the role.
 */
export function followersOn<Person extends Colleague>(
  { namedId, besideIds }: PlanOfficers,
  atWork: AtWork<Person>,
): readonly Person[] {
  const ids = [...(namedId === null ? [] : [namedId]), ...besideIds];
  return [...new Set(ids.flatMap((id) => doesTheWorkOf(id, atWork) ?? []))];
}

/**
 * What a plan's mails say while somebody else does the work of the officer they name. Only what was his own
 * is replaced: a telephone or an address of the whole unit stays.
 */
export function contactPointOn<Contact extends ContactPoint>(
  contact: Contact,
  { named, present }: { readonly named: NamedPerson; readonly present: NamedPerson },
): Contact {
  const { officerName, officerPhone, replyTo } = contact;
  const isHisAddress = isSame(replyTo, named.email);
  // A rank or title may stand before the name.
  const isHim = isHisAddress || folded(officerName).includes(folded(named.name));
  const isHisPhone = isHim && (named.phone === null || isSame(officerPhone, named.phone));
  return {
    ...contact,
    officerName: isHim && officerName !== '' ? present.name : officerName,
    officerPhone: isHisPhone
      ? (present.phone ?? (named.phone === null ? officerPhone : ''))
      : officerPhone,
    replyTo: isHisAddress ? present.email : replyTo,
  };
}

function isSame(one: string, other: string): boolean {
  return folded(one) === folded(other);
}
