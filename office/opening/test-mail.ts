import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { planNotice } from '../reminding/notices.js';
import type { OfficeScope } from '../scope.js';

/** Sends a mail to one of the staff, by the way that all mails go. */
export async function sendTestMail(
  scope: OfficeScope,
  { staffId }: { readonly staffId: string },
): ActResult {
  const person = await scope.trx
    .selectFrom('staff')
    .select(['name', 'email'])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', staffId)
    .executeTakeFirst();
  if (person === undefined) return refuse('NOT_FOUND');
  await planNotice(scope, {
    key: `desk/testMail/${staffId}/${scope.now}`,
    name: 'testMail',
    kind: 'desk',
    class: 'desk',
    to: { kind: 'staff', staffId, ...person },
    planId: null,
    cycleId: null,
    obligationId: null,
  });
  await record(scope, 'sendTestMail', `staff:${staffId}`);
  return ok({});
}
