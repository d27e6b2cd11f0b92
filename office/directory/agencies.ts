import { changeOfList } from '../../domain/agency-list.js';
import type { AgencyInput, ContactInput, KnownAgency } from '../../domain/agency-list.js';
import { ok, refuse } from '../../domain/result.js';
import { endLinks } from '../agency-link/end-links.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import type { ActResult } from '../act-result.js';
import { insertAgencies, lockAgencyAndNamed, lockNamed, updateAgencies } from './agency-rows.js';

/** A new agency with its contacts. */
export async function addAgency(
  scope: OfficeScope,
  input: AgencyInput,
): ActResult<{ agencyId: string }> {
  if ((await lockNamed(scope, [input.name])).length > 0) return refuse('AGENCY_EXISTS');
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
  if (locked.some(({ id }) => id !== agencyId)) return refuse('AGENCY_EXISTS');
  await updateAgencies(scope, [{ known, input }]);
  const ended = losingLinks([{ known, input }]);
  await endLinks(scope, ended);
  await record(scope, 'editAgency', `agency:${agencyId}`, {
    linkEnded: ended.length > 0,
    addressChanged: addressesOf(known.contacts) !== addressesOf(input.contacts),
  });
  return ok({});
}

/** Many agencies at once, by name: new ones are added, known ones brought up to date, others left alone. */
export async function importAgencies(
  scope: OfficeScope,
  inputs: readonly AgencyInput[],
): ActResult<{ added: number; changed: number; unchanged: number }> {
  const list = await lockNamed(
    scope,
    inputs.map(({ name }) => name),
  );
  const { added, changed, counts } = changeOfList(inputs, list);
  await insertAgencies(scope, added);
  await updateAgencies(scope, changed);
  const ended = losingLinks(changed);
  await endLinks(scope, ended);
  const subject = `office:${scope.officeId}`;
  await record(scope, 'importAgencies', subject, { ...counts, linksEnded: ended.length });
  return ok(counts);
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
