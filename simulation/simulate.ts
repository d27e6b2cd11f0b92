import type { Instant } from '../domain/day.js';
import { ALL_CHECKS } from './checks/all.js';
import type { Invariant } from './checks/check.js';
import { PRODUCT_RULES } from './rules.js';
import type { Rules } from './rules.js';
import { playYear } from './year.js';

/** One promise that was broken, with the seed that shows it. */
export interface Broken {
  readonly invariant: Invariant;
  readonly seed: number;
  readonly at: Instant;
  readonly what: string;
}

/** What a checked year came to. */
export interface CheckedYear {
  readonly steps: number;
  readonly mails: number;
  readonly broken: readonly Broken[];
}

/** Plays the year of a seed by some rules, the product's unless given, and looks on at each step. */
export function checkedYear(
  seed: number,
  rules: Rules = PRODUCT_RULES,
  { amendments = true }: { readonly amendments?: boolean } = {},
): CheckedYear {
  const broken: Broken[] = [];
  const onlookers = ALL_CHECKS.map((check) =>
    check((invariant, at, what) => {
      broken.push({ invariant, seed, at, what });
    }),
  );
  const { office, steps } = playYear(seed, { rules, onlookers, amendments });
  return { steps, mails: office.mails.size, broken };
}
