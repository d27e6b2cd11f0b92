import type { AgencyNotice } from './content.js';
import { eventContent } from './event-content.js';
import type { NoticeFacts, WordingContext } from './notice-facts.js';
import type { CalendarEntry } from './outgoing.js';
import { ladderContent } from './rung-content.js';

/** What a mail to an agency says: one notice, or several in the one mail of its day; null for nothing. */
export function agencyContent(
  facts: readonly NoticeFacts[],
  context: WordingContext,
): AgencyNotice | null {
  const [first] = facts;
  if (first?.notice.kind === 'event') return eventContent(first, context);
  return ladderContent(facts, context);
}

const ENTRIES: Readonly<Record<string, 'REQUEST' | 'CANCEL'>> = {
  assigned: 'REQUEST',
  extensionGranted: 'REQUEST',
  dueMoved: 'REQUEST',
  received: 'CANCEL',
  noLongerOwed: 'CANCEL',
};

/** The calendar entry that goes with an assignment, a moved date or a settled duty; null for none. */
export function calendarEntry(facts: readonly NoticeFacts[]): CalendarEntry | null {
  const one = facts[0];
  if (facts.length !== 1 || one?.duty == null) return null;
  const { duty, notice, reportName } = one;
  const method = ENTRIES[notice.name];
  if (method === undefined || !duty.showTarget || duty.ladder.targetAt === null) return null;
  return {
    method,
    uid: duty.obligationId,
    sequence: duty.ladder.epoch * 2 + (method === 'CANCEL' ? 1 : 0),
    target: duty.ladder.targetAt,
    reportName,
  };
}
