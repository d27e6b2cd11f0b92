import { CAMPAIGN } from './forms/campaign.js';
import { libraryForm } from './forms/library.js';
import type { FormDefinition } from './schemas/form-definition.js';
import type { ConfirmedPlan } from './schemas/confirmed-plan.js';
import { ok, refuse } from './result.js';
import type { Result } from './result.js';

/** The form of a duty as it was kept with it; what was kept by its key alone comes from the library. */
export function formOf({
  form,
  formDefinition,
}: {
  readonly form: string;
  readonly formDefinition: FormDefinition | null;
}): FormDefinition {
  return formDefinition ?? libraryForm(form) ?? CAMPAIGN;
}

/** The form of each duty of a plan, by its key: the plan's own before the library's; null for an unknown key. */
export function formOfPlan(
  { forms = [] }: Pick<ConfirmedPlan, 'forms'>,
  key: string,
): FormDefinition | null {
  return forms.find((form) => form.key === key) ?? libraryForm(key);
}

/** The plan with every form that its duties use written out, so that a later library changes nothing of it. */
export function withForms(confirmed: ConfirmedPlan): Result<ConfirmedPlan, 'FORM_UNKNOWN'> {
  const keys = [...new Set(confirmed.requirements.map(({ form }) => form))];
  const forms = keys.map((key) => formOfPlan(confirmed, key));
  const unknown = keys.filter((_, index) => forms[index] === null);
  if (unknown.length > 0) return refuse('FORM_UNKNOWN', { forms: unknown });
  return ok({ ...confirmed, forms: forms.filter((form) => form !== null) });
}
