import { indicatorsOf } from './indicators.js';
import type { AgencyKind, FormKey, Indicator } from './indicators.js';
import type { ConfirmedRequirement } from './schemas/confirmed-plan.js';

/** Whether an indicator is asked of a kind of reporter. */
export function isAskedOf({ reporters }: Pick<Indicator, 'reporters'>, kind: AgencyKind): boolean {
  return reporters === null || reporters.includes(kind);
}

/** The indicators that a duty asks of a kind of reporter; plans and lists carry no figures. */
export function indicatorsAsked({
  what,
  form,
  kind,
}: {
  readonly what: ConfirmedRequirement['what'];
  readonly form: FormKey;
  readonly kind: AgencyKind;
}): readonly Indicator[] {
  if (what === 'plan' || what === 'list') return [];
  return indicatorsOf(form).filter((indicator) => isAskedOf(indicator, kind));
}
