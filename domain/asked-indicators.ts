import type { AgencyKind } from './agency-kinds.js';
import type { FormDefinition, Indicator } from './schemas/form-definition.js';
import type { ConfirmedRequirement } from './schemas/confirmed-plan.js';

/** Who reports: the kind of an agency and the groups (khối, cụm) it belongs to. */
export interface Reporter {
  readonly kind: AgencyKind;
  readonly tags: readonly string[];
}

/** Whether an indicator is asked of a reporter: by its kind, and where only some groups are asked, by its group. */
export function isAskedOf(
  { reporters, groups = null }: Pick<Indicator, 'reporters' | 'groups'>,
  { kind, tags }: Reporter,
): boolean {
  const isOfGroup = groups === null || groups.some((group) => tags.includes(group));
  return isOfGroup && (reporters === null || reporters.includes(kind));
}

/** Whether a reporter's figure makes the total: where one case is known to several, one of them counts it. */
export function isCountedOf(
  indicator: Pick<Indicator, 'reporters' | 'groups' | 'countedFrom'>,
  reporter: Reporter,
): boolean {
  const { countedFrom = null } = indicator;
  return (
    isAskedOf(indicator, reporter) && (countedFrom === null || countedFrom.includes(reporter.kind))
  );
}

/**
 * The indicators that a duty asks of a reporter. Plans and lists carry no figures of the library's
 * campaigns; a ratio is computed, nobody types it.
 */
export function indicatorsAsked({
  what,
  form,
  kind,
  tags,
}: Reporter & {
  readonly what: ConfirmedRequirement['what'];
  readonly form: FormDefinition;
}): readonly Indicator[] {
  if ((what === 'plan' || what === 'list') && form.source === 'library') return [];
  return form.indicators.filter(
    (indicator) => indicator.ratio === null && isAskedOf(indicator, { kind, tags }),
  );
}
