import { at, plusDays } from '../domain/day.js';
import type { Day, Instant } from '../domain/day.js';
import { pick } from '../domain/random.js';
import { nextDeskHour } from '../domain/rehearsal.js';
import type { SimOffice } from './office.js';

/** One stream of chance, as people's lives draw on it. */
export interface Chance {
  /** Whether something of this probability happens. */
  happens(share: number): boolean;
  /** A whole number from 0, below `below`. */
  below(below: number): number;
  /** In [0, 1). */
  roll(): number;
  /** A moment of a day, mostly in office hours. */
  on(day: Day): Instant;
  /** A moment of one of the days from `from` to `to`. */
  between(from: Day, to: Day): Instant;
  /** One of the next hours at which the office's people work through their desk. */
  deskHour(office: SimOffice, now: Instant): Instant;
}

/** Chance by a stream of numbers in [0, 1). */
export function chanceOf(random: () => number): Chance {
  const happens = (share: number): boolean => random() < share;
  const below = (limit: number): number => pick(random, limit);
  const on = (day: Day): Instant => at(day, happens(0.9) ? 485 + below(510) : below(1440));
  return {
    happens,
    below,
    roll: random,
    on,
    between: (from, to) => {
      const days = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));
      return on(plusDays(from, below(days + 1)));
    },
    deskHour: (office, now) => {
      let hour = nextDeskHour(now, office.settings);
      for (let more = below(3); more > 0; more -= 1) hour = nextDeskHour(hour, office.settings);
      return hour;
    },
  };
}
