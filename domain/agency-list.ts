import type { AgencyKind } from './agency-kinds.js';
import type { ListedAgency } from './sample-agencies.js';

/** An agency as a person writes it; contacts in the order in which they are tried. */
export interface AgencyInput {
  readonly name: string;
  readonly kind: AgencyKind;
  readonly tags: readonly string[];
  readonly standing: boolean;
  readonly binding: boolean;
  readonly contacts: readonly ContactInput[];
}

export interface ContactInput {
  readonly role: 'mailbox' | 'person' | 'head';
  readonly name: string | null;
  readonly email: string;
  readonly phone: string | null;
}

/** An agency of a list or a rehearsal as a person would write it: its role mailbox first, then its head. */
export function listedInput(agency: ListedAgency): AgencyInput {
  const { name, kind, tags, standing, binding, email, headEmail, phone } = agency;
  const mailbox = { role: 'mailbox' as const, name: null, email, phone };
  const head = { role: 'head' as const, name: null, email: headEmail ?? '', phone: null };
  const contacts = [mailbox, head].filter((contact) => contact.email !== '');
  return { name, kind, tags, standing, binding, contacts };
}

export type KnownContact = ContactInput & { readonly id: string };

/** An agency of the office's list. */
export type KnownAgency = Omit<AgencyInput, 'contacts'> & {
  readonly id: string;
  readonly contacts: readonly KnownContact[];
};

/** What becomes of the list when many agencies are entered at once. */
export interface ListChange {
  readonly added: readonly AgencyInput[];
  readonly changed: readonly { readonly known: KnownAgency; readonly input: AgencyInput }[];
  /** By line of what was entered: an agency entered twice is added once and changed by its second line. */
  readonly counts: {
    readonly added: number;
    readonly changed: number;
    readonly unchanged: number;
  };
}

/** New names are added, known ones brought up to date, others left alone; of two lines of one name the last one holds. */
export function changeOfList(
  inputs: readonly AgencyInput[],
  list: readonly KnownAgency[],
): ListChange {
  const known = new Map(list.map((agency) => [agency.name, agency]));
  const written = new Map<string, AgencyInput>();
  const counts = { added: 0, changed: 0, unchanged: 0 };
  for (const input of inputs) {
    const before = written.get(input.name) ?? known.get(input.name);
    if (before === undefined) counts.added += 1;
    else if (isAsWritten(before, input)) counts.unchanged += 1;
    else counts.changed += 1;
    written.set(input.name, input);
  }
  const final = [...written.values()];
  return {
    added: final.filter(({ name }) => !known.has(name)),
    changed: final.flatMap((input) => {
      const agency = known.get(input.name);
      return agency === undefined || isAsWritten(agency, input) ? [] : [{ known: agency, input }];
    }),
    counts,
  };
}

/** What becomes of the contacts of one agency. */
export interface ContactChange {
  /** Those that stay or are new, each with its place; `id` null for a new one. */
  readonly put: readonly {
    readonly id: string | null;
    readonly position: number;
    readonly contact: ContactInput;
  }[];
  /** Ids of those no longer listed. */
  readonly gone: readonly string[];
}

/** The contacts as listed; one whose address and role stay keeps its id and what is known of it. */
export function changeOfContacts(
  present: readonly KnownContact[],
  wanted: readonly ContactInput[],
): ContactChange {
  const kept = new Set<string>();
  const put = wanted.map((contact, index) => {
    const same = present.find(
      ({ id, role, email }) =>
        !kept.has(id) &&
        role === contact.role &&
        email.toLowerCase() === contact.email.toLowerCase(),
    );
    if (same !== undefined) kept.add(same.id);
    return { id: same?.id ?? null, position: index + 1, contact };
  });
  return { put, gone: present.filter(({ id }) => !kept.has(id)).map(({ id }) => id) };
}

function isAsWritten(agency: AgencyInput, input: AgencyInput): boolean {
  return asText(agency) === asText(input);
}

function asText({ name, kind, tags, standing, binding, contacts }: AgencyInput): string {
  const addresses = contacts.map((one) => [one.role, one.name, one.email.toLowerCase(), one.phone]);
  return JSON.stringify([name, kind, tags, standing, binding, addresses]);
}
