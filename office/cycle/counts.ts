import type { Counts } from '../../contract/cycles.js';
import type { Instant } from '../../domain/day.js';
import { isOverdue } from '../../domain/obligation.js';
import type { ObligationState } from '../../domain/obligation.js';

/** What of an obligation decides where it is counted. */
export interface Countable {
  readonly state: ObligationState;
  readonly binding: boolean;
  readonly chased: boolean;
  readonly onTime: boolean | null;
  readonly overdueAt: Instant | null;
  readonly nil: boolean;
  readonly unreachable: boolean;
}

/** How many of some obligations stand where at `now`; the standing body's own is in none of them. */
export function countsOf(rows: readonly Countable[], now: Instant): Counts {
  const bound = rows.filter(({ binding }) => binding);
  const inState = (state: ObligationState) => bound.filter((row) => row.state === state).length;
  return {
    total: bound.length,
    expected: inState('expected'),
    claimed: inState('claimed'),
    submitted: inState('submitted'),
    returned: inState('returned'),
    accepted: inState('accepted'),
    waived: inState('waived'),
    onTime: bound.filter(({ onTime, state }) => onTime === true && state !== 'waived').length,
    late: bound.filter(({ onTime, state }) => onTime === false && state !== 'waived').length,
    overdue: bound.filter((row) => isOverdue(row, now)).length,
    nil: bound.filter(({ nil, state }) => nil && state !== 'waived').length,
    unreachable: bound.filter(({ unreachable }) => unreachable).length,
    asked: rows.filter(({ binding, chased }) => !binding && chased).length,
  };
}

/** The mark people see beside a state: fixed by the first report, else overdue as of now. */
export function timelinessOf(row: Countable, now: Instant): 'onTime' | 'late' | 'overdue' | null {
  if (row.state === 'waived') return null;
  if (row.onTime !== null) return row.onTime ? 'onTime' : 'late';
  return isOverdue(row, now) ? 'overdue' : null;
}
