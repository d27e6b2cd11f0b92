import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { AgencyKind } from '../../domain/indicators.js';
import { ok, refuse } from '../../domain/result.js';
import { OfficeSettings } from '../../domain/schemas/office-settings.js';
import { record } from '../audit/record.js';
import { regroupObligations } from '../counting/obligation-rows.js';
import type { OfficeScope } from '../scope.js';
import type { ActResult } from '../act-result.js';

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

export interface StaffInput {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly roles: readonly ('officer' | 'approver' | 'clerk' | 'admin')[];
  readonly deputyOf: string | null;
  readonly active: boolean;
}

/** A new agency with its contacts. */
export async function addAgency(
  scope: OfficeScope,
  input: AgencyInput,
): ActResult<{ agencyId: string }> {
  if ((await agencyNamed(scope, input.name)) !== null) return refuse('AGENCY_EXISTS');
  const agencyId = await insertAgency(scope, input);
  await record(scope, 'addAgency', `agency:${agencyId}`);
  return ok({ agencyId });
}

/** An agency and its contacts as they are to be from now on; an address that stays keeps its bounce. */
export async function editAgency(
  scope: OfficeScope,
  { agencyId, ...input }: AgencyInput & { readonly agencyId: string },
): ActResult {
  const known = await scope.trx
    .selectFrom('agency')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', agencyId)
    .forUpdate()
    .executeTakeFirst();
  if (known === undefined) return refuse('NOT_FOUND');
  const namesake = await agencyNamed(scope, input.name);
  if (namesake !== null && namesake !== agencyId) return refuse('AGENCY_EXISTS');
  const before = await contactsOf(scope, agencyId);
  await updateAgency(scope, agencyId, input);
  await record(scope, 'editAgency', `agency:${agencyId}`, {
    addressChanged: addressesOf(before) !== addressesOf(input.contacts),
  });
  return ok({});
}

/** Many agencies at once, by name: new ones are added, known ones brought up to date, others left alone. */
export async function importAgencies(
  scope: OfficeScope,
  inputs: readonly AgencyInput[],
): ActResult<{ added: number; changed: number; unchanged: number }> {
  const done = { added: 0, changed: 0, unchanged: 0 };
  for (const input of inputs) {
    const agencyId = await agencyNamed(scope, input.name);
    if (agencyId === null) {
      await insertAgency(scope, input);
      done.added += 1;
    } else if (await isAsWritten(scope, agencyId, input)) {
      done.unchanged += 1;
    } else {
      await updateAgency(scope, agencyId, input);
      done.changed += 1;
    }
  }
  await record(scope, 'importAgencies', `office:${scope.officeId}`, done);
  return ok(done);
}

/** A new member of staff; `userId` is the account to sign in with. */
export async function addStaff(
  scope: OfficeScope,
  { userId, ...input }: StaffInput & { readonly userId: string | null },
): ActResult<{ staffId: string }> {
  if ((await staffWithAddress(scope, input.email)) !== null) return refuse('STAFF_EXISTS');
  const staffId = randomUUID();
  await scope.trx
    .insertInto('staff')
    .values({ office_id: scope.officeId, id: staffId, user_id: userId, ...staffColumns(input) })
    .execute();
  await record(scope, 'addStaff', `staff:${staffId}`, { roles: [...input.roles] });
  return ok({ staffId });
}

/** Changes a member of staff; the last active administrator stays one. */
export async function editStaff(
  scope: OfficeScope,
  { staffId, ...input }: StaffInput & { readonly staffId: string },
): ActResult<{ userId: string | null; emailChanged: boolean }> {
  const staff = await scope.trx
    .selectFrom('staff')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .orderBy('id')
    .forUpdate()
    .execute();
  const present = staff.find(({ id }) => id === staffId);
  if (present === undefined) return refuse('NOT_FOUND');
  const namesake = await staffWithAddress(scope, input.email);
  if (namesake !== null && namesake !== staffId) return refuse('STAFF_EXISTS');
  const otherAdmins = staff.some(
    ({ id, active, roles }) => id !== staffId && active && roles.includes('admin'),
  );
  const staysAdmin = input.active && input.roles.includes('admin');
  if (!otherAdmins && !staysAdmin) return refuse('LAST_ADMIN');
  await scope.trx
    .updateTable('staff')
    .set(staffColumns(input))
    .where('office_id', '=', scope.officeId)
    .where('id', '=', staffId)
    .execute();
  const emailChanged = present.email.toLowerCase() !== input.email.toLowerCase();
  await record(scope, 'editStaff', `staff:${staffId}`, {
    roles: [...input.roles],
    rolesBefore: [...present.roles],
    active: input.active,
    addressChanged: emailChanged,
  });
  return ok({ userId: present.user_id, emailChanged });
}

