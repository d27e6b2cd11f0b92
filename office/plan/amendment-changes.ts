import type { CycleChange, DutyChange } from '../../domain/amendment/decide.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import type { ObligationRow } from '../counting/obligation-rows.js';
import type { HeldPlan } from './amendment-rows.js';

/** An amendment that was decided, with the rows of the plan that runs. */
export interface Writing {
  readonly planId: string;
  readonly confirmed: ConfirmedPlan;
  readonly held: HeldPlan;
  readonly changes: readonly CycleChange[];
  readonly reason: string;
}

/** One duty that an amendment changed, as it stands now. */
export interface WrittenDuty {
  readonly change: DutyChange;
  readonly of: CycleChange;
  readonly id: string;
  readonly cycleId: string;
  readonly epoch: number;
  /** How often it has been written: tells what is told of two amendments apart. */
  readonly changes: number;
  readonly before: ObligationRow | null;
}

/** The id of a row that an amendment keeps or made; an error for one that it does not know. */
export function idIn<T>(ids: ReadonlyMap<T, string>, one: T): string {
  const id = ids.get(one);
  if (id === undefined) throw new Error('a row that an amendment does not know');
  return id;
}
