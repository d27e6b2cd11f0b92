import type { Day } from '../../domain/day.js';
import type { Boundary, Recurrence } from '../../domain/schemas/plan-draft.js';

/** A due phrase found in a text, with its place in it. */
export interface FoundDue {
  readonly start: number;
  readonly end: number;
  readonly boundary: Boundary;
  readonly date: Day | null;
  readonly time: string | null;
  readonly recurrence: Recurrence[] | null;
  readonly point?: 'start' | 'middle' | 'end';
  /** Whether it stands in round brackets: of two equal phrases the one outside decides. */
  readonly aside?: boolean;
  /** Whether it only names a report by its period, "báo cáo năm": a term beside it decides. */
  readonly isName?: boolean;
}

/** What the words of a due phrase say, without their place. */
export type Reading = Omit<FoundDue, 'start' | 'end' | 'aside'>;

/** The reading of a phrase that comes once. */
export function dated(boundary: Boundary, date: Day | null, time: string | null = null): Reading {
  return { boundary, date, time, recurrence: null };
}
