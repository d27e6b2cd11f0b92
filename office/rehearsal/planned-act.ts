import type { Instant } from '../../domain/day.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { Result } from '../../domain/result.js';
import type { OfficeScope } from '../scope.js';

/** Something one of the scripted people is going to do. */
export interface PlannedAct {
  readonly at: Instant;
  readonly what: string;
  readonly perform: (scope: OfficeScope) => Promise<Result<unknown, RefusalCode>>;
  /** The row of the script to mark as done; null for a reaction. */
  readonly scriptId: number | null;
}

/** The earliest of some acts; of several at one instant the first. */
export function earliestAct(acts: readonly (PlannedAct | null)[]): PlannedAct | null {
  return acts.reduce(
    (first, act) => (first === null || (act !== null && act.at < first.at) ? act : first),
    null,
  );
}
