import { plusWorkingDays } from './calendar.js';
import { at, dayAt } from './day.js';
import type { Instant } from './day.js';
import { sendingMoment } from './ladder.js';
import type { LadderSettings } from './ladder.js';
import type { Paper } from './paper.js';

/** A paper that somebody has to move on before its day. */
export interface HeldPaper extends Pick<Paper, 'kind' | 'state' | 'outside' | 'approvedAt'> {
  /** When whoever holds it now was mailed about it last; null before that. */
  readonly askedAt: Instant | null;
}

/** How many working days before the report is due upward whoever holds it is reminded, besides on that day itself (wording.md). */
const DAYS_BEFORE = 2;

/** Whose turn it is with a paper; null while it is the officer's, who hears by his own list, and once it is out. */
export function holderOf({
  state,
  outside,
}: Pick<HeldPaper, 'state' | 'outside'>): 'approver' | 'clerk' | null {
  if (state === 'awaitingApproval') return outside ? null : 'approver';
  return state === 'approved' || state === 'numbered' ? 'clerk' : null;
}

/**
 * When whoever holds a report is next reminded that it is due upward: two working days before and on the
 * day itself, at mail time, or as soon in office hours as he got it; once a day. Null when nothing is left to
 * say: nobody holds it here, it is due on no day, or he has been told on the last day or after.
 */
export function nudgeAt(
  paper: HeldPaper,
  onwardTargetAt: Instant | null,
  { now, settings }: { readonly now: Instant; readonly settings: LadderSettings },
): Instant | null {
  const { kind, askedAt, approvedAt } = paper;
  const holder = holderOf(paper);
  if (kind !== 'consolidatedReport' || holder === null || onwardTargetAt === null) return null;
  const { calendar, mailMinute } = settings;
  const target = dayAt(onwardTargetAt);
  const days = [plusWorkingDays(calendar, target, -DAYS_BEFORE), target];
  // What has been said on or after a day need not be said for it again.
  const day = days.find((one) => askedAt === null || dayAt(askedAt) < one);
  if (day === undefined) return null;
  const heldSince = holder === 'clerk' ? approvedAt : null;
  // A moment that went by while everything was off is made up for in office hours, never at night.
  return sendingMoment(latest([at(day, mailMinute), heldSince, now]), settings);
}

function latest(moments: readonly (Instant | null)[]): Instant {
  return moments.filter((one) => one !== null).reduce((a, b) => (a > b ? a : b));
}
