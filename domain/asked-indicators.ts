import type { AgencyKind } from './agency-kinds.js';
import type { FormDefinition, Indicator } from './schemas/form-definition.js';
import type { ConfirmedRequirement } from './schemas/confirmed-plan.js';

/** Whether an indicator is asked of a kind of reporter. */
export function isAskedOf({ reporters }: Pick<Indicator, 'reporters'>, kind: AgencyKind): boolean {
  return reporters === null || reporters.includes(kind);
}

/** Whether a reporter's figure makes the total: where one case is known to several, one of them counts it. */
export function isCountedOf(
  indicator: Pick<Indicator, 'reporters' | 'countedFrom'>,
  kind: AgencyKind,
): boolean {
  const { countedFrom = null } = indicator;
  return isAskedOf(indicator, kind) && (countedFrom === null || countedFrom.includes(kind));
}

/**
 * The indicators that a duty asks of a kind of reporter. Plans and lists carry no figures of the library's
 * campaigns; a ratio is computed, nobody types it.
 */
export function indicatorsAsked({
  what,
  form,
  kind,
}: {
  readonly what: ConfirmedRequirement['what'];
  readonly form: FormDefinition;
  readonly kind: AgencyKind;
}): readonly Indicator[] {
  if ((what === 'plan' || what === 'list') && form.source === 'library') return [];
  return form.indicators.filter(
    (indicator) => indicator.ratio === null && isAskedOf(indicator, kind),
  );
}
