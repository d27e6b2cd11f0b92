import type { Instant } from '../../domain/day.js';
import type { Onlooker } from '../year.js';

/** What is promised of every year, by name. */
export type Invariant =
  | 'no-reminder-after-answer'
  | 'sending-hours'
  | 'days-off'
  | 'one-mail-a-day'
  | 'first-mail-first'
  | 'not-before-late'
  | 'paused-is-silent'
  | 'address-in-force'
  | 'office-hears'
  | 'every-rung-or-reason'
  | 'sent-once'
  | 'told-once'
  | 'counts-equal-recount'
  /** What an amendment says holds from then on, and whatever it does not name stays. */
  | 'amended-as-said'
  | 'never-stalls'
  /** The same year by the real acts on a ledger comes to the same. */
  | 'real-acts-agree';

/** Something that broke a promise. */
export type Report = (invariant: Invariant, at: Instant, what: string) => void;

/** A check is an onlooker that reports what it finds. */
export type Check = (report: Report) => Onlooker;

/** An onlooker who looks at nothing: a check says what it looks at. */
export const LOOKS_AT_NOTHING: Onlooker = {
  begins: () => undefined,
  acted: () => undefined,
  stepped: () => undefined,
  left: () => undefined,
  rested: () => undefined,
  ended: () => undefined,
};
