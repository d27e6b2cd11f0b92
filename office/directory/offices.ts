import type { OfficeOfStaff } from '../../contract/session.js';
import type { Instant } from '../../domain/day.js';
import { staffRoles } from '../../domain/staff-role.js';
import type { LedgerDb } from '../../db/connection.js';

/** One person in one office: who acts, and what they may do there. */
export interface StaffInOffice extends OfficeOfStaff {
  readonly staffId: string;
  readonly staffName: string;
}

/** The offices an account may work in, live ones first in the order in which they were joined, each followed by its rehearsals. */
export async function officesOfStaff(
  db: LedgerDb,
  { userId, realNow }: { readonly userId: string; readonly realNow: Instant },
): Promise<readonly StaffInOffice[]> {
  const member = db
    .selectFrom('staff')
    .innerJoin('office', 'office.id', 'staff.office_id')
    .where('staff.user_id', '=', userId)
    .where('staff.active', '=', true)
    .where('office.kind', '=', 'live');
  const [rows, shadows] = await Promise.all([
    member
      .select([
        'staff.id as staffId',
        'staff.name as staffName',
        'staff.roles',
        'office.id',
        'office.name',
        'office.short_name',
      ])
      // The first one joined is where a person starts, whoever has added them since.
      .orderBy('staff.joined_at')
      .orderBy('office.name')
      .execute(),
    db
      .selectFrom('office')
      .select(['id', 'name', 'short_name', 'mother_office_id', 'clock_at'])
      .where('kind', '=', 'rehearsal')
      .where('mother_office_id', 'in', member.select('office.id'))
      .orderBy('created_at', 'desc')
      .execute(),
  ]);
  const live = rows.map((row): StaffInOffice => ({
    staffId: row.staffId,
    staffName: row.staffName,
    id: row.id,
    name: row.name,
    shortName: row.short_name,
    kind: 'live',
    motherOfficeId: null,
    roles: staffRoles(row.roles),
    canWrite: true,
    now: realNow,
  }));
  const rehearsals = shadows.flatMap((shadow) => {
    const mother = live.find(({ id }) => id === shadow.mother_office_id);
    if (mother === undefined) return [];
    return [
      {
        ...mother,
        id: shadow.id,
        name: shadow.name,
        shortName: shadow.short_name,
        kind: 'rehearsal' as const,
        motherOfficeId: mother.id,
        canWrite: false,
        now: shadow.clock_at ?? realNow,
      },
    ];
  });
  return [...live, ...rehearsals];
}

/** A rehearsal by its shadow office. */
export interface KnownRehearsal {
  readonly officeId: string;
  readonly planId: string | null;
  readonly planTitle: string;
  readonly createdAt: Instant;
}

/** The rehearsals of an office, the newest first. */
export async function rehearsalsOf(
  db: LedgerDb,
  motherOfficeId: string,
): Promise<readonly KnownRehearsal[]> {
  const rows = await db
    .selectFrom('office')
    .leftJoin('plan', 'plan.office_id', 'office.id')
    .select([
      'office.id as officeId',
      'plan.id as planId',
      'plan.title as planTitle',
      'office.name as officeName',
      'office.created_at as createdAt',
    ])
    .where('office.kind', '=', 'rehearsal')
    .where('office.mother_office_id', '=', motherOfficeId)
    .orderBy('office.created_at', 'desc')
    .execute();
  return rows.map(({ officeName, planTitle, ...row }) => ({
    ...row,
    planTitle: planTitle ?? officeName,
  }));
}

/** One rehearsal of an office; null when it is not its own. */
export async function rehearsalOf(
  db: LedgerDb,
  { motherOfficeId, officeId }: { readonly motherOfficeId: string; readonly officeId: string },
): Promise<KnownRehearsal | null> {
  const all = await rehearsalsOf(db, motherOfficeId);
  return all.find((one) => one.officeId === officeId) ?? null;
}
