import { openStaffAuth } from '../office/directory/staff-auth.js';
import { makeSetUpCode, setUpByOperator } from '../office/directory/set-up.js';
import type { SetUpOffice } from '../office/directory/set-up.js';
import { withLiveLedger } from '../office/live-ledger.js';

interface Place {
  readonly databaseUrl: string;
  readonly authSecret: string;
}

/** An office made by the operator's command; `password` is null where the administrator has an account here already. */
export interface OperatorsOffice {
  readonly officeId: string;
  readonly admin: { readonly email: string; readonly password: string | null };
}

/** Makes an office with its first administrator, beside whatever others there are; it is opened on its own page. */
export async function createOfficeByOperator(
  { databaseUrl, authSecret }: Place,
  {
    office,
    admin,
  }: {
    readonly office: SetUpOffice;
    readonly admin: { readonly name: string; readonly email: string };
  },
): Promise<OperatorsOffice> {
  const auth = openStaffAuth({
    databaseUrl,
    secret: authSecret,
    publicUrl: 'http://127.0.0.1',
  });
  try {
    const made = await auth.createAccount(admin);
    const userId = made?.userId ?? (await auth.userIdOf(admin.email));
    if (userId === null) throw new Error('the account was neither made nor found');
    const officeId = await withLiveLedger({ databaseUrl, poolSize: 2 }, async (ledger) =>
      setUpByOperator(ledger, {
        now: ledger.clock.now(),
        office,
        admin: { ...admin, userId },
      }),
    );
    return { officeId, admin: { email: admin.email, password: made?.password ?? null } };
  } finally {
    await auth.close();
  }
}

/** A new code for the set-up page; null where an office was set up already. */
export async function newSetUpCode({
  databaseUrl,
}: Pick<Place, 'databaseUrl'>): Promise<string | null> {
  return withLiveLedger({ databaseUrl, poolSize: 1 }, async (ledger) =>
    makeSetUpCode(ledger, ledger.clock.now()),
  );
}
