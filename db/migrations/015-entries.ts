import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What each mail told calendars, by obligation, and how often an obligation was changed: the SEQUENCE of its next entry. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table obligation add column changes int not null default 0`,
  `alter table message add column entries jsonb`,
  // Entries were numbered by the epoch: two to each.
  `update obligation set changes = epoch * 2 + 2 where epoch > 0 or state <> 'expected' or reached is not null`,
  `update message m set entries = told.entries
     from (select n.office_id, n.message_id,
                  jsonb_object_agg(n.obligation_id, jsonb_build_object(
                    'method', case when n.name in ('received', 'noLongerOwed') then 'CANCEL' else 'REQUEST' end,
                    'sequence', n.epoch * 2 + (n.name in ('received', 'noLongerOwed'))::int,
                    'target', to_char(o.target_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as entries
             from notice n
             join obligation o on o.office_id = n.office_id and o.id = n.obligation_id
             join cycle c on c.office_id = o.office_id and c.id = o.cycle_id
            where n.name in ('assigned', 'extensionGranted', 'dueMoved', 'received', 'noLongerOwed')
              and n.why is null and n.message_id is not null
              and c.show_target and o.target_at is not null
            group by n.office_id, n.message_id
           having count(*) = 1) told
    where m.office_id = told.office_id and m.id = told.message_id and m.state in ('sent', 'doubtful')`,
];
