import type { LedgerDb } from '../../db/connection.js';
import type { Instant } from '../../domain/day.js';

type OfficeKind = 'live' | 'rehearsal';

/** Whether no lane may take mail at present, because the relay has refused our login. */
export async function relayStopped(db: LedgerDb, relay: OfficeKind): Promise<boolean> {
  const row = await db
    .selectFrom('relay_state')
    .select('stopped_at')
    .where('relay', '=', relay)
    .executeTakeFirst();
  return row?.stopped_at != null;
}

/** Stops every lane of a relay, with the words it refused us by. */
export async function stopRelay(
  db: LedgerDb,
  { relay, reason, at }: { relay: OfficeKind; reason: string; at: Instant },
): Promise<void> {
  await db
    .insertInto('relay_state')
    .values({ relay, stopped_at: at, reason })
    .onConflict((conflict) => conflict.column('relay').doUpdateSet({ stopped_at: at, reason }))
    .execute();
}

/** Lets a relay be tried again that had refused our login: a new process may have a new password. */
export async function resumeRelay(db: LedgerDb, relay: OfficeKind): Promise<void> {
  await db.deleteFrom('relay_state').where('relay', '=', relay).execute();
}
