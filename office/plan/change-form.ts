import { ok, refuse } from '../../domain/result.js';
import { formFaults } from '../../domain/forms/form-faults.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import type { ActResult } from '../act-result.js';
import { keepReason, record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { lockPlan } from './plan-row.js';
import { holdForm, replaceForm } from './replace-form.js';
import { tellFormChanged } from './tell-form-changed.js';

/**
 * Another version of the form of a duty whose plan runs. Reports received keep the form they were given
 * with; whoever reports from now on is asked by the new one, and what is typed and not yet sent stays
 * wherever the new form still asks for it; those who have begun are told what changes. `version` is the one that the officer had before the eyes.
 */
export async function changeForm(
  scope: OfficeScope,
  {
    planId,
    requirementId,
    form,
    version,
    reason,
  }: {
    readonly planId: string;
    readonly requirementId: string;
    readonly form: FormDefinition;
    readonly version: number;
    readonly reason: string;
  },
): ActResult<{ version: number }> {
  const { trx, officeId } = scope;
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (plan.state !== 'started') return refuse('PLAN_STATE');
  if (reason.trim() === '') return refuse('REASON_MISSING');
  const [fault] = formFaults(form);
  if (fault !== undefined) return refuse('FORM_FAULTY', { fault: fault.message });
  const held = await holdForm(scope, { planId, requirementId });
  if (held === null) return refuse('NOT_FOUND');
  if (held.version !== version) return refuse('FORM_CHANGED');
  // An amendment in the making names the forms as they were when it was begun: it would undo this one.
  const amendment = await trx
    .selectFrom('plan')
    .select('id')
    .where('office_id', '=', officeId)
    .where('amends', '=', planId)
    .executeTakeFirst();
  if (amendment !== undefined) return refuse('AMENDMENT_OPEN');
  const { former } = held;
  const replaced = await replaceForm(scope, { requirementId, ...held }, form);
  const codesOf = ({ indicators }: FormDefinition) => indicators.map(({ code }) => code);
  await record(scope, 'changeForm', `plan:${planId}`, {
    version: version + 1,
    figuresAdded: codesOf(form).filter((code) => !codesOf(former).includes(code)),
    figuresRemoved: codesOf(former).filter((code) => !codesOf(form).includes(code)),
    reasonId: await keepReason(scope, reason.trim()),
  });
  await tellFormChanged(scope, { planId, ...replaced });
  return ok({ version: version + 1 });
}
