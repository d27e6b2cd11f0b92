import { workingDayOnOrAfter } from './calendar.js';
import { at, dayAt } from './day.js';
import type { Day, Instant } from './day.js';
import { sendingMoment } from './ladder.js';
import type { LadderSettings } from './ladder.js';
import { daysOfMonth, monthAt, plusMonths } from './month.js';
import type { Month } from './month.js';
import type { Paper, PaperKind } from './paper.js';

/** What of a cycle decides in which months of the Sổ theo dõi báo cáo it stands. */
export interface CycleInTime {
  /** The day by which it is due now; null where it has none. */
  readonly dueDay: Day | null;
  readonly openedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly cancelledAt: Instant | null;
}

/** Why a cycle stands in a month: due in it, due before and not finished, or running without a day. */
export type PlaceInMonth = 'due' | 'carried' | 'undated';

/** Why a cycle stands in the register of a month; null where it does not. */
export function placeInMonth(cycle: CycleInTime, month: Month): PlaceInMonth | null {
  if (cycle.cancelledAt !== null) return null;
  const { from, to } = daysOfMonth(month);
  const { dueDay, openedAt, closedAt } = cycle;
  if (dueDay !== null && dueDay >= from) return dueDay <= to ? 'due' : null;
  if (openedAt === null || dayAt(openedAt) > to) return null;
  if (closedAt !== null && dayAt(closedAt) < from) return null;
  return dueDay === null ? 'undated' : 'carried';
}

/** Whose hands a paper is in; `outside`: before the leader in the document system. */
export type PaperHolder = 'officer' | 'approver' | 'outside' | 'clerk';

/** With whom a paper waits; null when it has gone out, or is replaced. */
export function paperWaitsWith({
  state,
  outside,
}: Pick<Paper, 'state' | 'outside'>): PaperHolder | null {
  switch (state) {
    case 'draft':
    case 'sentBack':
      return 'officer';
    case 'awaitingApproval':
      return outside ? 'outside' : 'approver';
    case 'approved':
    case 'numbered':
      return 'clerk';
    case 'released':
    case 'acknowledged':
    case 'superseded':
      return null;
  }
}

/** A paper that has not gone out yet. */
export interface WaitingPaper {
  readonly kind: PaperKind;
  readonly state: Paper['state'];
  readonly with: PaperHolder;
  /** Names of those it waits for; empty where nobody holds the role. */
  readonly names: readonly string[];
}

/** One line of the register of a month: one report of one plan. */
export interface OverviewLine {
  readonly cycleId: string;
  readonly planId: string;
  readonly planTitle: string;
  readonly reportName: string;
  /** The named officer; empty where the plan names none. */
  readonly officer: string;
  readonly kind: 'collect' | 'onward';
  readonly place: PlaceInMonth;
  /** When it is due, in words. */
  readonly duePhrase: string;
  readonly dueDay: Day | null;
  /** Of those that owe: how many reports are in, came late, are overdue, are said to be sent. */
  readonly expected: number;
  readonly received: number;
  readonly late: number;
  readonly overdue: number;
  readonly claimed: number;
  /** Of an onward report: when it was released; null before, and of what agencies owe. */
  readonly releasedAt: Instant | null;
  readonly papers: readonly WaitingPaper[];
}

/** The lines in the order of their day; what has none stands last. */
export function inOrderOfDay<
  Line extends Pick<OverviewLine, 'dueDay' | 'planTitle' | 'reportName'>,
>(lines: readonly Line[]): readonly Line[] {
  return [...lines].sort(
    (a, b) =>
      (a.dueDay ?? '9').localeCompare(b.dueDay ?? '9') ||
      a.planTitle.localeCompare(b.planTitle, 'vi') ||
      a.reportName.localeCompare(b.reportName, 'vi'),
  );
}

/**
 * The month whose register those named in the settings are to be mailed now: the one before, from the first
 * working day of this month in sending hours on. Null out of these hours and before that day. Of months
 * that went by while everything was off only the last is told; null too where its moment lies in a time
 * that a restore took away, for it may have gone then.
 */
export function monthToTell({
  now,
  settings,
  lost,
}: {
  readonly now: Instant;
  readonly settings: LadderSettings;
  readonly lost: { readonly from: Instant; readonly until: Instant } | null;
}): Month | null {
  const month = monthAt(now);
  const first = workingDayOnOrAfter(settings.calendar, daysOfMonth(month).from);
  const due = at(first, settings.mailMinute);
  if (now < due || sendingMoment(now, settings) !== now) return null;
  if (lost !== null && lost.from <= due && due <= lost.until) return null;
  return plusMonths(month, -1);
}
