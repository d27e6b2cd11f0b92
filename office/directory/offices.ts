import { sql } from 'kysely';
import type { OfficeOfStaff } from '../../contract/session.js';
import { rolesOn } from '../../domain/absence.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { needsSecondFactor } from '../../domain/second-factor.js';
import type { SecondFactorFor } from '../../domain/second-factor.js';
import { staffRoles } from '../../domain/staff-role.js';
import type { StaffRole } from '../../domain/staff-role.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import { peopleAtWork } from '../reminding/people-at-work.js';

/** One person in one office: who acts, and what they may do there. */
export interface StaffInOffice extends Omit<OfficeOfStaff, 'mustEnrol'> {
  /** Whether the office asks this person for a second factor. */
  readonly asksSecondFactor: boolean;
  readonly staffId: string;
  readonly staffName: string;
}

/**
 * The offices an account may work in: live ones first in the order in which they were joined, then their rehearsals,
 * the newest of each first. Who does the work of somebody away has his roles too, but for the administrator's.
 */
export async function officesOfStaff(
  db: LedgerDb,
  { userId, realNow }: { readonly userId: string; readonly realNow: Instant },
): Promise<readonly StaffInOffice[]> {
  // One read for both kinds: every request of a person begins with it.
  const asked = db
    .selectFrom('staff')
    .innerJoin('office as mother', 'mother.id', 'staff.office_id')
    .innerJoin('office', (join) =>
      join.on((eb) =>
        eb.or([
          eb('office.id', '=', eb.ref('mother.id')),
          eb('office.mother_office_id', '=', eb.ref('mother.id')),
        ]),
      ),
    )
    .select([
      'staff.id as staffId',
      'staff.name as staffName',
      'staff.roles',
      'office.id',
      'office.name',
      'office.short_name',
      'office.kind',
      'office.mother_office_id',
      'office.clock_at',
      'mother.opened_at',
    ])
    .select(sql<SecondFactorFor | null>`mother.settings ->> 'secondFactor'`.as('secondFactor'))
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('absence')
            .select('absence.id')
            .whereRef('absence.office_id', '=', 'mother.id')
            .where('absence.from_day', '<=', dayAt(realNow))
            .where('absence.to_day', '>=', dayAt(realNow)),
        )
        .as('somebodyAway'),
    )
    .where('staff.user_id', '=', userId)
    .where('staff.active', '=', true)
    .where('mother.kind', '=', 'live')
    .orderBy((eb) => eb.case().when('office.kind', '=', 'live').then(0).else(1).end())
    // The first one joined is where a person starts, whoever has added them since.
    .orderBy('staff.joined_at')
    .orderBy('mother.name')
    .orderBy('office.created_at', 'desc');
  const rows = await keptRows(db, asked);
  const lent = new Map<string, readonly StaffRole[]>();
  for (const { id, staffId } of rows.filter((row) => row.kind === 'live' && row.somebodyAway)) {
    const atWork = await peopleAtWork({ trx: db, officeId: id, now: realNow });
    const own = atWork.people.find((person) => person.id === staffId);
    if (own !== undefined) lent.set(id, rolesOn(own, atWork));
  }
  return rows.map((row) => ({
    asksSecondFactor: needsSecondFactor(row.secondFactor ?? 'nobody', row.roles),
    staffId: row.staffId,
    staffName: row.staffName,
    id: row.id,
    name: row.name,
    shortName: row.short_name,
    open: row.opened_at !== null,
    roles: [...(lent.get(row.id) ?? staffRoles(row.roles))],
    ...(row.kind === 'live'
      ? { kind: 'live', motherOfficeId: null, canWrite: true, now: realNow }
      : {
          kind: 'rehearsal',
          motherOfficeId: row.mother_office_id,
          canWrite: false,
          now: row.clock_at ?? realNow,
        }),
  }));
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
