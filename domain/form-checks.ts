import type { FormChecks, FormDefinition } from './schemas/form-definition.js';

/** How each check of a form is meant, where the office says nothing else. */
const USUAL: Required<{ readonly [Name in keyof FormChecks]-?: NonNullable<FormChecks[Name]> }> = {
  farFromLast: 'warning',
  // What is missing is told apart from zero; only some forms want an answer to everything.
  blank: 'off',
  approximate: 'off',
};

/** How each check of a form is meant. */
export function checksOf({ checks = {} }: Pick<FormDefinition, 'checks'>): typeof USUAL {
  return {
    farFromLast: checks.farFromLast ?? USUAL.farFromLast,
    blank: checks.blank ?? USUAL.blank,
    approximate: checks.approximate ?? USUAL.approximate,
  };
}
