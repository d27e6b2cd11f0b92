import { sql } from 'kysely';
import type { CalendarRow } from '../../contract/calendar.js';
import type { Agency, SettingsView } from '../../contract/directory.js';
import type { StaffRow } from '../../contract/staff.js';
import { OfficeSettings } from '../../domain/schemas/office-settings.js';
import { staffRoles } from '../../domain/staff-role.js';
import { folded } from '../../domain/folded.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Instant } from '../../domain/day.js';
import { codesOf, pausedAddresses } from './sign-in-pause.js';
import { pageOf } from '../page.js';
import type { PageAsked } from '../page.js';

/** One page of the agencies of an office by name, with their contacts in the order in which they are tried; `q` words of the name. */
export async function agencyList(
  db: LedgerDb,
  officeId: string,
  { q = '', after, limit }: PageAsked & { readonly q?: string | undefined },
): Promise<{ agencies: Agency[]; next: string | null }> {
  const words = folded(q);
  const found = await db
    .selectFrom('agency')
    .select([
      'id',
      'name',
      'kind',
      'tags',
      'standing',
      'binding',
      'organ_id as organId',
      'valid_from as validFrom',
      'valid_to as validTo',
      'unit_code as unit',
    ])
    .select((eb) =>
      eb
        .selectFrom('agency as heir')
        .select('heir.name')
        .whereRef('heir.office_id', '=', 'agency.office_id')
        .whereRef('heir.id', '=', 'agency.successor_id')
        .as('successor'),
    )
    .select([
      beside('agency_id', 'from_id').as('splitInto'),
      beside('from_id', 'agency_id').as('splitFrom'),
    ])
    .where('office_id', '=', officeId)
    .$if(words !== '', (query) => query.where(sql<boolean>`position(${words} in folded) > 0`))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(name collate "vi-x-icu", id) > (
        select b.name collate "vi-x-icu", b.id from agency b
         where b.office_id = ${officeId} and b.id = ${after})`),
    )
    .orderBy(sql`name collate "vi-x-icu"`)
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const { rows: agencies, next } = pageOf(found, limit, ({ id }) => id);
  const contacts = await db
    .selectFrom('contact')
    .select([
      'id',
      'agency_id',
      'position',
      'role',
      'name',
      'email',
      'phone',
      'bounced_at as bouncedAt',
    ])
    .where('office_id', '=', officeId)
    .where((eb) => eb('agency_id', '=', sql<string>`any(${agencies.map(({ id }) => id)}::uuid[])`))
    .orderBy('position')
    .execute();
  const byAgency = new Map<string, Agency['contacts']>();
  for (const { agency_id: agencyId, ...contact } of contacts) {
    const own = byAgency.get(agencyId);
    if (own === undefined) byAgency.set(agencyId, [contact]);
    else own.push(contact);
  }
  return {
    agencies: agencies.map((agency) => ({ ...agency, contacts: byAgency.get(agency.id) ?? [] })),
    next,
  };
}

/** The names of the agencies at the other end of splits, by name. */
function beside(other: 'agency_id' | 'from_id', own: 'agency_id' | 'from_id') {
  return sql<string[]>`array(
    select o.name from agency_part p
      join agency o on o.office_id = p.office_id and o.id = ${sql.ref(`p.${other}`)}
     where p.office_id = agency.office_id and ${sql.ref(`p.${own}`)} = agency.id
     order by o.name)`;
}

/** Whether an office has an agency of an id. */
export async function isAgency(db: LedgerDb, officeId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('agency')
    .select('id')
    .where('office_id', '=', officeId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether somebody of an office's staff has an address already, however it is written. */
export async function isStaffAddress(
  db: LedgerDb,
  officeId: string,
  email: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('staff')
    .select('id')
    .where('office_id', '=', officeId)
    .where(sql<string>`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst();
  return row !== undefined;
}

/** The days that differ from the plain week, of one year or all. */
export async function calendarDays(
  db: LedgerDb,
  officeId: string,
  year: number | undefined,
): Promise<CalendarRow[]> {
  const rows = await db
    .selectFrom('calendar_day')
    .select(['day', 'kind', 'confirmed', 'name', 'source'])
    .where('office_id', '=', officeId)
    .orderBy('day')
    .execute();
  return year === undefined ? rows : rows.filter(({ day }) => day.startsWith(`${String(year)}-`));
}

