import { isWorkingDay, workingDayAfter } from '../domain/calendar.js';
import { at, plusDays, plusMs } from '../domain/day.js';
import type { Day, Instant } from '../domain/day.js';
import { chanceOf } from './chance.js';
import type { Chance } from './chance.js';
import type { Act } from './acts/act.js';
import type { InventedYear } from './invented-office.js';
import { sure } from './office.js';
import type { SimCycle, SimOffice } from './office.js';
import { afterRestore, followUp, officerOf, paperWay, repairs } from './reactions.js';
import { reportersOf } from './reporters.js';
import type { Intent } from './reporters.js';

/** The people around an office, by one stream of chance. */
export interface People {
  /** What is settled before the year begins: starts, pauses, changes of the calendar. */
  beforehand(
    year: InventedYear,
    plans: ReturnType<InventedYear['plansFor']>,
    agencyIds: readonly string[],
  ): readonly Intent[];
  /** What agencies and the officer mean to do about a cycle that has just opened. */
  opened(office: SimOffice, cycle: SimCycle): readonly Intent[];
  /** What follows an act that was taken. */
  after(office: SimOffice, act: Act, now: Instant): readonly Intent[];
  /** What people do about a report that was drafted. */
  drafted(office: SimOffice, cycleId: string, now: Instant): readonly Intent[];
  /** What people do once a day about mails and addresses in trouble. */
  daily(office: SimOffice, now: Instant): readonly Intent[];
}

/** People who act early, late, never or twice, ask for time the evening before, claim, are waived and wanted again. */
export function peopleOf(random: () => number): People {
  const chance = chanceOf(random);
  return {
    beforehand: (year, plans, agencyIds) => [
      ...plans.map(({ id, startAt }): Intent => ({
        at: startAt,
        act: { do: 'start', planId: id },
      })),
      ...plans.flatMap(({ id, startAt }) => pauses(id, startAt, chance)),
      ...swaps(year, chance),
      ...recovery(year, plans),
      ...changesOfBodies(year, agencyIds),
    ],
    opened: (office, cycle) => [
      ...reportersOf(office, cycle, chance),
      ...officerOf(office, cycle, chance),
    ],
    after: (office, act, now) => {
      if (act.do === 'restore') return afterRestore(office, { now, chance });
      const next = followUp(office, act, { now, chance });
      return next === null ? [] : [next];
    },
    drafted: (office, cycleId, now) => paperWay(office, cycleId, { now, chance }),
    daily: (office, now) => repairs(office, { now, chance }),
  };
}

function recovery(
  { restore }: InventedYear,
  plans: ReturnType<InventedYear['plansFor']>,
): readonly Intent[] {
  const [first] = plans;
  if (restore === null || first === undefined) return [];
  const keptAt = plusMs(first.startAt, restore.afterMs);
  return [
    { at: keptAt, act: { do: 'backUp' } },
    { at: plusMs(keptAt, restore.lostMs), act: { do: 'restore' } },
  ];
}

/** Officers leave, agencies are closed or merged. */
function changesOfBodies(
  { leavings, closings }: InventedYear,
  agencyIds: readonly string[],
): readonly Intent[] {
  return [
    ...leavings.map(({ officer, at: moment }): Intent => ({
      at: moment,
      act: { do: 'leave', staffId: `officer${String(officer)}` },
    })),
    ...closings.map(({ agency, successor, at: moment }): Intent => ({
      at: moment,
      act: {
        do: 'closeAgency',
        agencyId: sure(agencyIds[agency], 'agency'),
        successorId: successor === null ? null : sure(agencyIds[successor], 'agency'),
      },
    })),
  ];
}

const DAY = 86_400_000;

function pauses(planId: string, startAt: Instant, chance: Chance): readonly Intent[] {
  const roll = chance.roll();
  const some = plusMs(startAt, (1 + chance.below(70)) * DAY + chance.below(1440) * 60_000);
  if (roll < 0.05) return [{ at: some, act: { do: 'cancel', planId } }];
  if (roll > 0.3) return [];
  return [
    { at: some, act: { do: 'pause', planId } },
    { at: plusMs(some, (1 + chance.below(300)) * 3_600_000), act: { do: 'resume', planId } },
  ];
}

/** Days off and worked Saturdays that are decided late: a day off each time, and the day that makes up for it. */
function swaps({ year, settings }: InventedYear, chance: Chance): readonly Intent[] {
  const { calendar } = settings;
  return Array.from({ length: chance.below(4) }, () => {
    const off = workingDayAfter(
      calendar,
      plusDays(`${String(year)}-01-10` as Day, chance.below(340)),
    );
    const said = at(plusDays(off, -1 - chance.below(15)), 480 + chance.below(600));
    let saturday = plusDays(off, 1);
    while (isWorkingDay(calendar, saturday) || new Date(saturday).getUTCDay() !== 6) {
      saturday = plusDays(saturday, 1);
    }
    const row = { confirmed: true, source: null } as const;
    const days: Act[] = [
      { do: 'changeDay', day: off, row: { ...row, kind: 'swap_off', name: 'Nghỉ hoán đổi' } },
      { do: 'changeDay', day: saturday, row: { ...row, kind: 'swap_work', name: 'Làm bù' } },
    ];
    return days.map((act): Intent => ({ at: said, act }));
  }).flat();
}
