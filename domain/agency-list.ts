import { agencyKindOf } from './agency-kind.js';
import type { AgencyKind } from './agency-kinds.js';
import type { AgencyLine } from './agency-lines.js';
import { agencyNameKey, nameMatcher } from './agency-match.js';
import type { NamedAgency, NameMatch } from './agency-match.js';
import type { ListedAgency } from './sample-agencies.js';
import { unitMatcher } from './units/unit-match.js';
import type { KeptAgency } from './units/unit-match.js';
import { namedAsUnit } from './units/unit-names.js';

/** An agency as a person writes it; contacts in the order in which they are tried. */
export interface AgencyInput {
  readonly name: string;
  readonly kind: AgencyKind;
  readonly tags: readonly string[];
  readonly standing: boolean;
  readonly binding: boolean;
  /** Mã định danh by which the document axis knows it; left out: as it was. */
  readonly organId?: string | null | undefined;
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
  /** The code of the commune that it is kept as; null where none was noted. */
  readonly unit: string | null;
  readonly contacts: readonly KnownContact[];
};

/** How a person answered which agency a name means: an id of the list, or `new`; by the name as it is compared. */
export type NameAnswers = Readonly<Record<string, string>>;

/** One thing of an agency that a list changes; as texts for the person who brought it. */
export interface FieldChange {
  readonly field:
    'name' | 'unit' | 'kind' | 'tags' | 'binding' | 'organId' | 'mailboxes' | 'head' | 'phone';
  readonly before: string;
  readonly after: string;
}

/** What becomes of the office's agencies when a list is brought in. */
export interface ListChange {
  readonly added: readonly (AgencyInput & {
    readonly line: number;
    readonly unit: string | null;
  })[];
  readonly changed: readonly {
    readonly line: number;
    readonly known: KnownAgency;
    readonly input: AgencyInput;
    readonly unit: string | null;
    readonly fields: readonly FieldChange[];
  }[];
  readonly unchanged: number;
  /** Names that may or may not be of the list: nothing is done before a person has said. */
  readonly unsure: readonly {
    readonly line: number;
    readonly name: string;
    readonly candidates: readonly NamedAgency[];
  }[];
}

/**
 * New names are added, known ones brought up to date, others left alone. What a line does not carry stays:
 * who stands for the office, further contacts, every cell that is empty, and the name, but that of a commune which
 * became a ward.
 */
export function changeOfList(
  lines: readonly AgencyLine[],
  list: readonly KnownAgency[],
  answers: NameAnswers = {},
): ListChange {
  const byId = new Map(list.map((agency) => [agency.id, agency]));
  const match = lineMatcher(list, lines);
  const added: ListChange['added'][number][] = [];
  const changed: ListChange['changed'][number][] = [];
  const unsure: ListChange['unsure'][number][] = [];
  let unchanged = 0;
  for (const line of lines) {
    const meant = matchAnswered(match(line), answers[agencyNameKey(line.name)], byId);
    if (meant.kind === 'unsure') {
      unsure.push({ line: line.line, name: line.name, candidates: meant.candidates });
      continue;
    }
    const known = meant.kind === 'known' ? byId.get(meant.id) : undefined;
    if (known === undefined) {
      added.push({ line: line.line, unit: line.unit?.code ?? null, ...newAgency(line) });
      continue;
    }
    const input = broughtUpToDate(known, line, list);
    const unit = line.unit?.code ?? known.unit;
    const fields = fieldChanges(known, { ...input, unit });
    if (fields.length === 0) unchanged += 1;
    else changed.push({ line: line.line, known, input, unit, fields });
  }
  return { added, changed, unchanged, unsure };
}

/** Which agency of the list a line means: by the code of its unit where it gives one, else by its name. */
export function lineMatcher(
  list: readonly KeptAgency[],
  lines: readonly AgencyLine[],
): (line: AgencyLine) => NameMatch {
  const byName = nameMatcher(
    list,
    lines.map(({ name }) => name),
  );
  const byUnit = unitMatcher(
    list,
    lines.flatMap(({ unit }) => unit ?? []),
  );
  return ({ name, unit }) => (unit === null ? byName(name) : byUnit(unit));
}

