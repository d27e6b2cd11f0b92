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
  /** It stood already, of the same command before; its administrator has another password now. */
  readonly again: boolean;
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
    const { password, ...made } = await withLiveLedger(
      { databaseUrl, poolSize: 2 },
      async (ledger) => setUpByOperator(ledger, auth, { now: ledger.clock.now(), office, admin }),
    );
    return { ...made, admin: { email: admin.email, password } };
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
