import type { Day } from '../day.js';
import { refuse } from '../result.js';
import type { Refused } from '../result.js';
import { standingOn } from './unit-history.js';
import type { EntryContent, EntryRefusal, Entry } from './unit-history.js';
import { printedDay } from '../printed-day.js';

/** A unit that a programme counts, with the days on which there was such a unit, both included; null: without an end. */
export interface ProgrammeUnit {
  readonly agencyId: string;
  readonly name: string;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly history: readonly Entry[];
}

/** How many units there were at the end of a day, and how many of them stood recognised. */
export interface Standing {
  readonly on: Day;
  readonly recognised: number;
  readonly units: number;
}

/** Whether there was such a unit on a day. */
export function wasThere({ from, to }: Pick<ProgrammeUnit, 'from' | 'to'>, on: Day): boolean {
  return (from === null || from <= on) && (to === null || on <= to);
}

/** The standing of a programme on a day: a stock, of the units of that day. What has been merged away counts no more, and its successor only by an entry of its own. */
export function standingOfUnits(units: readonly ProgrammeUnit[], on: Day): Standing {
  const there = units.filter((unit) => wasThere(unit, on));
  const recognised = there.filter(({ history }) => standingOn(history, on).state === 'recognised');
  return { on, recognised: recognised.length, units: there.length };
}

/** Why an entry cannot be of a unit, whatever its history: a day that has not come, or on which there was no such unit. */
export function outsideOfUnit(
  unit: Pick<ProgrammeUnit, 'name' | 'from' | 'to'>,
  entry: EntryContent,
  today: Day,
): Refused<EntryRefusal> | null {
  const days = 'decision' in entry ? [entry.on, entry.decision.on] : [entry.on];
  const ahead = days.find((on) => on > today);
  if (ahead !== undefined) return refuse('PROGRAMME_DAY_AHEAD', { on: printedDay(ahead) });
  return wasThere(unit, entry.on)
    ? null
    : refuse('PROGRAMME_UNIT_NOT_THEN', { on: printedDay(entry.on), unit: unit.name });
}
