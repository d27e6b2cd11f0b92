import { dayAt } from '../day.js';
import type { Day, Instant } from '../day.js';
import type { PaperKind, PaperState } from '../paper.js';
import { statusMeaning } from './status-code.js';

/** A paper that went out, and who of its receivers has said that it is there. */
export interface PaperOut {
  readonly kind: PaperKind;
  readonly state: PaperState | 'superseded';
  /** How many offices a letter goes to. */
  readonly receivers: number;
  /** How many of them have acknowledged it, the present one included. */
  readonly acknowledged: number;
}

/**
 * Whether a status makes a paper acknowledged: a report with the first that has it, as one goes up; a letter
 * when all to whom it goes have it.
 */
export function makesAcknowledged(code: string, paper: PaperOut): boolean {
  if (statusMeaning(code) !== 'acknowledged' || paper.state !== 'released') return false;
  return paper.kind === 'consolidatedReport' || paper.acknowledged >= paper.receivers;
}

/** The day on which it is acknowledged: that of the status, never before the paper went out nor after today. */
export function acknowledgedOn(
  at: Instant | null,
  { releasedAt, now }: { readonly releasedAt: Instant | null; readonly now: Instant },
): Day {
  const today = dayAt(now);
  const said = at === null ? today : dayAt(at);
  const earliest = releasedAt === null ? said : dayAt(releasedAt);
  return said > today ? today : said < earliest ? earliest : said;
}
