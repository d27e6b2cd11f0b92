import { record } from '../audit/record.js';
import { planNotices } from '../reminding/notices.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { codesOf, forgiveTries } from './sign-in-pause.js';
import type { StaffAuth } from './staff-auth.js';

/** What the operator's command did; null: nobody of an office signs in by this address. */
export interface FactorTakenAway {
  readonly email: string;
  /** Whether there was a second factor to take away. */
  readonly hadOne: boolean;
  /** The offices that the person works in, and how many of each were mailed about it. */
  readonly offices: readonly { readonly name: string; readonly mailed: number }[];
}

/**
 * The operator's way in for an account whose telephone and recovery codes are gone, where no other administrator could
 * help: its second factor ends with every session. Every office of the person has it in its audit, and mails it to the
 * person and to its other administrators, before it is done: in silence it would be a way in for somebody else.
 */
export async function takeSecondFactorAway(
  ledger: Ledger,
  auth: Pick<StaffAuth, 'userIdOf' | 'enrolledOf' | 'endSecondFactor'>,
  email: string,
): Promise<FactorTakenAway | null> {
  const userId = await auth.userIdOf(email.trim().toLowerCase());
  if (userId === null) return null;
  const works = await ledger.db
    .selectFrom('staff')
    .innerJoin('office', 'office.id', 'staff.office_id')
    .select(['office.id as officeId', 'office.name', 'staff.id as staffId', 'staff.email'])
    .where('staff.user_id', '=', userId)
    .where('staff.active', '=', true)
    .where('office.kind', '=', 'live')
    .orderBy('office.name')
    .execute();
  const [first] = works;
  if (first === undefined) return null;
  const hadOne = (await auth.enrolledOf([userId])).has(userId);
  if (!hadOne) return { email: first.email, hadOne, offices: [] };
  const offices = [];
  for (const { officeId, name, staffId } of works) {
    const mailed = await ledger.inOffice({ officeId, actor: 'system' }, async (scope) =>
      tellOffice(scope, staffId),
    );
    offices.push({ name, mailed });
  }
  await auth.endSecondFactor(userId);
  await forgiveTries(ledger, codesOf(userId));
  return { email: first.email, hadOne, offices };
}

async function tellOffice(scope: OfficeScope, staffId: string): Promise<number> {
  const people = await scope.trx
    .selectFrom('staff')
    .select(['id', 'name', 'email', 'roles'])
    .where('office_id', '=', scope.officeId)
    .where('active', '=', true)
    .orderBy('id')
    .execute();
  const told = people.filter(({ id, roles }) => id === staffId || roles.includes('admin'));
  const whose = people.find(({ id }) => id === staffId)?.name ?? '';
  await planNotices(
    scope,
    told.map(({ id, name, email }) => ({
      key: `desk/factorTakenAway/${staffId}/${scope.now}/${id}`,
      name: 'factorTakenAway',
      kind: 'desk',
      class: 'desk',
      to: { kind: 'staff', staffId: id, name, email },
      planId: null,
      cycleId: null,
      obligationId: null,
      data: { whose, own: id === staffId },
    })),
  );
  await record(scope, 'resetSecondFactor', `staff:${staffId}`, { byOperator: true });
  return told.length;
}
