import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';
import { plusMs } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import { CODE_HOURS, setUpCode, typedCode } from '../../domain/set-up-code.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { inScope } from '../scope.js';
import type { Ledger } from '../scope.js';
import { createOffice } from './create-office.js';
import { belongsElsewhere } from './directory-views.js';
import { firstAccount } from './first-account.js';
import type { StaffAuth } from './staff-auth.js';
import { inSetUp } from './in-set-up.js';

/** What an office is made of; each line of a signer's `capacity` is a line of the signature block. */
export interface SetUpOffice {
  readonly name: string;
  readonly shortName: string;
  readonly governingBody: string | null;
  readonly placeOfIssue: string | null;
  readonly signers: readonly { readonly capacity: string; readonly name: string }[];
}

export interface FirstAdmin {
  readonly name: string;
  readonly email: string;
  readonly userId: string;
}

/** Whether an office may still be set up by a page, and whether there is any office yet; the sample counts for none. */
export async function setUpStanding(
  db: LedgerDb | Transaction<Tables>,
): Promise<{ readonly open: boolean; readonly empty: boolean }> {
  const live = await db
    .selectFrom('office')
    .select('sample')
    .where('kind', '=', 'live')
    .groupBy('sample')
    .execute();
  return { open: live.every(({ sample }) => sample), empty: live.length === 0 };
}

/** A new code for the set-up page, kept as a hash; null where an office was set up already. */
export async function makeSetUpCode(ledger: Ledger, now: Instant): Promise<string | null> {
  return ledger.transaction(async (trx) => {
    if (!(await setUpStanding(trx)).open) return null;
    await trx.deleteFrom('set_up_code').where('ends_at', '<=', now).execute();
    const code = setUpCode(randomBytes(16));
    await trx
      .insertInto('set_up_code')
      .values({
        code_hash: hashOf(code),
        made_at: now,
        ends_at: plusMs(now, CODE_HOURS * 3_600_000),
      })
      .execute();
    return code;
  });
}

/** Whether a typed code would let its holder set up an office now; refuses as the set-up itself does. */
export async function checkSetUpCode(
  db: LedgerDb | Transaction<Tables>,
  { code, now }: { readonly code: string; readonly now: Instant },
): ActResult {
  if (!(await setUpStanding(db)).open) return refuse('SET_UP_OVER');
  const known = await db
    .selectFrom('set_up_code')
    .select('code_hash')
    .where('code_hash', '=', hashOf(code))
    .where('ends_at', '>', now)
    .executeTakeFirst();
  return known === undefined ? refuse('SET_UP_CODE_WRONG') : ok({});
}

/**
 * The first office of an installation, by its code: of two who come at once with good codes one is refused.
 * With it every code has served.
 */
export async function setUpByCode(
  ledger: Ledger,
  input: {
    readonly code: string;
    readonly now: Instant;
    readonly office: SetUpOffice;
    readonly admin: Omit<FirstAdmin, 'userId'>;
    /** Makes the account of the administrator; null where the address is somebody's. */
    readonly account: (trx: Transaction<Tables>) => Promise<{ readonly userId: string } | null>;
  },
): ActResult<{ officeId: string }> {
  return inSetUp(ledger, async (trx) => {
    const allowed = await checkSetUpCode(trx, input);
    if (!allowed.ok) return allowed;
    const account = await input.account(trx);
    if (account === null) return refuse('ADDRESS_TAKEN');
    await trx.deleteFrom('set_up_code').execute();
    const admin = { ...input.admin, userId: account.userId };
    return ok({ officeId: await newOffice(trx, { ...input, admin }) });
  });
}

/** An office made by the operator's command; `password` is null where the administrator has an account that serves. */
export interface OperatorsOffice {
  readonly officeId: string;
  /** It stood already, of a command whose answer nobody read: its administrator has been given another password. */
  readonly again: boolean;
  readonly password: string | null;
}

/**
 * An office made by the operator's command; beside others too. The same command once more finds the office that
 * it made as long as its administrator has never come in.
 */
export async function setUpByOperator(
  ledger: Ledger,
  auth: StaffAuth,
  input: {
    readonly now: Instant;
    readonly office: SetUpOffice;
    readonly admin: Omit<FirstAdmin, 'userId'>;
  },
): Promise<OperatorsOffice> {
  return inSetUp(ledger, async (trx) => {
    const left = await officeNobodyEntered(trx, input);
    if (left !== null) {
      const { officeId, staffId, userId } = left;
      const isOurs = !(await belongsElsewhere(trx, { officeId, userId }));
      if (!isOurs) return { officeId, again: true, password: null };
      await inScope(trx, { officeId, actor: 'system', realNow: input.now }, async (scope) =>
        record(scope, 'resetPassword', `staff:${staffId}`),
      );
      return { officeId, again: true, password: await auth.resetPassword(userId) };
    }
    await trx.deleteFrom('set_up_code').execute();
    const made = await firstAccount(trx, auth, input.admin);
    const userId = made?.userId ?? (await auth.userIdOf(input.admin.email));
    if (userId === null) throw new Error('the account was neither made nor found');
    const officeId = await newOffice(trx, { ...input, admin: { ...input.admin, userId } });
    return { officeId, again: false, password: made?.password ?? null };
  });
}

/** The office of this name in which this administrator is waited for: still being prepared, and never come in. */
async function officeNobodyEntered(
  trx: Transaction<Tables>,
  { office, admin }: { readonly office: SetUpOffice; readonly admin: { readonly email: string } },
): Promise<{
  readonly officeId: string;
  readonly staffId: string;
  readonly userId: string;
} | null> {
  const row = await trx
    .selectFrom('office')
    .innerJoin('staff', 'staff.office_id', 'office.id')
    .select(['office.id as officeId', 'staff.id as staffId', 'staff.user_id as userId'])
    .where('office.kind', '=', 'live')
    .where('office.name', '=', office.name)
    .where('office.opened_at', 'is', null)
    .where('staff.active', '=', true)
    .where(sql<string>`lower(staff.email)`, '=', admin.email.toLowerCase())
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('audit')
            .select('audit.ordinal')
            .whereRef('audit.office_id', '=', 'office.id')
            .where('audit.actor', 'like', 'staff:%'),
        ),
      ),
    )
    .executeTakeFirst();
  return row?.userId == null ? null : { ...row, userId: row.userId };
}

/** An office that is being prepared, with its administrator, and the first row of its audit. */
async function newOffice(
  trx: Transaction<Tables>,
  {
    now,
    office: { name, shortName, ...settings },
    admin,
  }: { readonly now: Instant; readonly office: SetUpOffice; readonly admin: FirstAdmin },
): Promise<string> {
  const officeId = await createOffice(trx, {
    kind: 'live',
    prepared: true,
    name,
    shortName,
    emailDomain: admin.email.slice(admin.email.indexOf('@') + 1).toLowerCase(),
    settings,
    clockAt: null,
    rehearsal: null,
    staff: [{ ...admin, phone: null, roles: ['admin'] }],
  });
  await inScope(trx, { officeId, actor: 'system', realNow: now }, async (scope) =>
    record(scope, 'setUpOffice', `office:${officeId}`),
  );
  return officeId;
}

function hashOf(code: string): string {
  return createHash('sha256').update(typedCode(code)).digest('hex');
}
