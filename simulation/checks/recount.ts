import { COUNTERS } from '../../domain/counting.js';
import type { Counter } from '../../domain/counting.js';
import type { Instant } from '../../domain/day.js';
import { countsOf, dutiesOf } from '../duties.js';
import type { SimCycle, SimDuty, SimOffice } from '../office.js';
import { LOOKS_AT_NOTHING } from './check.js';
import type { Check } from './check.js';

/** The counts kept with the acts are what counting everything anew would give. */
export const recount: Check = (report) => {
  let office: SimOffice;
  return {
    ...LOOKS_AT_NOTHING,
    begins: (given) => {
      office = given;
    },
    rested: (now) => {
      for (const cycle of office.cycles.values()) {
        if (cycle.closedAt !== null) continue;
        const kept = countsOf(office, cycle.id, now);
        const anew = countedAnew(office, cycle, now);
        const wrong = COUNTERS.find((counter) => kept[counter] !== anew[counter]);
        if (wrong === undefined) continue;
        const said = `${String(kept[wrong])} instead of ${String(anew[wrong])}`;
        report('counts-equal-recount', now, `${cycle.id}: ${wrong} ${said}`);
      }
    },
  };
};

/** What each counter means, in words, counted one by one. */
function countedAnew(office: SimOffice, cycle: SimCycle, now: Instant): Record<Counter, number> {
  const all = dutiesOf(office, cycle);
  const bound = all.filter(({ owed }) => owed.binding);
  const count = (list: readonly SimDuty[], is: (duty: SimDuty) => boolean): number =>
    list.filter(is).length;
  const inState = (state: string): number => count(bound, ({ owed }) => owed.state === state);
  const came = ({ owed }: SimDuty): boolean =>
    owed.state === 'submitted' || owed.state === 'accepted';
  const open = ({ owed }: SimDuty): boolean => owed.state !== 'waived' && owed.state !== 'claimed';
  const isMissing = (duty: SimDuty): boolean =>
    open(duty) && duty.owed.onTime === null && !came(duty);
  const isPast = ({ owed }: SimDuty): boolean => owed.overdueAt !== null && owed.overdueAt <= now;
  return {
    total: bound.length,
    expected: inState('expected'),
    submitted: inState('submitted'),
    accepted: inState('accepted'),
    claimed: inState('claimed'),
    returned: inState('returned'),
    waived: inState('waived'),
    onTime: count(bound, (duty) => open(duty) && duty.owed.onTime === true),
    late: count(
      bound,
      (duty) =>
        open(duty) && (duty.owed.onTime === false || (duty.owed.onTime === null && came(duty))),
    ),
    missing: count(bound, isMissing),
    nil: count(bound, ({ owed }) => owed.nil && owed.state !== 'waived'),
    everReturned: count(bound, ({ owed }) => owed.everReturned),
    asked: count(all, ({ owed, chased }) => !owed.binding && chased),
    unchecked: count(all, ({ owed }) => owed.state === 'claimed' || owed.state === 'submitted'),
    overdue: count(bound, (duty) => isMissing(duty) && isPast(duty)),
    toUrge: count(
      bound,
      (duty) => isMissing(duty) && isPast(duty) && duty.chased && duty.owed.state === 'expected',
    ),
  };
}
