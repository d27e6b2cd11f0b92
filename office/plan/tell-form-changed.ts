import { isBegun } from '../../domain/amendment/tellings.js';
import { formChanges } from '../../domain/forms/form-changes.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { planNotices } from '../reminding/notices.js';
import type { OfficeScope } from '../scope.js';
import { begunReports } from './begun-reports.js';

/** Tells those who have begun to fill in a form, and have not sent it, what another version of it asks otherwise; whoever nothing of it concerns hears nothing. */
export async function tellFormChanged(
  scope: OfficeScope,
  {
    planId,
    requirementId,
    former,
    form,
    version,
  }: {
    readonly planId: string;
    readonly requirementId: string;
    readonly former: FormDefinition;
    readonly form: FormDefinition;
    /** Of the new form. */
    readonly version: number;
  },
): Promise<void> {
  const { trx, officeId } = scope;
  const { what } = await trx
    .selectFrom('requirement')
    .select('what')
    .where('office_id', '=', officeId)
    .where('id', '=', requirementId)
    .executeTakeFirstOrThrow();
  const cycles = await trx
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', officeId)
    .where('requirement_id', '=', requirementId)
    .execute();
  const begun = await begunReports(
    scope,
    cycles.map(({ id }) => id),
  );
  await planNotices(
    scope,
    begun.flatMap((report) => {
      const { dutyId, cycleId, agencyId, epoch } = report;
      if (!isBegun(report)) return [];
      const changes = formChanges(former, form, { ...report, what });
      if (changes.length === 0) return [];
      return [
        {
          key: `event/formChanged/${dutyId}/${String(epoch)}/${String(version)}`,
          name: 'formChanged',
          kind: 'event' as const,
          class: 'event' as const,
          to: { kind: 'agency' as const, agencyId, role: 'writers' as const },
          planId,
          cycleId,
          obligationId: dutyId,
          epoch,
          data: { changes, sent: false },
        },
      ];
    }),
  );
}
