import { changeOfList, lineMatcher } from '../../domain/agency-list.js';
import type {
  AgencyInput,
  ContactInput,
  KnownAgency,
  ListChange,
  NameAnswers,
} from '../../domain/agency-list.js';
import type { AgencyLine } from '../../domain/agency-lines.js';
import { agencyNameKey } from '../../domain/agency-match.js';
import { ok, refuse } from '../../domain/result.js';
import { endLinks } from '../agency-link/end-links.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import type { ActResult } from '../act-result.js';
import { canonicalText } from '../../domain/canonical-text.js';
import { sha256Of } from '../digest.js';
import {
  agencyNames,
  insertAgencies,
  lockAgenciesOf,
  lockAgencyAndNamed,
  updateAgencies,
} from './agency-rows.js';

/** A new agency with its contacts. */
export async function addAgency(
  scope: OfficeScope,
  input: AgencyInput,
): ActResult<{ agencyId: string }> {
  if ((await namesake(scope, input.name)) !== null) return refuse('AGENCY_EXISTS');
  const [agencyId] = await insertAgencies(scope, [input]);
  if (agencyId === undefined) throw new Error('an agency without an id');
  await record(scope, 'addAgency', `agency:${agencyId}`);
  return ok({ agencyId });
}

/** An agency and its contacts as they are to be from now on; an address that stays keeps its bounce. */
export async function editAgency(
  scope: OfficeScope,
  { agencyId, ...input }: AgencyInput & { readonly agencyId: string },
): ActResult {
  const locked = await lockAgencyAndNamed(scope, agencyId, input.name);
  const known = locked.find(({ id }) => id === agencyId);
  if (known === undefined) return refuse('NOT_FOUND');
  const other = await namesake(scope, input.name);
  const isTaken = other !== null && other !== agencyId;
  // Two that were written almost alike before may both keep their names.
  const isKept = agencyNameKey(known.name) === agencyNameKey(input.name);
  if (locked.some(({ id }) => id !== agencyId) || (isTaken && !isKept))
    return refuse('AGENCY_EXISTS');
  await updateAgencies(scope, [{ known, input }]);
  const ended = losingLinks([{ known, input }]);
  await endLinks(scope, ended);
  await record(scope, 'editAgency', `agency:${agencyId}`, {
    linkEnded: ended.length > 0,
    addressChanged: addressesOf(known.contacts) !== addressesOf(input.contacts),
  });
  return ok({});
}

/** What an import would do, with the mark of it that goes back with the word to do it. */
export async function importEffect(
  scope: OfficeScope,
  { lines, answers = {} }: { lines: readonly AgencyLine[]; answers?: NameAnswers },
): Promise<ListChange & { readonly seen: string }> {
  const list = await lockMeant(scope, lines, answers);
  return withMark(changeOfList(lines, list, answers));
}

/**
 * Many agencies at once, by name: new ones are added, known ones brought up to date in what their line
 * carries, others left alone. Refused while a name may be of the list and nobody has said, and when the
 * effect is another than was seen.
 */
export async function importAgencies(
  scope: OfficeScope,
  {
    lines,
    answers = {},
    seen = null,
    province = null,
    leftOut = 0,
  }: {
    lines: readonly AgencyLine[];
    answers?: NameAnswers;
    seen?: string | null;
    /** Whose units they are, where the shipped list is brought in. */
    province?: string | null;
    /** Wrong lines of the list that somebody has seen and left out. */
    leftOut?: number;
  },
): ActResult<{ added: number; changed: number; unchanged: number }> {
  const effect = await importEffect(scope, { lines, answers });
  const { added, changed, unchanged, unsure } = effect;
  if (unsure.length > 0) {
    return refuse('AGENCIES_UNSURE', {
      names: unsure.map(
        ({ name, candidates }) => `${name} (${candidates.map((one) => one.name).join(' / ')})`,
      ),
    });
  }
  if (seen !== null && seen !== effect.seen) return refuse('IMPORT_EFFECT_CHANGED');
  await insertAgencies(scope, added);
  await updateAgencies(scope, changed);
  const ended = losingLinks(changed);
  await endLinks(scope, ended);
  const counts = { added: added.length, changed: changed.length, unchanged };
  const subject = `office:${scope.officeId}`;
  await record(scope, 'importAgencies', subject, {
    ...counts,
    linksEnded: ended.length,
    ...(province === null ? {} : { province }),
    ...(leftOut === 0 ? {} : { leftOut }),
  });
  return ok(counts);
}

/** The agencies that the lines of a list may mean, locked, with their contacts. */
async function lockMeant(
  scope: OfficeScope,
  lines: readonly AgencyLine[],
  answers: NameAnswers,
): Promise<readonly KnownAgency[]> {
  const names = await agencyNames(scope);
  const match = lineMatcher(names, lines);
  const meant = lines.flatMap((line) => {
    const found = match(line);
    if (found.kind === 'known') return [found.id];
    return found.kind === 'unsure' ? found.candidates.map(({ id }) => id) : [];
  });
  return lockAgenciesOf(scope, [
    ...meant,
    ...Object.values(answers).filter((id) => names.some((one) => one.id === id)),
  ]);
}

/** An agency of the office that has this name already, however it is written; null for none. */
async function namesake(scope: OfficeScope, name: string): Promise<string | null> {
  const key = agencyNameKey(name);
  const names = await agencyNames(scope);
  return names.find((agency) => agencyNameKey(agency.name) === key)?.id ?? null;
}

function withMark(change: ListChange): ListChange & { readonly seen: string } {
  return { ...change, seen: sha256Of(canonicalText(change)) };
}

/** The agencies an address of which is gone: whoever reads it has the link, and is to have it no longer. */
function losingLinks(
  changed: readonly { readonly known: KnownAgency; readonly input: AgencyInput }[],
): readonly string[] {
  return changed
    .filter(({ known, input }) => {
      const kept = new Set(emailsOf(input.contacts));
      return emailsOf(known.contacts).some((email) => !kept.has(email));
    })
    .map(({ known }) => known.id);
}

/** The mail to a head has the link as well. */
function emailsOf(contacts: readonly Pick<ContactInput, 'email'>[]): readonly string[] {
  return contacts.map(({ email }) => email.toLowerCase());
}

/** Who is written to, as one text to compare. */
function addressesOf(contacts: readonly Pick<ContactInput, 'role' | 'email'>[]): string {
  return JSON.stringify(contacts.map(({ role, email }) => [role, email.toLowerCase()]));
}
