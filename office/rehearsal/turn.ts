import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';

/** So many rehearsals of an installation run at once: more would take from live offices what they need. */
export const REHEARSALS_AT_ONCE = 2;

/** True of the row of an office whose rehearsal has neither ended nor come to a standstill. */
export const RUNNING_REHEARSAL = sql<boolean>`(office.rehearsal is not null
  and not office.rehearsal ? 'doneAt' and not office.rehearsal ? 'stalledAt')`;

/**
 * The shadow offices whose rehearsal waits for its turn, as a query of ids: the oldest two that have
 * not ended run, each that ends or is deleted makes room for the next.
 */
export function waitingRehearsals(db: Pick<LedgerDb, 'selectFrom'>) {
  return db
    .selectFrom('office')
    .select('office.id')
    .where(RUNNING_REHEARSAL)
    .orderBy('office.created_at')
    .orderBy('office.id')
    .offset(REHEARSALS_AT_ONCE);
}

/** Whether a rehearsal waits for its turn. */
export async function isWaiting(db: LedgerDb, officeId: string): Promise<boolean> {
  const waiting = await waitingRehearsals(db).execute();
  return waiting.some(({ id }) => id === officeId);
}