function matchAnswered(
  match: NameMatch,
  answer: string | undefined,
  byId: ReadonlyMap<string, KnownAgency>,
): NameMatch {
  if (match.kind !== 'unsure' || answer === undefined) return match;
  if (answer === 'new') return { kind: 'new' };
  return byId.has(answer) ? { kind: 'known', id: answer } : match;
}

function newAgency(line: AgencyLine): AgencyInput {
  return {
    name: line.name,
    kind: line.kind ?? agencyKindOf(line.name),
    tags: line.tags ?? [],
    standing: false,
    binding: line.binding ?? true,
    organId: line.organId,
    contacts: contactsWith([], line),
  };
}

function broughtUpToDate(
  known: KnownAgency,
  line: AgencyLine,
  list: readonly KnownAgency[],
): AgencyInput {
  const named = line.unit === null ? known.name : namedAsUnit(known.name, line.unit);
  const isTaken =
    named !== known.name && list.some(({ name }) => agencyNameKey(name) === agencyNameKey(named));
  return {
    // Two of one name cannot stand in a directory: a person ends the other one first.
    name: isTaken ? known.name : named,
    kind: line.kind ?? known.kind,
    tags: line.tags ?? known.tags,
    standing: known.standing,
    binding: line.binding ?? known.binding,
    organId: line.organId ?? known.organId,
    contacts: contactsWith(
      known.contacts.map(({ role, name, email, phone }) => ({ role, name, email, phone })),
      line,
    ),
  };
}

/** The contacts with the addresses of a line in place of the first mailboxes and the head; all others stay. */
function contactsWith(present: readonly ContactInput[], line: AgencyLine): ContactInput[] {
  const contacts = [...present];
  const at = (role: ContactInput['role'], nth: number) =>
    contacts.map((one, index) => ({ one, index })).filter(({ one }) => one.role === role)[nth];
  const isKnown = (email: string, role: ContactInput['role']) =>
    contacts.some((one) => one.role === role && sameAddress(one.email, email));
  line.emails.forEach((email, nth) => {
    if (isKnown(email, 'mailbox')) return;
    const place = at('mailbox', nth);
    const isWanted = line.emails.some((one) => sameAddress(one, place?.one.email ?? ''));
    if (place !== undefined && !isWanted) contacts[place.index] = { ...place.one, email };
    else {
      const fresh = { role: 'mailbox' as const, name: null, email, phone: null };
      contacts.splice(contacts.findLastIndex(({ role }) => role === 'mailbox') + 1, 0, fresh);
    }
  });
  const mailbox = at('mailbox', 0);
  if (line.phone !== null && mailbox !== undefined) {
    contacts[mailbox.index] = { ...mailbox.one, phone: line.phone };
  }
  if (line.headEmail !== null && !isKnown(line.headEmail, 'head')) {
    const head = at('head', 0);
    if (head === undefined) {
      contacts.push({ role: 'head', name: null, email: line.headEmail, phone: null });
    } else contacts[head.index] = { ...head.one, email: line.headEmail };
  }
  return contacts;
}

function fieldChanges(
  known: KnownAgency,
  input: AgencyInput & { readonly unit: string | null },
): FieldChange[] {
  const addresses = ({ contacts }: Pick<AgencyInput, 'contacts'>, role: ContactInput['role']) =>
    contacts
      .filter((one) => one.role === role)
      .map(({ email }) => email.toLowerCase())
      .join(', ');
  const phones = ({ contacts }: Pick<AgencyInput, 'contacts'>) =>
    contacts.flatMap(({ phone }) => phone ?? []).join(', ');
  const all: FieldChange[] = [
    { field: 'name', before: known.name, after: input.name },
    { field: 'unit', before: known.unit ?? '', after: input.unit ?? '' },
    { field: 'kind', before: known.kind, after: input.kind },
    { field: 'tags', before: known.tags.join('; '), after: input.tags.join('; ') },
    { field: 'binding', before: String(known.binding), after: String(input.binding) },
    { field: 'organId', before: known.organId ?? '', after: input.organId ?? '' },
    { field: 'mailboxes', before: addresses(known, 'mailbox'), after: addresses(input, 'mailbox') },
    { field: 'head', before: addresses(known, 'head'), after: addresses(input, 'head') },
    { field: 'phone', before: phones(known), after: phones(input) },
  ];
  return all.filter(({ before, after }) => before !== after);
}

function sameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
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
