import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import { plusMs } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { planNotice } from '../reminding/notices.js';
import type { OfficeScope } from '../scope.js';

/** Long enough to find the mail, too short to be found in an old one. */
const RESET_MS = 30 * 60_000;
/** A stranger who asks again and again sends no more mails than this. */
const BETWEEN_MS = 5 * 60_000;

/**
 * Mails one of the staff a link by which another password is chosen. Within five minutes of one that was
 * not used none goes; with a new one the earlier ones have ended.
 */
export async function mailReset(
  scope: OfficeScope,
  { staffId }: { readonly staffId: string },
): ActResult<{ mailed: boolean }> {
  const { trx, officeId, realNow } = scope;
  const person = await trx
    .selectFrom('staff')
    .select(['name', 'email', 'user_id'])
    .where('office_id', '=', officeId)
    .where('id', '=', staffId)
    .where('active', '=', true)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (person === undefined || person.user_id === null) return refuse('NOT_FOUND');
  const latest = await trx
    .selectFrom('password_reset')
    .select((eb) => eb.fn.max('made_at').as('at'))
    .where('office_id', '=', officeId)
    .where('staff_id', '=', staffId)
    // Whoever used a link up and stands there without a password is mailed the next at once.
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (latest?.at != null && plusMs(latest.at, BETWEEN_MS) > realNow) return ok({ mailed: false });
  await endResets(scope, staffId);
  const id = randomUUID();
  await trx
    .insertInto('password_reset')
    .values({
      office_id: officeId,
      id,
      staff_id: staffId,
      made_at: realNow,
      ends_at: plusMs(realNow, RESET_MS),
      used_at: null,
    })
    .execute();
  await planNotice(scope, {
    key: `desk/passwordReset/${id}`,
    name: 'passwordReset',
    kind: 'desk',
    class: 'desk',
    to: { kind: 'staff', staffId, name: person.name, email: person.email },
    planId: null,
    cycleId: null,
    obligationId: null,
    data: { resetId: id },
  });
  await record(scope, 'mailPasswordReset', `staff:${staffId}`);
  return ok({ mailed: true });
}

/** Who may choose another password by a link that still serves, and in which office it was asked for; null for none. */
export async function resetOf(
  db: LedgerDb,
  { resetId, now }: { readonly resetId: string; readonly now: Instant },
): Promise<{
  readonly officeId: string;
  readonly staffId: string;
  readonly userId: string;
} | null> {
  const row = await db
    .selectFrom('password_reset')
    .innerJoin('staff', (join) =>
      join
        .onRef('staff.office_id', '=', 'password_reset.office_id')
        .onRef('staff.id', '=', 'password_reset.staff_id'),
    )
    .select(['staff.office_id as officeId', 'staff.id as staffId', 'staff.user_id as userId'])
    .where('password_reset.id', '=', resetId)
    .where('password_reset.used_at', 'is', null)
    .where('password_reset.ends_at', '>', now)
    .where('staff.active', '=', true)
    .executeTakeFirst();
  return row?.userId == null ? null : { ...row, userId: row.userId };
}

/** Uses a link up, with every other one of the same person; refused where somebody has been faster. */
export async function useReset(
  scope: OfficeScope,
  { resetId, staffId }: { readonly resetId: string; readonly staffId: string },
): ActResult {
  const used = await scope.trx
    .updateTable('password_reset')
    .set({ used_at: scope.realNow })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', resetId)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (used === undefined) return refuse('RESET_OVER');
  await endResets(scope, staffId);
  return ok({});
}

/** Lets a link serve again whose password could not be set; one that was mailed since has ended it. */
export async function putResetBack(
  scope: OfficeScope,
  { resetId, staffId }: { readonly resetId: string; readonly staffId: string },
): Promise<void> {
  await scope.trx
    .updateTable('password_reset')
    .set({ used_at: null })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', resetId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('password_reset as later')
            .select('later.id')
            .where('later.office_id', '=', scope.officeId)
            .where('later.staff_id', '=', staffId)
            .where('later.used_at', 'is', null),
        ),
      ),
    )
    .execute();
}

async function endResets(scope: OfficeScope, staffId: string): Promise<void> {
  await scope.trx
    .updateTable('password_reset')
    .set({ used_at: scope.realNow })
    .where('office_id', '=', scope.officeId)
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .execute();
}

/**
 * The active staff of an address in the office they joined first, which looks after their account; null for none.
 * `userId` is the account that has this address: where another office still writes an earlier one, whoever has
 * that mailbox now is nobody's staff.
 */
export async function staffOfAddress(
  db: LedgerDb,
  { email, userId }: { readonly email: string; readonly userId: string },
): Promise<{ readonly officeId: string; readonly staffId: string } | null> {
  const row = await db
    .selectFrom('staff')
    .innerJoin('office', 'office.id', 'staff.office_id')
    .select(['staff.office_id as officeId', 'staff.id as staffId'])
    .where('office.kind', '=', 'live')
    .where(sql<string>`lower(staff.email)`, '=', email.trim().toLowerCase())
    .where('staff.active', '=', true)
    .where('staff.user_id', '=', userId)
    .orderBy('staff.joined_at')
    .orderBy('office.created_at')
    .executeTakeFirst();
  return row ?? null;
}
