import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { NamedPerson } from '../../domain/plan-officers.js';
import { ok, refuse } from '../../domain/result.js';
import { OfficeSettings } from '../../domain/schemas/office-settings.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { followPerson, handOver } from './hand-over.js';
import type { ActResult } from '../act-result.js';

export interface StaffInput {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly roles: readonly ('officer' | 'approver' | 'clerk' | 'admin')[];
  readonly deputyOf: string | null;
  readonly active: boolean;
}

/** Of the settings those that change. */
export type SettingsChange = {
  readonly [Key in 'name' | 'shortName']?: string | undefined;
} & {
  readonly [
    Key in
      | 'rollForward'
      | 'mailMinute'
      | 'lastMailMinute'
      | 'ministryAddress'
      | 'twoPersons'
      | 'countSubmitted'
      | 'askWithoutLeader'
      | 'governingBody'
      | 'placeOfIssue'
      | 'signers'
      | 'guidance'
      | 'approvalSteps'
      | 'papers'
      | 'leaderSignsOutside'
      | 'overviewReaders'
      | 'secondFactor'
      | 'organId'
      | 'organs'
  ]?: OfficeSettings[Key] | undefined;
};

/** A new member of staff; `userId` is the account to sign in with. */
export async function addStaff(
  scope: OfficeScope,
  { userId, ...input }: StaffInput & { readonly userId: string | null },
): ActResult<{ staffId: string }> {
  if ((await staffWithAddress(scope, input.email)) !== null) return refuse('STAFF_EXISTS');
  const staffId = randomUUID();
  if (!(await maySubstitute(scope, staffId, input.deputyOf))) return refuse('DEPUTY_UNKNOWN');
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
  {
    staffId,
    takenOverBy,
    ...input
  }: StaffInput & {
    readonly staffId: string;
    /** Who takes over the work of one who leaves, or has left; null: nobody is named yet. */
    readonly takenOverBy?: string | null | undefined;
  },
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
  // One who stood in before stays, whoever has left meanwhile.
  const isNew = input.deputyOf !== present.deputy_of;
  if (isNew && !(await maySubstitute(scope, staffId, input.deputyOf))) {
    return refuse('DEPUTY_UNKNOWN');
  }
  const otherAdmins = staff.some(
    ({ id, active, roles }) => id !== staffId && active && roles.includes('admin'),
  );
  const staysAdmin = input.active && input.roles.includes('admin');
  if (!otherAdmins && !staysAdmin) return refuse('LAST_ADMIN');
  const returns = !present.active && input.active;
  if (returns || (!input.active && (present.active || takenOverBy != null))) {
    const handed = await handOver(scope, {
      leaving: present,
      namedId: returns ? staffId : (takenOverBy ?? null),
      staff: staff.map((one) => (one.id === staffId ? { ...one, ...staffColumns(input) } : one)),
    });
    if (!handed.ok) return handed;
  }
  await scope.trx
    .updateTable('staff')
    .set(staffColumns(input))
    .where('office_id', '=', scope.officeId)
    .where('id', '=', staffId)
    .execute();
  if (present.active && input.active && isOtherwise(present, input)) {
    await followPerson(scope, { staffId, named: present, present: input });
  }
  const emailChanged = present.email.toLowerCase() !== input.email.toLowerCase();
  await record(scope, 'editStaff', `staff:${staffId}`, {
    roles: [...input.roles],
    rolesBefore: [...present.roles],
    active: input.active,
    addressChanged: emailChanged,
  });
  return ok({ userId: present.user_id, emailChanged });
}

/** What an office changes of its settings; what is left out stays. Cycles already running keep what they were opened with. */
export async function setSettings(
  scope: OfficeScope,
  { name, shortName, ...changed }: SettingsChange,
): ActResult {
  // Locked before it is read: of two administrators at once the second changes what the first has left.
  const office = await scope.trx
    .selectFrom('office')
    .select(['name', 'short_name', 'settings'])
    .where('id', '=', scope.officeId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const given = Object.entries(changed).filter(([, value]) => value !== undefined);
  const settings = OfficeSettings.parse({ ...office.settings, ...Object.fromEntries(given) });
  if (settings.mailMinute >= settings.lastMailMinute) return refuse('MAIL_HOURS');
  if (changed.approvalSteps !== undefined && !(await allApprove(scope, changed.approvalSteps))) {
    return refuse('STEP_PERSON_UNKNOWN');
  }
  if (!(await allAreActive(scope, changed.overviewReaders ?? []))) return refuse('READER_UNKNOWN');
  await scope.trx
    .updateTable('office')
    .set({
      name: name ?? office.name,
      short_name: shortName ?? office.short_name,
      // A newer version that runs beside this one, while it is upgraded, may have kept more.
      settings: JSON.stringify({ ...office.settings, ...settings }),
    })
    .where('id', '=', scope.officeId)
    .execute();
  await record(scope, 'setSettings', `office:${scope.officeId}`, {
    rollForward: settings.rollForward,
    mailMinute: settings.mailMinute,
    lastMailMinute: settings.lastMailMinute,
    twoPersons: settings.twoPersons,
    countSubmitted: settings.countSubmitted,
    askWithoutLeader: settings.askWithoutLeader,
    approvalSteps: settings.approvalSteps.length,
    leaderSignsOutside: settings.leaderSignsOutside,
    overviewReaders: settings.overviewReaders.length,
    secondFactor: settings.secondFactor,
    dataTermMonths: settings.dataTermMonths,
  });
  return ok({});
}

/** Whether everybody whom steps of approval name approves in the office. */
async function allApprove(
  scope: OfficeScope,
  steps: OfficeSettings['approvalSteps'],
): Promise<boolean> {
  const named = new Set(steps.flatMap(({ staffId }) => staffId ?? []));
  if (named.size === 0) return true;
  const rows = await scope.trx
    .selectFrom('staff')
    .select('roles')
    .where('office_id', '=', scope.officeId)
    .where('active', '=', true)
    .where('id', 'in', [...named])
    .execute();
  return rows.filter(({ roles }) => roles.includes('approver')).length === named.size;
}

/** Whether all of these are active staff of the office. */
async function allAreActive(scope: OfficeScope, staffIds: readonly string[]): Promise<boolean> {
  const named = [...new Set(staffIds)];
  if (named.length === 0) return true;
  const rows = await scope.trx
    .selectFrom('staff')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('active', '=', true)
    .where('id', 'in', named)
    .execute();
  return rows.length === named.length;
}

/** Whether mails name somebody otherwise from now on. */
function isOtherwise(before: NamedPerson, after: NamedPerson): boolean {
  return before.name !== after.name || before.email !== after.email || before.phone !== after.phone;
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

/** Whether somebody may stand in for another: an active colleague of the same office, and not oneself. */
async function maySubstitute(
  scope: OfficeScope,
  staffId: string,
  deputyOf: string | null,
): Promise<boolean> {
  if (deputyOf === null) return true;
  const colleague = await scope.trx
    .selectFrom('staff')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', deputyOf)
    .where('id', '!=', staffId)
    .where('active', '=', true)
    .executeTakeFirst();
  return colleague !== undefined;
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
