import { freshKey } from './amendment/match-cycles.js';
import { isSameValue } from './canonical-text.js';
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

/**
 * A plan as its agencies fill it in now: `inForce` gives the forms that have changed since, by the keys of the
 * cycles. Of two duties that had one form the one that has another now names it by a key of its own.
 */
export function withFormsInForce(
  plan: ConfirmedPlan,
  inForce: ReadonlyMap<string, FormDefinition>,
): ConfirmedPlan {
  const changed = plan.requirements.map(({ cycles }) =>
    cycles.map(({ key }) => inForce.get(key)).find((form) => form !== undefined),
  );
  const kept = plan.requirements.filter((_, nth) => changed[nth] === undefined);
  const forms = (plan.forms ?? []).filter(({ key }) => kept.some(({ form }) => form === key));
  const requirements = plan.requirements.map((requirement, nth) => {
    const now = changed[nth];
    if (now === undefined) return requirement;
    const known = forms.find((form) => isSameForm(form, now));
    if (known !== undefined) return { ...requirement, form: known.key };
    const key = freshKey(now.key, new Set(forms.map((form) => form.key)));
    forms.push({ ...now, key });
    return { ...requirement, form: key };
  });
  return inForce.size === 0 ? plan : { ...plan, forms, requirements };
}

/** Whether two forms ask for the same, whatever they are called by. */
export function isSameForm(a: FormDefinition, b: FormDefinition): boolean {
  return isSameValue({ ...a, key: '' }, { ...b, key: '' });
}

/** The plan with every form that its duties use written out, so that a later library changes nothing of it. */
export function withForms(confirmed: ConfirmedPlan): Result<ConfirmedPlan, 'FORM_UNKNOWN'> {
  const keys = [...new Set(confirmed.requirements.map(({ form }) => form))];
  const forms = keys.map((key) => formOfPlan(confirmed, key));
  const unknown = keys.filter((_, index) => forms[index] === null);
  if (unknown.length > 0) return refuse('FORM_UNKNOWN', { forms: unknown });
  return ok({ ...confirmed, forms: forms.filter((form) => form !== null) });
}