/** One page of the staff of an office, by name. */
export async function staffList(
  db: LedgerDb,
  officeId: string,
  {
    after,
    limit,
    now,
    enrolled,
  }: PageAsked & {
    readonly now: Instant;
    /** Which of some accounts have a second factor. */
    readonly enrolled: (userIds: readonly string[]) => Promise<ReadonlySet<string>>;
  },
): Promise<{ staff: StaffRow[]; next: string | null }> {
  const found = await db
    .selectFrom('staff')
    .selectAll()
    .where('office_id', '=', officeId)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(name collate "vi-x-icu", id) > (
        select b.name collate "vi-x-icu", b.id from staff b
         where b.office_id = ${officeId} and b.id = ${after})`),
    )
    .orderBy(sql`name collate "vi-x-icu"`)
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const { rows, next } = pageOf(found, limit, ({ id }) => id);
  const withSecondFactor = await enrolled(rows.flatMap(({ user_id: userId }) => userId ?? []));
  const plans = await db
    .selectFrom('plan')
    .select(['handed_from', sql<string | null>`identity ->> 'officerName'`.as('officer')])
    .select(sql<string | null>`lower(identity ->> 'replyTo')`.as('replyTo'))
    .where('office_id', '=', officeId)
    .where('closed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute();
  const paused = await pausedAddresses(db, {
    emails: rows.flatMap(({ email, user_id: userId }) => [
      email,
      ...(userId === null ? [] : [codesOf(userId)]),
    ]),
    now,
  });
  const pausedUntil = ({ email, user_id: userId }: (typeof rows)[number]) =>
    [email, ...(userId === null ? [] : [codesOf(userId)])]
      .flatMap((one) => paused.get(one.toLowerCase()) ?? [])
      .sort()
      .at(-1) ?? null;
  const staff = rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    roles: staffRoles(row.roles),
    deputyOf: row.deputy_of,
    active: row.active,
    hasAccount: row.user_id !== null,
    pausedUntil: pausedUntil(row),
    hasSecondFactor: row.user_id !== null && withSecondFactor.has(row.user_id),
    plansNamed: plans.filter(
      ({ officer, replyTo }) => officer === row.name || replyTo === row.email.toLowerCase(),
    ).length,
    plansToHandOver: plans.filter((plan) => plan.handed_from === row.id).length,
  }));
  return { staff, next };
}

/** The account a member of staff signs in with, and the address it is signed in by; null without one. */
export async function accountOfStaff(
  db: LedgerDb,
  { officeId, staffId }: { readonly officeId: string; readonly staffId: string },
): Promise<{ readonly userId: string; readonly email: string } | null> {
  const row = await db
    .selectFrom('staff')
    .select(['user_id as userId', 'email'])
    .where('office_id', '=', officeId)
    .where('id', '=', staffId)
    .executeTakeFirst();
  const userId = row?.userId ?? null;
  return row === undefined || userId === null ? null : { userId, email: row.email };
}

/**
 * Whether an account is another office's to reset and move: that of the office which its holder joined first
 * and still works in. Who is added to a second office keeps password and address out of its reach.
 */
export async function belongsElsewhere(
  db: LedgerDb,
  { officeId, userId }: { readonly officeId: string; readonly userId: string },
): Promise<boolean> {
  const first = await db
    .selectFrom('staff')
    .innerJoin('office', 'office.id', 'staff.office_id')
    .select('staff.office_id as officeId')
    .where('office.kind', '=', 'live')
    .where('staff.user_id', '=', userId)
    .where('staff.active', '=', true)
    .orderBy('staff.joined_at')
    .orderBy('office.created_at')
    .executeTakeFirst();
  return first !== undefined && first.officeId !== officeId;
}

/** What an office has set for itself. */
export async function officeSettings(db: LedgerDb, officeId: string): Promise<SettingsView> {
  const row = await db
    .selectFrom('office')
    .select(['name', 'short_name', 'settings'])
    .where('id', '=', officeId)
    .executeTakeFirstOrThrow();
  const { governingBody, placeOfIssue, signers, guidance } = OfficeSettings.parse(row.settings);
  const {
    rollForward,
    mailMinute,
    lastMailMinute,
    ministryAddress,
    twoPersons,
    countSubmitted,
    approvalSteps,
    leaderSignsOutside,
    overviewReaders,
    secondFactor,
    dataTermMonths,
    organId,
    organs,
  } = OfficeSettings.parse(row.settings);
  return {
    name: row.name,
    shortName: row.short_name,
    rollForward,
    mailMinute,
    lastMailMinute,
    ministryAddress,
    twoPersons,
    countSubmitted,
    askWithoutLeader: OfficeSettings.parse(row.settings).askWithoutLeader,
    governingBody,
    placeOfIssue,
    signers: [...signers],
    guidance,
    approvalSteps: [...approvalSteps],
    papers: OfficeSettings.parse(row.settings).papers,
    leaderSignsOutside,
    overviewReaders: [...overviewReaders],
    secondFactor,
    dataTermMonths,
    organId,
    organs: [...organs],
  };
}

/** The officer whose name, telephone and address a plan's mails start from. */
export async function officerOf(
  db: LedgerDb,
  { officeId, staffId }: { officeId: string; staffId: string },
): Promise<{
  name: string;
  phone: string;
  email: string;
  officeName: string;
  officeShortName: string;
  settings: OfficeSettings;
}> {
  const row = await db
    .selectFrom('staff')
    .innerJoin('office', 'office.id', 'staff.office_id')
    .select([
      'staff.name',
      'staff.phone',
      'staff.email',
      'office.name as officeName',
      'office.short_name as officeShortName',
      'office.settings',
    ])
    .where('staff.office_id', '=', officeId)
    .where('staff.id', '=', staffId)
    .executeTakeFirstOrThrow();
  return { ...row, phone: row.phone ?? '', settings: OfficeSettings.parse(row.settings) };
}
