import { sql } from 'kysely';
import type { EntryMessage } from '../../domain/calendar-entry.js';
import type { OfficeScope } from '../scope.js';
import type { LoadedNotice } from './load-notice-facts.js';

/** What an agency's calendar was told last of each duty; 'unknown' where a mail that may tell it something is under way. */
export type ToldCalendars = Map<string, EntryMessage | 'unknown'>;

/** What other mails have told calendars of the duties that some answers to acts are about. */
export async function toldCalendars(
  scope: OfficeScope,
  facts: ReadonlyMap<string, readonly LoadedNotice[]>,
): Promise<ToldCalendars> {
  const about = [...facts.values()]
    .flat()
    .flatMap(({ notice, obligation }) =>
      notice.kind === 'event' && obligation !== null ? [obligation.id] : [],
    );
  if (about.length === 0) return new Map();
  const { rows } = await sql<{ id: string; entry: EntryMessage | null; underWay: boolean }>`
    select n.obligation_id as id, m.entries -> n.obligation_id::text as entry,
           m.state = 'sending' as "underWay"
      from notice n join message m on m.office_id = n.office_id and m.id = n.message_id
     where n.office_id = ${scope.officeId} and n.obligation_id = any(${about}::uuid[])
       and n.why is null and m.id <> all(${[...facts.keys()]}::uuid[])
       and (m.state = 'sending' and (n.kind = 'event' or n.name = 'assigned')
            or m.state in ('sent', 'bounced', 'doubtful') and m.entries is not null)`.execute(
    scope.trx,
  );
  const told: ToldCalendars = new Map();
  for (const { id, entry, underWay } of rows) {
    const before = told.get(id);
    if (underWay) told.set(id, 'unknown');
    else if (entry !== null && before !== 'unknown') {
      if (before === undefined || entry.sequence >= before.sequence) told.set(id, entry);
    }
  }
  return told;
}
