import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ExpressionBuilder, SqlBool, Expression } from 'kysely';
import { changeOfContacts } from '../../domain/agency-list.js';
import type { AgencyInput, KnownAgency } from '../../domain/agency-list.js';
import type { KeptAgency } from '../../domain/units/unit-match.js';
import { batches } from '../../db/batches.js';
import type { Tables } from '../../db/tables.js';
import { regroupObligations } from '../counting/obligation-rows.js';
import { holdDutiesOf } from '../lock-order.js';
import type { OfficeScope } from '../scope.js';

type Where = (eb: ExpressionBuilder<Tables, 'agency'>) => Expression<SqlBool>;

/** Every agency of the office by its name. */
export async function agencyNames(
  scope: Pick<OfficeScope, 'trx' | 'officeId'>,
): Promise<readonly KeptAgency[]> {
  return scope.trx
    .selectFrom('agency')
    .select(['id', 'name', 'unit_code as unit'])
    .where('office_id', '=', scope.officeId)
    .orderBy('name')
    .execute();
}

/** Some agencies, locked, with their contacts. */
export async function lockAgenciesOf(
  scope: OfficeScope,
  ids: readonly string[],
): Promise<readonly KnownAgency[]> {
  return lockAgencies(scope, (eb) => eb('id', '=', sql<string>`any(${[...ids]}::uuid[])`));
}

/** The agency of an id and whichever has a name, locked together, with their contacts. */
export async function lockAgencyAndNamed(
  scope: OfficeScope,
  agencyId: string,
  name: string,
): Promise<readonly KnownAgency[]> {
  return lockAgencies(scope, (eb) => eb.or([eb('id', '=', agencyId), eb('name', '=', name)]));
}

async function lockAgencies(scope: OfficeScope, which: Where): Promise<readonly KnownAgency[]> {
  const found = await scope.trx
    .selectFrom('agency')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where(which)
    .execute();
  // What they owe stands before them (lock-order.ts): it is counted in other groups when they change.
  await holdDutiesOf(
    scope,
    found.map(({ id }) => id),
  );
  const agencies = await scope.trx
    .selectFrom('agency')
    .select([
      'id',
      'name',
      'kind',
      'tags',
      'standing',
      'binding',
      'organ_id as organId',
      'unit_code as unit',
    ])
    .where('office_id', '=', scope.officeId)
    .where(which)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (agencies.length === 0) return [];
  const contacts = await scope.trx
    .selectFrom('contact')
    .select(['id', 'agency_id', 'role', 'name', 'email', 'phone'])
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('agency_id', '=', sql<string>`any(${agencies.map(({ id }) => id)}::uuid[])`))
    .orderBy('position')
    .execute();
  const ofAgency = new Map(agencies.map(({ id }) => [id, [] as typeof contacts]));
  for (const contact of contacts) ofAgency.get(contact.agency_id)?.push(contact);
  return agencies.map((agency) => ({ ...agency, contacts: ofAgency.get(agency.id) ?? [] }));
}

/** Enters new agencies with their contacts in two statements; returns their ids in order. */
export async function insertAgencies(
  scope: Pick<OfficeScope, 'trx' | 'officeId'>,
  agencies: readonly (AgencyInput & { readonly unit?: string | null })[],
): Promise<readonly string[]> {
  const rows = agencies.map(({ contacts, ...agency }) => ({
    ...agency,
    contacts,
    id: randomUUID(),
  }));
  const columns = rows.map(
    ({ id, name, kind, tags, standing, binding, organId = null, unit = null }) => {
      const named = { office_id: scope.officeId, id, name, kind, tags: [...tags] };
      return { ...named, standing, binding, organ_id: organId, unit_code: unit };
    },
  );
  for (const some of batches(columns)) {
    await scope.trx.insertInto('agency').values(some).execute();
  }
  const contacts = rows.flatMap(({ id, contacts: own }) =>
    own.map((contact, index) => ({ agencyId: id, contact, position: index + 1 })),
  );
  await insertContacts(scope, contacts);
  return rows.map(({ id }) => id);
}

/** Brings known agencies and their contacts up to date, in a few statements for all of them. */
export async function updateAgencies(
  scope: OfficeScope,
  changes: readonly {
    readonly known: KnownAgency;
    readonly input: AgencyInput;
    readonly unit?: string | null;
  }[],
): Promise<void> {
  if (changes.length === 0) return;
  const agencies = changes.map(({ known, input: { contacts: _, ...input }, unit = known.unit }) => {
    const { organId = known.organId } = input;
    return { id: known.id, unit, ...input, organId };
  });
  await sql`
    update agency a set name = given.name, kind = given.kind, standing = given.standing,
           binding = given.binding, organ_id = given."organId", unit_code = given.unit,
           tags = array(select jsonb_array_elements_text(given.tags))
      from jsonb_to_recordset(${JSON.stringify(agencies)}::jsonb) as given(
        id uuid, unit text, name text, kind text, tags jsonb, standing boolean, binding boolean, "organId" text)
     where a.office_id = ${scope.officeId} and a.id = given.id`.execute(scope.trx);
  await regroupObligations(
    scope,
    changes.map(({ known }) => known.id),
  );
  const contacts = changes.map(({ known, input }) => ({
    agencyId: known.id,
    ...changeOfContacts(known.contacts, input.contacts),
  }));
  await deleteContacts(
    scope,
    contacts.flatMap(({ gone }) => gone),
  );
  const put = contacts.flatMap(({ agencyId, put: own }) =>
    own.map((one) => ({ agencyId, ...one })),
  );
  await updateContacts(
    scope,
    put.flatMap(({ id, contact, position }) => (id === null ? [] : [{ ...contact, id, position }])),
  );
  await insertContacts(
    scope,
    put.filter(({ id }) => id === null),
  );
}

async function insertContacts(
  scope: Pick<OfficeScope, 'trx' | 'officeId'>,
  contacts: readonly {
    readonly agencyId: string;
    readonly position: number;
    readonly contact: AgencyInput['contacts'][number];
  }[],
): Promise<void> {
  const rows = contacts.map(({ agencyId, position, contact: { role, name, email, phone } }) => ({
    office_id: scope.officeId,
    id: randomUUID(),
    agency_id: agencyId,
    position,
    role,
    name,
    email,
    phone,
  }));
  for (const some of batches(rows)) {
    await scope.trx.insertInto('contact').values(some).execute();
  }
}

async function updateContacts(
  scope: OfficeScope,
  contacts: readonly (AgencyInput['contacts'][number] & {
    readonly id: string;
    readonly position: number;
  })[],
): Promise<void> {
  if (contacts.length === 0) return;
  await sql`
    update contact c set position = given.position, role = given.role, name = given.name,
           email = given.email, phone = given.phone
      from jsonb_to_recordset(${JSON.stringify(contacts)}::jsonb) as given(
        id uuid, position int, role text, name text, email text, phone text)
     where c.office_id = ${scope.officeId} and c.id = given.id`.execute(scope.trx);
}

async function deleteContacts(scope: OfficeScope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await scope.trx
    .deleteFrom('contact')
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('id', '=', sql<string>`any(${[...ids]}::uuid[])`))
    .execute();
}
