import type { Cause, KeptAs, KeptCounts, Span } from './compliance.js';
import type { Instant } from './day.js';

/** What an agency says against how a duty of it stands, and what the office answered. */
export interface Objection {
  readonly words: string;
  readonly saidBy: string;
  readonly saidAt: Instant;
  readonly answer: string | null;
}

/** One duty as a list tells it. */
export interface ListedDuty {
  readonly obligationId: string;
  readonly reportName: string;
  readonly planTitle: string;
  /** When it was due, in words. */
  readonly due: string;
  readonly kept: KeptAs;
  readonly daysLate: number | null;
  readonly receivedAt: Instant | null;
  readonly causes: readonly Cause[];
  readonly objections: readonly Objection[];
}

/** One agency: this period beside the same days a year before, and each duty that was not simply kept. */
export interface ListedKeeper {
  readonly agencyId: string;
  readonly agency: string;
  readonly group: string;
  readonly now: KeptCounts;
  readonly before: KeptCounts;
  readonly duties: readonly ListedDuty[];
}

/** How the agencies of an office kept their duties over a period: by name, without score or rank. */
export interface ComplianceList extends Span {
  readonly officeName: string;
  readonly countedAt: Instant;
  readonly agencies: readonly ListedKeeper[];
}

/** Whether a duty is told one by one: it was not simply kept, or something is said of it. */
export function isTold({
  kept,
  causes,
  objections,
}: Pick<ListedDuty, 'kept' | 'causes' | 'objections'>): boolean {
  if (objections.length > 0 || causes.length > 0) return true;
  return kept === 'late' || kept === 'missing' || kept === 'claimed' || kept === 'unreachable';
}

/** Whether an agency may say something against how a duty stands, and why not. */
export function refusesObjection(
  kept: KeptAs,
  objections: readonly Pick<Objection, 'answer'>[],
): 'OBJECTION_NOTHING' | 'OBJECTION_OPEN' | null {
  if (objections.some(({ answer }) => answer === null)) return 'OBJECTION_OPEN';
  return kept === 'late' || kept === 'missing' || kept === 'claimed' || kept === 'unreachable'
    ? null
    : 'OBJECTION_NOTHING';
}
