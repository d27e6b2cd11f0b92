import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import { MAY_HAVE_GONE } from '../../domain/untold.js';
import type { OfficeKind } from './relay-state.js';
import { relayLimits, relayUse } from './relay-use.js';

/** Reminders stop at nine tenths of a limit. */
const LIMIT_IS_NEAR = 0.9;

/**
 * What is wrong with the mail of one kind of office, in a code and the relay's own words; null while
 * it flows. It needs no relay to be heard: the admin page shows it and the log says it.
 */
export interface MailAlarm {
  readonly trouble: 'unreachable' | 'held' | 'limit' | 'waiting' | 'doubtful';
  readonly words: string;
}

/**
 * Looks whether the relay is shut or has taken all that it takes in a day, mail has waited for an hour while none went, or mails wait for a person:
 * of one office, whose people can do something about them, or of all.
 */
export async function mailAlarm(
  db: LedgerDb,
  officeKind: OfficeKind,
  officeId: string | null = null,
): Promise<MailAlarm | null> {
  const { rows } = await sql<{
    standing: 'open' | 'unreachable' | 'held' | null;
    reason: string | null;
    waiting: number;
    stuck: number;
    doubtful: number;
  }>`
    select (select standing from relay_state where relay = ${officeKind}) as standing,
           (select reason from relay_state where relay = ${officeKind}) as reason,
           count(*) filter (where m.state = 'planned')::int as waiting,
           count(*) filter (where m.state in ('planned', 'sending')
             and coalesce(m.retry_at, '-infinity') <= clock_timestamp()
             and m.attempts > 0 and m.failing_since < clock_timestamp() - interval '1 hour'
             or m.state = 'sending' and m.lease_until > clock_timestamp()
             and m.planned_for < clock_timestamp() - interval '1 hour')::int as stuck,
           count(*) filter (where m.state = 'doubtful' and m.why is distinct from ${MAY_HAVE_GONE}
             and (${officeId}::uuid is null or m.office_id = ${officeId}::uuid))::int as doubtful
      from message m join office o on o.id = m.office_id
     where o.kind = ${officeKind} and m.state in ('planned', 'sending', 'doubtful')`.execute(db);
  const found = rows[0];
  if (found === undefined) return null;
  const { standing, reason, waiting, stuck, doubtful } = found;
  if (standing === 'unreachable' || standing === 'held') {
    return { trouble: standing, words: reason ?? '' };
  }
  const { day } = await relayLimits(db, officeKind);
  if (day !== null && waiting > 0 && (await relayUse(db, officeKind)).day >= day * LIMIT_IS_NEAR) {
    return { trouble: 'limit', words: String(waiting) };
  }
  if (stuck > 0 && (await noneSentForAnHour(db, officeKind))) {
    return { trouble: 'waiting', words: String(stuck) };
  }
  return doubtful > 0 ? { trouble: 'doubtful', words: String(doubtful) } : null;
}

async function noneSentForAnHour(db: LedgerDb, officeKind: OfficeKind): Promise<boolean> {
  const sent = await db
    .selectFrom('message')
    .innerJoin('office', 'office.id', 'message.office_id')
    .select('message.id')
    .where('office.kind', '=', officeKind)
    .where('message.state', '=', 'sent')
    .where('message.answered_at', '>', sql<never>`clock_timestamp() - interval '1 hour'`)
    .limit(1)
    .executeTakeFirst();
  return sent === undefined;
}
