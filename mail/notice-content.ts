import { entryToSend, entryWanted } from '../domain/calendar-entry.js';
import type { EntryMessage } from '../domain/calendar-entry.js';
import type { AgencyNotice } from './content.js';
import { eventContent } from './event-content.js';
import type { NoticeFacts, WordingContext } from './notice-facts.js';
import type { CalendarEntry } from './outgoing.js';
import { ladderContent, shownTarget } from './rung-content.js';

/** What a mail to an agency says: one notice, or several in the one mail of its day; null for nothing. */
export function agencyContent(
  facts: readonly NoticeFacts[],
  context: WordingContext,
): AgencyNotice | null {
  const [first] = facts;
  if (first?.notice.kind === 'event') return eventContent(facts, context);
  return ladderContent(facts, context);
}

/**
 * What a mail tells calendars: the assignment brings an entry for each duty, an answer to an act whatever
 * the calendar does not show yet. `last` is what it was told of each duty before.
 */
export function calendarEntries(
  facts: readonly NoticeFacts[],
  last: ReadonlyMap<string, EntryMessage | 'unknown'>,
): readonly CalendarEntry[] {
  const entries = new Map<string, CalendarEntry>();
  for (const { notice, duty, reportName } of facts) {
    if (duty === null || (notice.kind === 'ladder' && notice.name !== 'assigned')) continue;
    const { obligationId: uid, state, cancelled, changes: sequence, ladder } = duty;
    const entry = entryToSend({
      wanted: entryWanted({ state, cancelled, shownTarget: shownTarget(duty) }),
      last: last.get(uid) ?? null,
      sequence,
      target: ladder.targetAt,
    });
    if (entry !== null) entries.set(uid, { ...entry, uid, reportName });
  }
  return [...entries.values()];
}
