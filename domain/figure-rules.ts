import { isLess, sum } from './decimal.js';
import type { Decimal } from './decimal.js';
import type { FigureRule } from './schemas/form-definition.js';

/** A rule that does not hold, with what it was held against. */
export interface BrokenRule {
  readonly rule: FigureRule;
  readonly against: Decimal;
}

/** The rules of a form that do not hold of some figures; a rule one of whose figures is missing says nothing. */
export function brokenRules(
  rules: readonly FigureRule[],
  values: Readonly<Record<string, Decimal>>,
): readonly BrokenRule[] {
  return rules.flatMap((rule) => {
    const value = values[rule.code];
    const parts = rule.of.map((code) => values[code]);
    if (value === undefined || !parts.every((part) => part !== undefined)) return [];
    const against = sum(parts);
    const holds = rule.kind === 'atMost' ? !isLess(against, value) : against === value;
    return holds ? [] : [{ rule, against }];
  });
}
