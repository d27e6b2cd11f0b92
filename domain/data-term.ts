import { dayAt } from './day.js';
import type { Instant } from './day.js';
import { monthsAfter } from './work-file.js';

/** A plan whose work is over, as its personal data are looked at. */
export interface EndedPlan {
  readonly endedAt: Instant;
  /** When its file was made, and when the archive took it over; null: not yet. */
  readonly filedAt: Instant | null;
  readonly handedAt: Instant | null;
}

/**
 * What of a plan is due to be forgotten: `traces` are the names, addresses and telephones around its mails,
 * calls and claims, `papers` what the agencies sent. Nothing before the office's own term, traces not before
 * the file is made that tells what was asked and answered, papers not before the archive has them.
 */
export function dueToForget(
  plan: EndedPlan,
  { now, termMonths }: { readonly now: Instant; readonly termMonths: number | null },
): 'nothing' | 'file' | 'traces' | 'papers' {
  if (termMonths === null) return 'nothing';
  if (dayAt(now) < monthsAfter(dayAt(plan.endedAt), termMonths)) return 'nothing';
  if (plan.filedAt === null) return 'file';
  return plan.handedAt === null ? 'traces' : 'papers';
}
