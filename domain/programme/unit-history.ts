import type { Day } from '../day.js';
import { printedDay } from '../printed-day.js';
import { ok, refuse } from '../result.js';
import type { Refused, Result } from '../result.js';

/** What the register of a programme notes of a unit. */
export const ENTRY_KINDS = ['registered', 'recognised', 'lost', 'regained', 'carriedOver'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** The paper by which a unit is recognised, or no longer is. */
export interface Decision {
  readonly number: string;
  readonly on: Day;
  /** The body that decided. */
  readonly by: string;
}

/** One thing that befell a unit, from a day on. */
export type EntryContent =
  | { readonly kind: 'registered'; readonly on: Day; readonly year: number }
  | { readonly kind: 'recognised' | 'regained'; readonly on: Day; readonly decision: Decision }
  | {
      readonly kind: 'lost';
      readonly on: Day;
      readonly decision: Decision;
      readonly reason: string;
    }
  /** What was registered for one year is registered for a later one. */
  | {
      readonly kind: 'carriedOver';
      readonly on: Day;
      readonly year: number;
      readonly reason: string;
    };

export type Entry = EntryContent & {
  readonly id: string;
  /** The order in which entries were noted: it decides between those of one day. */
  readonly nth: number;
};

/** How a unit stands on a day. */
export interface UnitStanding {
  readonly state: 'none' | 'recognised' | 'lost';
  /** The day of the entry that made it so; null before the first. */
  readonly since: Day | null;
  /** The year it has registered for and not been recognised in yet. */
  readonly registeredFor: number | null;
}

/** What became of what a unit registered for a year. */
export interface Registration {
  readonly year: number;
  readonly on: Day;
  readonly outcome: 'open' | 'recognised' | 'carriedOver';
}

export type EntryRefusal =
  | 'PROGRAMME_DAY_AHEAD'
  | 'PROGRAMME_UNIT_NOT_THEN'
  | 'PROGRAMME_YEAR_PAST'
  | 'PROGRAMME_REGISTERED_ALREADY'
  | 'PROGRAMME_RECOGNISED_ALREADY'
  | 'PROGRAMME_NOT_REGISTERED'
  | 'PROGRAMME_NOT_RECOGNISED'
  | 'PROGRAMME_LOST_BEFORE'
  | 'PROGRAMME_NOT_LOST'
  | 'PROGRAMME_CARRIED_BACK';

const NOTHING: UnitStanding = { state: 'none', since: null, registeredFor: null };

/** How a unit stands at the end of a day, by the entries until then. */
export function standingOn(history: readonly Entry[], on: Day): UnitStanding {
  return inOrder(history)
    .filter((entry) => entry.on <= on)
    .reduce((standing, entry) => {
      const after = stepped(standing, entry);
      // What is kept was decided before: nothing in it can be refused.
      return after.ok ? after.value : standing;
    }, NOTHING);
}

/** A history with one entry more, wherever its day puts it; refused where it, or one that stands after it, could then not be. */
export function withEntry(
  history: readonly Entry[],
  entry: Omit<Entry, 'nth'>,
): Result<readonly Entry[], EntryRefusal> {
  const nth = Math.max(0, ...history.map((one) => one.nth)) + 1;
  return checked([...history, { ...entry, nth } as Entry]);
}

/** A history without an entry that was wrong; refused where one that stands after it could then not be. */
export function withoutEntry(
  history: readonly Entry[],
  id: string,
): Result<readonly Entry[], EntryRefusal> {
  return checked(history.filter((entry) => entry.id !== id));
}

/** The registrations of a unit until a day, one for each year it was registered for or carried over to, with what became of them. */
export function registrationsOf(history: readonly Entry[], on: Day): readonly Registration[] {
  return inOrder(history)
    .filter((entry) => entry.on <= on)
    .reduce<readonly Registration[]>((found, entry) => {
      switch (entry.kind) {
        case 'registered':
          return [...found, { year: entry.year, on: entry.on, outcome: 'open' }];
        case 'carriedOver':
          return [
            ...closed(found, 'carriedOver'),
            { year: entry.year, on: entry.on, outcome: 'open' },
          ];
        case 'recognised':
        case 'regained':
          return closed(found, 'recognised');
        case 'lost':
          return found;
      }
    }, []);
}

/** Entries in the order in which they took effect. */
export function inOrder(history: readonly Entry[]): readonly Entry[] {
  return [...history].sort((a, b) => (a.on === b.on ? a.nth - b.nth : a.on < b.on ? -1 : 1));
}

function checked(history: readonly Entry[]): Result<readonly Entry[], EntryRefusal> {
  let standing = NOTHING;
  for (const entry of inOrder(history)) {
    const after = stepped(standing, entry);
    if (!after.ok) return after;
    standing = after.value;
  }
  return ok(inOrder(history));
}

function closed(
  registrations: readonly Registration[],
  outcome: Registration['outcome'],
): readonly Registration[] {
  return registrations.map((one) => (one.outcome === 'open' ? { ...one, outcome } : one));
}

/** How a unit stands after one entry, and why that cannot follow on what was before. */
function stepped(before: UnitStanding, entry: EntryContent): Result<UnitStanding, EntryRefusal> {
  const { state, registeredFor } = before;
  switch (entry.kind) {
    case 'registered':
      if (registeredFor !== null) {
        return refused('PROGRAMME_REGISTERED_ALREADY', entry, { year: registeredFor });
      }
      if (state === 'recognised') return refused('PROGRAMME_RECOGNISED_ALREADY', entry);
      if (entry.year < yearOfDay(entry.on)) {
        return refused('PROGRAMME_YEAR_PAST', entry, { year: entry.year });
      }
      return ok({ ...before, registeredFor: entry.year });
    case 'carriedOver':
      if (registeredFor === null) return refused('PROGRAMME_NOT_REGISTERED', entry);
      if (entry.year <= registeredFor) {
        return refused('PROGRAMME_CARRIED_BACK', entry, { year: registeredFor });
      }
      return ok({ ...before, registeredFor: entry.year });
    case 'recognised':
      if (state === 'recognised') return refused('PROGRAMME_RECOGNISED_ALREADY', entry);
      if (state === 'lost') return refused('PROGRAMME_LOST_BEFORE', entry);
      if (registeredFor === null) return refused('PROGRAMME_NOT_REGISTERED', entry);
      return ok({ state: 'recognised', since: entry.on, registeredFor: null });
    case 'lost':
      if (state !== 'recognised') return refused('PROGRAMME_NOT_RECOGNISED', entry);
      return ok({ state: 'lost', since: entry.on, registeredFor: null });
    case 'regained':
      if (state !== 'lost') return refused('PROGRAMME_NOT_LOST', entry);
      return ok({ state: 'recognised', since: entry.on, registeredFor: null });
  }
}

function refused(
  error: EntryRefusal,
  { on }: EntryContent,
  details: Readonly<Record<string, number>> = {},
): Refused<EntryRefusal> {
  const named = Object.fromEntries(Object.entries(details).map(([key, n]) => [key, String(n)]));
  return refuse(error, { on: printedDay(on), ...named });
}

/** The year that a day lies in. */
export function yearOfDay(on: Day): number {
  return Number(on.slice(0, 4));
}
