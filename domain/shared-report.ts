import { isDated } from './dated-cycle.js';
import { plusDays } from './day.js';
import type { PlannedCycle } from './start.js';

/** Days further apart are two reports, not two days of one. */
const MOST_DAYS_APART = 31;

/**
 * For each cycle of a plan the one in whose report its own go up: where a plan shares one duty out, "các
 * sở … trước ngày 10/6; UBND các xã … trước ngày 15/6", that is the one due last, else the cycle itself. `standing`: ids of the bodies that merge, whose own figures
 * come along with every group.
 */
export function carryingCycle(
  planned: readonly PlannedCycle[],
  standing: ReadonlySet<string>,
): ReadonlyMap<PlannedCycle, PlannedCycle> {
  const leaders = new Map<PlannedCycle, PlannedCycle>();
  for (const one of planned) {
    const shares = planned.filter((other) => other === one || isShared(one, other, standing));
    // Three days of one duty: all go with the last, however far the first is from it.
    const last = shares.reduce((late, other) => (isLater(other, late) ? other : late));
    leaders.set(one, last);
  }
  const end = (one: PlannedCycle): PlannedCycle => {
    const next = leaders.get(one) ?? one;
    return next === one ? one : end(next);
  };
  return new Map(planned.map((one) => [one, end(one)]));
}

function isLater({ cycle: one }: PlannedCycle, { cycle: other }: PlannedCycle): boolean {
  return isDated(one) && isDated(other) && one.overdueAt > other.overdueAt;
}

/** Whether two cycles are the days of one duty for different bodies: alike in everything but who owes and when. */
function isShared(a: PlannedCycle, b: PlannedCycle, standing: ReadonlySet<string>): boolean {
  const [one, other] = [a.requirement, b.requirement];
  if (one === other || one.agencyIds === undefined || other.agencyIds === undefined) return false;
  if ([one, other].some(({ what, onward }) => what !== 'report' || onward)) return false;
  // Who owes both owes two reports, which are not to be added up.
  const owers = new Set(one.agencyIds.filter((id) => !standing.has(id)));
  if (other.agencyIds.some((id) => owers.has(id))) return false;
  const likeness = ({ recipients, via, form, reportName }: typeof one) =>
    JSON.stringify([recipients, via, form, reportName]);
  return likeness(one) === likeness(other) && areNear(a, b);
}

function areNear({ cycle: a }: PlannedCycle, { cycle: b }: PlannedCycle): boolean {
  if (a.dueDay === null || b.dueDay === null || a.dueDay === b.dueDay) return false;
  const [first, second] = a.dueDay < b.dueDay ? [a.dueDay, b.dueDay] : [b.dueDay, a.dueDay];
  return second <= plusDays(first, MOST_DAYS_APART);
}