/** What an office sets for itself; cycles already running keep what they were opened with. */
export async function setSettings(
  scope: OfficeScope,
  input: {
    readonly name: string;
    readonly shortName: string;
    readonly rollForward: boolean;
    readonly mailMinute: number;
    readonly lastMailMinute: number;
    readonly ministryAddress: string | null;
    /** Left out by callers from before the setting: it stays as it is. */
    readonly twoPersons?: boolean | null | undefined;
  },
): ActResult {
  const { name, shortName, twoPersons = scope.office.parsed.twoPersons, ...changed } = input;
  const settings = OfficeSettings.parse({ ...scope.office.parsed, ...changed, twoPersons });
  await scope.trx
    .updateTable('office')
    .set({ name, short_name: shortName, settings: JSON.stringify(settings) })
    .where('id', '=', scope.officeId)
    .execute();
  await record(scope, 'setSettings', `office:${scope.officeId}`, {
    rollForward: settings.rollForward,
    mailMinute: settings.mailMinute,
    lastMailMinute: settings.lastMailMinute,
    twoPersons: settings.twoPersons,
  });
  return ok({});
}

function staffColumns(input: StaffInput) {
  return {
    name: input.name,
    email: input.email,
    phone: input.phone,
    roles: [...input.roles],
    deputy_of: input.deputyOf,
    active: input.active,
  };
}

async function staffWithAddress(scope: OfficeScope, email: string): Promise<string | null> {
  const row = await scope.trx
    .selectFrom('staff')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where(sql<string>`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst();
  return row?.id ?? null;
}

async function agencyNamed(scope: OfficeScope, name: string): Promise<string | null> {
  const row = await scope.trx
    .selectFrom('agency')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.id ?? null;
}

async function insertAgency(scope: OfficeScope, input: AgencyInput): Promise<string> {
  const id = randomUUID();
  await scope.trx
    .insertInto('agency')
    .values({
      office_id: scope.officeId,
      id,
      name: input.name,
      kind: input.kind,
      tags: [...input.tags],
      standing: input.standing,
      binding: input.binding,
      valid_from: null,
      valid_to: null,
      successor_id: null,
    })
    .execute();
  await putContacts(scope, id, input.contacts);
  return id;
}

async function updateAgency(
  scope: OfficeScope,
  agencyId: string,
  input: AgencyInput,
): Promise<void> {
  await scope.trx
    .updateTable('agency')
    .set({
      name: input.name,
      kind: input.kind,
      tags: [...input.tags],
      standing: input.standing,
      binding: input.binding,
    })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', agencyId)
    .execute();
  await regroupObligations(scope, [agencyId]);
  await putContacts(scope, agencyId, input.contacts);
}

/** The contacts as listed; one whose address and role stay keeps its id and what is known of it. */
async function putContacts(
  scope: OfficeScope,
  agencyId: string,
  contacts: readonly ContactInput[],
): Promise<void> {
  const present = await contactsOf(scope, agencyId);
  const kept = new Set<string>();
  for (const [index, contact] of contacts.entries()) {
    const same = present.find(
      ({ id, role, email }) =>
        !kept.has(id) &&
        role === contact.role &&
        email.toLowerCase() === contact.email.toLowerCase(),
    );
    const columns = { ...contact, position: index + 1 };
    if (same === undefined) {
      await scope.trx
        .insertInto('contact')
        .values({
          office_id: scope.officeId,
          id: randomUUID(),
          agency_id: agencyId,
          ...columns,
          bounced_at: null,
          valid_from: null,
          valid_to: null,
        })
        .execute();
    } else {
      kept.add(same.id);
      await scope.trx
        .updateTable('contact')
        .set(columns)
        .where('office_id', '=', scope.officeId)
        .where('id', '=', same.id)
        .execute();
    }
  }
  const gone = present.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  if (gone.length === 0) return;
  await scope.trx
    .deleteFrom('contact')
    .where('office_id', '=', scope.officeId)
    .where('id', 'in', gone)
    .execute();
}

/** Who is written to, as one text to compare. */
function addressesOf(contacts: readonly Pick<ContactInput, 'role' | 'email'>[]): string {
  return JSON.stringify(contacts.map(({ role, email }) => [role, email.toLowerCase()]));
}

async function contactsOf(scope: OfficeScope, agencyId: string) {
  return scope.trx
    .selectFrom('contact')
    .select(['id', 'role', 'name', 'email', 'phone'])
    .where('office_id', '=', scope.officeId)
    .where('agency_id', '=', agencyId)
    .orderBy('position')
    .execute();
}

async function isAsWritten(
  scope: OfficeScope,
  agencyId: string,
  input: AgencyInput,
): Promise<boolean> {
  const agency = await scope.trx
    .selectFrom('agency')
    .select(['name', 'kind', 'tags', 'standing', 'binding'])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', agencyId)
    .executeTakeFirstOrThrow();
  const contacts = await contactsOf(scope, agencyId);
  const text = (one: AgencyInput) =>
    JSON.stringify([
      one.name,
      one.kind,
      one.tags,
      one.standing,
      one.binding,
      one.contacts.map(({ role, name, email, phone }) => [role, name, email.toLowerCase(), phone]),
    ]);
  return text({ ...agency, contacts }) === text(input);
}
