import type { LedgerDb } from '../../db/connection.js';

/** The revision somebody's act left behind and the one the running workflow has seen. */
export async function cycleRevision(
  db: LedgerDb,
  officeId: string,
  cycleId: string,
): Promise<{ revision: number; seenRevision: number } | null> {
  const row = await db
    .selectFrom('cycle')
    .select(['revision', 'seen_revision as seenRevision'])
    .where('office_id', '=', officeId)
    .where('id', '=', cycleId)
    .executeTakeFirst();
  return row ?? null;
}

/** Like `cycleRevision`, of a plan. */
export async function planRevision(
  db: LedgerDb,
  officeId: string,
  planId: string,
): Promise<{ revision: number; seenRevision: number } | null> {
  const row = await db
    .selectFrom('plan')
    .select(['revision', 'seen_revision as seenRevision'])
    .where('office_id', '=', officeId)
    .where('id', '=', planId)
    .executeTakeFirst();
  return row ?? null;
}
