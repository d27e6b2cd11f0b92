import { asksBesides, formChanges } from '../../domain/forms/form-changes.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { obligationsInCycles } from '../../db/joined.js';
import { planNotices } from '../reminding/notices.js';
import type { OfficeScope } from '../scope.js';

/**
 * Tells those who have begun to fill in a form what another version of it asks otherwise; where a plan was amended
 * also those who have sent what is asked besides. Whoever nothing of it concerns hears nothing.
 */
export async function tellFormChanged(
  scope: OfficeScope,
  {
    planId,
    requirementId,
    former,
    form,
    version,
    alsoSent = false,
  }: {
    readonly planId: string;
    readonly requirementId: string;
    readonly former: FormDefinition;
    readonly form: FormDefinition;
    /** Of the new form. */
    readonly version: number;
    readonly alsoSent?: boolean;
  },
): Promise<void> {
  const { what } = await scope.trx
    .selectFrom('requirement')
    .select('what')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', requirementId)
    .executeTakeFirstOrThrow();
  const begun = await obligationsInCycles(scope.trx)
    .leftJoin('form_draft', (join) =>
      join
        .onRef('form_draft.office_id', '=', 'obligation.office_id')
        .onRef('form_draft.obligation_id', '=', 'obligation.id'),
    )
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'obligation.office_id')
        .onRef('agency.id', '=', 'obligation.agency_id'),
    )
    .select(['obligation.id', 'obligation.cycle_id', 'obligation.agency_id', 'obligation.epoch'])
    .select(['obligation.state', 'agency.kind', 'agency.tags'])
    .where('obligation.office_id', '=', scope.officeId)
    .where('cycle.requirement_id', '=', requirementId)
    .where('cycle.edits_closed_at', 'is', null)
    .where('cycle.cancelled_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('form_draft.obligation_id', 'is not', null),
          eb('obligation.state', 'in', ['expected', 'returned', 'claimed']),
        ]),
        ...(alsoSent ? [eb('obligation.state', '=', 'submitted' as const)] : []),
      ]),
    )
    .where('obligation.chased', '=', true)
    .orderBy('obligation.id')
    .execute();
  await planNotices(
    scope,
    begun.flatMap((row) => {
      const all = formChanges(former, form, { what, kind: row.kind, tags: row.tags });
      // What was sent stays as it is: only what is asked besides is worth a word.
      const sent = row.state === 'submitted';
      const changes = sent ? all.filter(asksBesides) : all;
      if (changes.length === 0) return [];
      return [
        {
          key: `event/formChanged/${row.id}/${String(row.epoch)}/${String(version)}`,
          name: 'formChanged',
          kind: 'event' as const,
          class: 'event' as const,
          to: { kind: 'agency' as const, agencyId: row.agency_id, role: 'desk' as const },
          planId,
          cycleId: row.cycle_id,
          obligationId: row.id,
          epoch: row.epoch,
          data: { changes, sent },
        },
      ];
    }),
  );
}
