import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import type { OfficeKind } from './relay-state.js';

/** Notes what is told by another way, null for nothing; answers what was told before, or undefined where another process was faster or nothing is new. */
export async function takeAlarm(
  db: LedgerDb,
  { relay, said }: { readonly relay: OfficeKind; readonly said: string | null },
): Promise<{ readonly before: string | null } | undefined> {
  const { rows } = await sql<{ before: string | null }>`
    with before as (select said from relay_alarm where relay = ${relay}),
    noted as (
      insert into relay_alarm (relay, said) values (${relay}, ${said})
      on conflict (relay) do update set said = excluded.said, said_at = clock_timestamp()
       where relay_alarm.said is distinct from excluded.said
      returning relay
    )
    select (select said from before) as before from noted`.execute(db);
  const [found] = rows;
  // Nothing was wrong before and nothing is: there is nothing to tell.
  return found === undefined || (found.before === null && said === null) ? undefined : found;
}

/** The administrators of all live offices, each address once. */
export async function administrators(
  db: LedgerDb,
): Promise<readonly { readonly name: string; readonly address: string }[]> {
  const { rows } = await sql<{ name: string; address: string }>`
    select distinct on (lower(s.email)) s.name, s.email as address
      from staff s join office o on o.id = s.office_id and o.kind = 'live'
     where s.active and 'admin' = any(s.roles)
     order by lower(s.email), s.id`.execute(db);
  return rows;
}
