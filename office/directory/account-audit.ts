import type { Ledger, OfficeScope } from '../scope.js';
import { record } from '../audit/record.js';

/** What happens to an account rather than in an office; its row stands in every office the person works in. */
export type AccountAct =
  | 'signIn'
  | 'signOut'
  | 'changePassword'
  | 'choosePassword'
  | 'endSession'
  | 'addSecondFactor'
  | 'endSecondFactor'
  | 'newRecoveryCodes'
  | 'useRecoveryCode'
  | 'linkAccount'
  | 'unlinkAccount';

/** Writes an act of an account into the audit of each live office of its holder. */
export async function recordAccountAct(
  ledger: Ledger,
  offices: readonly { readonly id: string; readonly staffId: string; readonly kind: string }[],
  act: AccountAct,
): Promise<void> {
  for (const { id, staffId, kind } of offices) {
    if (kind !== 'live') continue;
    await ledger.inOffice({ officeId: id, actor: `staff:${staffId}` }, async (scope) =>
      record(scope, act, `staff:${staffId}`),
    );
  }
}

/** An administrator let somebody in again, out of every browser, or without the second factor that was lost. */
export async function recordAdminsAct(
  scope: OfficeScope,
  act: 'unlockStaff' | 'endStaffSessions' | 'resetSecondFactor',
  { staffId }: { readonly staffId: string },
): Promise<void> {
  await record(scope, act, `staff:${staffId}`);
}

/** An administrator gave a member of staff a new password; in the audit before it is shown to anybody. */
export async function recordPasswordReset(
  scope: OfficeScope,
  { staffId }: { readonly staffId: string },
): Promise<void> {
  await record(scope, 'resetPassword', `staff:${staffId}`);
}
