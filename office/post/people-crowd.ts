import { sql } from 'kysely';
import { NAME_OF_CONNECTIONS } from '../../db/connection.js';
import type { LedgerDb } from '../../db/connection.js';

/** So many acts and looks of people at once, over all processes, leave the ledger no time for anything else. */
const CROWD = 6;

/** Whether a crowd of people is at the ledger this moment. */
export async function peopleCrowd(db: LedgerDb): Promise<boolean> {
  const { rows } = await sql<{ crowd: boolean }>`
    select count(*) >= ${CROWD} as crowd from pg_stat_activity
     where datname = current_database() and application_name = ${NAME_OF_CONNECTIONS.people}
       and state <> 'idle'`.execute(db);
  return rows[0]?.crowd ?? false;
}
