import { plusWorkingDays, workingDayOnOrAfter } from '../domain/calendar.js';
import { at, dayAt, plusDays, plusMs } from '../domain/day.js';
import type { Day, Instant } from '../domain/day.js';
import type { LadderSettings } from '../domain/ladder.js';
import type { Act } from './acts/act.js';
import type { Chance } from './chance.js';
import { sure } from './office.js';
import type { SimCycle, SimDuty, SimOffice } from './office.js';

/** An act that somebody will try. */
export interface Intent {
  readonly at: Instant;
  readonly act: Act;
}

const HOUR = 3_600_000;

/** The days of a cycle that people plan by. */
interface Days {
  readonly opened: Day;
  readonly target: Day;
  readonly late: Day;
}

type Plan = (
  dutyId: string,
  days: Days,
  by: { readonly chance: Chance; readonly settings: LadderSettings },
) => readonly Intent[];

const submit = (dutyId: string, moment: Instant): Intent => ({
  at: moment,
  act: { do: 'submit', dutyId },
});

const early: Plan = (id, { opened, target }, { chance }) => [
  submit(id, chance.between(opened, target)),
];

const onTime: Plan = (id, { target }, { chance, settings: { calendar } }) => [
  submit(id, chance.between(plusWorkingDays(calendar, target, -2), target)),
];

const late: Plan = (id, days, { chance }) => [
  submit(id, chance.between(days.late, plusDays(days.late, 12))),
];

const never: Plan = () => [];

const twice: Plan = (id, days, { chance }) => {
  const first = chance.between(days.opened, plusDays(days.late, 3));
  return [submit(id, first), submit(id, plusMs(first, (1 + chance.below(100)) * HOUR))];
};

const claims: Plan = (dutyId, days, { chance }) => [
  {
    at: chance.between(plusDays(days.target, -6), plusDays(days.late, 3)),
    act: { do: 'claim', dutyId },
  },
];

/** More time is asked for the evening before, and then used, overrun or not. */
const asksForTime: Plan = (dutyId, days, { chance }) => {
  const day = plusDays(days.late, 1 + chance.below(6));
  const ask: Intent = {
    at: at(plusDays(days.target, -1), 20 * 60 + 30),
    act: { do: 'askExtension', dutyId, day },
  };
  return chance.happens(0.6)
    ? [ask, submit(dutyId, chance.between(plusDays(days.late, -1), plusDays(day, 2)))]
    : [ask];
};

const waived: Plan = (dutyId, days, { chance }) => [
  { at: chance.between(days.opened, plusDays(days.late, 4)), act: { do: 'waive', dutyId } },
];

const moved: Plan = (dutyId, days, { chance }) => [
  {
    at: chance.between(days.opened, days.late),
    act: { do: 'setDue', dutyId, day: plusDays(days.target, chance.below(14) - 5) },
  },
];

/** One line for each sixteenth of the agencies. */
const PLANS: readonly Plan[] = [
  ...[early, early, onTime, onTime, onTime, late, late],
  ...[never, never, never, twice, claims, claims, asksForTime, waived, moved],
];

/** What agencies mean to do about a cycle that has just opened. */
export function reportersOf(office: SimOffice, cycle: SimCycle, chance: Chance): readonly Intent[] {
  const opening = sure(cycle.openedAt, 'opening');
  const { settings } = office;
  const days: Days = {
    opened: dayAt(opening),
    target: dayAt(cycle.targetAt),
    late: workingDayOnOrAfter(settings.calendar, dayAt(cycle.overdueAt)),
  };
  return cycle.dutyIds
    .flatMap((id) =>
      planOf(sure(office.duties.get(id), 'duty'), chance)(id, days, { chance, settings }),
    )
    .map((intent) => (intent.at > opening ? intent : { ...intent, at: plusMs(opening, HOUR) }));
}

/** The standing body enters its own figures or forgets them. */
function planOf({ chased }: SimDuty, chance: Chance): Plan {
  if (!chased) return chance.happens(0.8) ? early : never;
  return sure(PLANS[chance.below(PLANS.length)], 'plan');
}
