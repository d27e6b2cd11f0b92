import type { Instant } from './day.js';
import type { AgencyKind } from './agency-kinds.js';
import { isOverdue, isReceived } from './obligation.js';
import type { ObligationState } from './obligation.js';

/** What of an obligation decides where it is counted. */
export interface Countable {
  readonly state: ObligationState;
  readonly binding: boolean;
  readonly chased: boolean;
  readonly onTime: boolean | null;
  readonly nil: boolean;
  readonly everReturned: boolean;
}

/** What an obligation is counted under as soon as it stands so. */
const PLAIN = [
  /** Bound by the duty: the denominator, those freed from reporting included. */
  'total',
  'expected',
  'submitted',
  'accepted',
  'claimed',
  'returned',
  'waived',
  /** These three, with claimed and waived, share the total out: each bound obligation is in one of the five. */
  'onTime',
  'late',
  'missing',
  'nil',
  /** Sent back at least once, whatever came after. */
  'everReturned',
  /** Bodies merely asked, never in the total. */
  'asked',
  /** Claims to reconcile and reports to check, of asked bodies too. */
  'unchecked',
] as const;

/** What an obligation is counted under from its own `overdueAt` on. */
const SINCE_OVERDUE = [
  'overdue',
  /** Whom an urging letter may name, provided that mail reaches them: nothing has come at all. */
  'toUrge',
] as const;

export const COUNTERS = [...PLAIN, ...SINCE_OVERDUE] as const;
export type Counter = (typeof COUNTERS)[number];
export type Counts = Readonly<Record<Counter, number>>;

export const NO_COUNTS: Counts = Object.freeze(
  Object.fromEntries(COUNTERS.map((counter) => [counter, 0])) as Record<Counter, number>,
);

/** What a bound obligation has come to so far; each is in exactly one of these. */
export type Outcome = 'onTime' | 'late' | 'missing' | 'claimed' | 'waived';

/**
 * A report in hand whose on-time mark was withdrawn came, but not in time: late. One sent back keeps the
 * mark of its first report; without a mark it is still to come.
 */
export function outcomeOf({ state, onTime }: Pick<Countable, 'state' | 'onTime'>): Outcome {
  if (state === 'waived' || state === 'claimed') return state;
  if (onTime !== null) return onTime ? 'onTime' : 'late';
  return isReceived({ state }) ? 'late' : 'missing';
}

/** The counters that one obligation adds one to. */
export function countersOf(owed: Countable): readonly Counter[] {
  const counters: Counter[] = [];
  if (owed.state === 'claimed' || owed.state === 'submitted') counters.push('unchecked');
  if (!owed.binding) return owed.chased ? [...counters, 'asked'] : counters;
  const outcome = outcomeOf(owed);
  counters.push('total', owed.state);
  if (outcome === 'onTime' || outcome === 'late' || outcome === 'missing') counters.push(outcome);
  if (owed.nil && owed.state !== 'waived') counters.push('nil');
  if (owed.everReturned) counters.push('everReturned');
  if (outcome === 'missing') counters.push('overdue');
  if (outcome === 'missing' && owed.chased && owed.state === 'expected') counters.push('toUrge');
  return counters;
}

/** Whether a counter counts only from the obligation's `overdueAt` on. */
export function isSinceOverdue(counter: Counter): boolean {
  return SINCE_OVERDUE.some((late) => late === counter);
}

/** Counts added up, as of several cycles. */
export function sumOf(all: readonly Counts[]): Counts {
  const counts: Record<Counter, number> = { ...NO_COUNTS };
  for (const one of all) for (const counter of COUNTERS) counts[counter] += one[counter];
  return counts;
}

/** Bound agencies whose report is still to come: nothing received, or sent back for a supplement. */
export function owingIn({ expected, returned }: Counts): number {
  return expected + returned;
}

/**
 * Reports that count as on time or late and are not in hand: sent back for a supplement, which keeps the
 * mark of the first report. So onTime + late = submitted + accepted + these.
 */
export function sentBackIn({
  onTime,
  late,
  submitted,
  accepted,
}: Pick<Counts, 'onTime' | 'late' | 'submitted' | 'accepted'>): number {
  return onTime + late - submitted - accepted;
}

/** The mark people see beside a state: that of the first report, else overdue as of now; null for none. */
export function markOf(
  owed: Countable & { readonly overdueAt: Instant | null },
  now: Instant,
): 'onTime' | 'late' | 'overdue' | null {
  const outcome = outcomeOf(owed);
  if (outcome === 'onTime' || outcome === 'late') return outcome;
  return isOverdue(owed, now) ? 'overdue' : null;
}

/** How agencies without a group of their own (khối, cụm) are grouped. */
const KIND_GROUPS: Readonly<Record<AgencyKind, string>> = {
  department: 'Sở, ban, ngành',
  commune: 'Xã, phường, đặc khu',
  police: 'Công an',
  military: 'Quân đội, Biên phòng',
  press: 'Báo chí, phát thanh, truyền hình',
  bank: 'Ngân hàng',
  judiciary: 'Tòa án, Viện kiểm sát, Thi hành án',
  party: 'Đảng, Mặt trận, đoàn thể',
  other: 'Cơ quan khác',
};

/** The group of a kind of agency, in words. */
export function kindGroup(kind: AgencyKind): string {
  return KIND_GROUPS[kind];
}

/** The groups an agency is counted in: its tags, or its kind where it has none; the standing body in none. */
export function groupsOf(agency: {
  readonly tags: readonly string[];
  readonly kind: AgencyKind;
  readonly standing: boolean;
}): readonly string[] {
  if (agency.standing) return [];
  return agency.tags.length > 0 ? [...new Set(agency.tags)] : [kindGroup(agency.kind)];
}
