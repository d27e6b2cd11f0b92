import { takeSecondFactorAway } from '../office/directory/lost-second-factor.js';
import type { FactorTakenAway } from '../office/directory/lost-second-factor.js';
import { openStaffAuth } from '../office/directory/staff-auth.js';
import { withLiveLedger } from '../office/live-ledger.js';

/** Takes the second factor of an account away by the operator's command; null where nobody of an office has the address. */
export async function resetSecondFactorByOperator(
  { databaseUrl, authSecret }: { readonly databaseUrl: string; readonly authSecret: string },
  email: string,
): Promise<FactorTakenAway | null> {
  const auth = openStaffAuth({
    databaseUrl,
    secret: authSecret,
    publicUrl: 'http://127.0.0.1',
  });
  try {
    return await withLiveLedger({ databaseUrl, poolSize: 2 }, async (ledger) =>
      takeSecondFactorAway(ledger, auth, email),
    );
  } finally {
    await auth.close();
  }
}
