import type { Calendar } from './calendar.js';
import { outcomeOf } from './counting.js';
import { workingDaysLate } from './days-late.js';
import type { Day, Instant } from './day.js';
import { isReceived } from './obligation.js';
import type { ObligationState } from './obligation.js';

/** What of a duty that binds an agency decides how it was kept. */
export interface KeptDuty {
  readonly state: ObligationState;
  readonly onTime: boolean | null;
  readonly everReturned: boolean;
  readonly originalOverdueAt: Instant | null;
  /** The first instant that counts as late now, with what was granted. */
  readonly overdueAt: Instant | null;
  /** The last day of an extension; null: none was granted. */
  readonly grantedDay: Day | null;
  readonly firstReceivedAt: Instant | null;
  /** Whether a reminder of it reached the agency before it was late. */
  readonly told: boolean;
  /** Whether one was tried and did not arrive, or found no address. */
  readonly mailFailed: boolean;
}

/**
 * How a duty was kept; each counts once. `unreachable`: late or missing, and no mail had reached the agency
 * in time, which blames nobody. `notDue`: still to come and not late. Only the first five are owed.
 */
export const KEPT_AS = [
  'onTime',
  'late',
  'missing',
  'claimed',
  'unreachable',
  'notDue',
  'waived',
] as const;
export type KeptAs = (typeof KEPT_AS)[number];

export const OWED_AS = ['onTime', 'late', 'missing', 'claimed', 'unreachable'] as const;

/** How one duty was kept as of `now`. */
export function keptAs(duty: KeptDuty, now: Instant): KeptAs {
  const outcome = outcomeOf(duty);
  if (outcome === 'waived' || outcome === 'claimed' || outcome === 'onTime') return outcome;
  const since = lateSince(duty);
  if (outcome === 'missing' && (since === null || now < since)) return 'notDue';
  if (duty.mailFailed && !duty.told) return 'unreachable';
  return outcome;
}

/** The first instant from which a duty's first report counts as late: a day given for a supplement is none. */
export function lateSince({
  everReturned,
  overdueAt,
  originalOverdueAt,
}: Pick<KeptDuty, 'everReturned' | 'overdueAt' | 'originalOverdueAt'>): Instant | null {
  return everReturned ? originalOverdueAt : overdueAt;
}

/**
 * By how many working days a duty was or is late: those after its last day in time, up to the day of its
 * first report or today; 0 within that day, for one due by the hour. Null where it is not late, or where
 * nobody knows when it came (its mark was withdrawn).
 */
export function daysLate(
  duty: KeptDuty,
  { now, calendar }: { readonly now: Instant; readonly calendar: Calendar },
): number | null {
  const since = lateSince(duty);
  if (since === null || outcomeOf(duty) === 'onTime') return null;
  const until = isReceived(duty) ? duty.firstReceivedAt : (duty.firstReceivedAt ?? now);
  return until === null ? null : workingDaysLate(since, until, calendar);
}

/** What of a duty is told beside how it was kept; nothing here judges. */
export type Cause =
  | { readonly kind: 'mailFailed' }
  | { readonly kind: 'extended'; readonly until: Day; readonly reason: string | null }
  | { readonly kind: 'extensionRefused'; readonly wanted: Day; readonly reason: string }
  | { readonly kind: 'claimRejected'; readonly reason: string | null }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'promised'; readonly day: Day };

/** What the ledger keeps around a duty that may be a cause. */
export interface AroundDuty {
  readonly extensions: readonly {
    readonly state: 'asked' | 'granted' | 'refused';
    readonly reason: string;
    readonly wantedDay: Day;
  }[];
  readonly rejectedClaims: readonly { readonly reason: string | null }[];
  /** The day that the agency named last on the telephone. */
  readonly promisedDay: Day | null;
}

/** The causes that the ledger knows of how a duty was kept; none for one that was simply kept. */
export function causesOf(duty: KeptDuty, around: AroundDuty, now: Instant): readonly Cause[] {
  const kept = keptAs(duty, now);
  const granted = around.extensions.find(({ state }) => state === 'granted');
  const extended: readonly Cause[] =
    duty.grantedDay === null
      ? []
      : [{ kind: 'extended', until: duty.grantedDay, reason: granted?.reason ?? null }];
  if (kept !== 'late' && kept !== 'missing' && kept !== 'unreachable') return extended;
  return [
    ...(duty.mailFailed && !duty.told ? [{ kind: 'mailFailed' } as const] : []),
    ...extended,
    ...around.extensions
      .filter(({ state }) => state === 'refused')
      .map(({ wantedDay, reason }) => {
        return { kind: 'extensionRefused', wanted: wantedDay, reason } as const;
      }),
    ...around.rejectedClaims.map(({ reason }) => ({ kind: 'claimRejected', reason }) as const),
    ...(isReceived(duty) && duty.onTime === null ? [{ kind: 'withdrawn' } as const] : []),
    ...(around.promisedDay === null
      ? []
      : [{ kind: 'promised', day: around.promisedDay } as const]),
  ];
}

/** How the duties of one agency over a period were kept: counts, nothing weighed and nothing compared. */
export type KeptCounts = Readonly<Record<KeptAs, number>> & {
  /** What was owed and due: on time, late, missing, claimed and unreachable together. */
  readonly owed: number;
  /** Working days late of all that came late or is missing. */
  readonly daysLate: number;
  readonly extended: number;
};

/** The counts of an agency in the order in which lists show them. */
export const KEPT_COLUMNS = [
  'owed',
  'onTime',
  'late',
  'missing',
  'daysLate',
  'extended',
  'claimed',
  'unreachable',
] as const satisfies readonly (keyof KeptCounts)[];

/** A count of the year before; null where nothing was owed then: a nought would look like one that kept none of its duties. */
export function countBefore(before: KeptCounts, column: keyof KeptCounts): number | null {
  return before.owed === 0 ? null : before[column];
}

/** Duties with how each was kept, counted. */
export function countKept(
  duties: readonly {
    readonly kept: KeptAs;
    readonly daysLate: number | null;
    readonly extended: boolean;
  }[],
): KeptCounts {
  const by = Object.fromEntries(
    KEPT_AS.map((as) => [as, duties.filter(({ kept }) => kept === as).length]),
  ) as Record<KeptAs, number>;
  const late = duties.filter(({ kept }) => kept === 'late' || kept === 'missing');
  return {
    ...by,
    owed: OWED_AS.reduce((sum, as) => sum + by[as], 0),
    daysLate: late.reduce((sum, { daysLate: days }) => sum + (days ?? 0), 0),
    extended: duties.filter(({ extended }) => extended).length,
  };
}

/** A period, both days included. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** The same days a year before; 29 February becomes 28 February. */
export function yearBefore({ from, to }: Span): Span {
  return { from: oneYearBefore(from), to: oneYearBefore(to) };
}

function oneYearBefore(on: Day): Day {
  const year = String(Number(on.slice(0, 4)) - 1);
  return `${year}${on.slice(4) === '-02-29' ? '-02-28' : on.slice(4)}` as Day;
}

/** The whole year of a day: the period where nobody names another. */
export function yearOf(on: Day): Span {
  const year = on.slice(0, 4);
  return { from: `${year}-01-01` as Day, to: `${year}-12-31` as Day };
}

/** The longest period that is looked at at once, in years. */
export const MOST_YEARS = 3;

/** Whether a period is one: its end not before its beginning, and not endless. */
export function isSpan({ from, to }: Span): boolean {
  return from <= to && Number(to.slice(0, 4)) - Number(from.slice(0, 4)) < MOST_YEARS;
}
