import { formOf } from '../../domain/form-of.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import type { OfficeScope } from '../scope.js';

/** A form that another version has taken the place of. */
export interface ReplacedForm {
  readonly requirementId: string;
  readonly former: FormDefinition;
  readonly form: FormDefinition;
  /** Of the new one. */
  readonly version: number;
}

/** The form of a duty, its row held: as it is filled in now; null for a duty that the plan does not have. */
export async function holdForm(
  { trx, officeId }: OfficeScope,
  { planId, requirementId }: { readonly planId: string; readonly requirementId: string },
): Promise<{ readonly former: FormDefinition; readonly version: number } | null> {
  const row = await trx
    .selectFrom('requirement')
    .select(['form', 'form_definition as formDefinition', 'form_version as version'])
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .where('id', '=', requirementId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : { former: formOf(row), version: row.version };
}

/** Puts another version in the place of a form, its row held; the former one is kept with the reports that were given by it. */
export async function replaceForm(
  scope: OfficeScope,
  held: {
    readonly requirementId: string;
    readonly former: FormDefinition;
    readonly version: number;
  },
  form: FormDefinition,
): Promise<ReplacedForm> {
  const { trx, officeId } = scope;
  const { requirementId, former, version } = held;
  await trx
    .insertInto('former_form')
    .values({
      office_id: officeId,
      requirement_id: requirementId,
      version,
      definition: JSON.stringify(former),
      replaced_by: scope.actor,
      replaced_at: scope.now,
    })
    .execute();
  await trx
    .updateTable('requirement')
    .set({
      form: form.key,
      form_definition: JSON.stringify(form),
      form_version: version + 1,
    })
    .where('office_id', '=', officeId)
    .where('id', '=', requirementId)
    .execute();
  return { requirementId, former, form, version: version + 1 };
}
