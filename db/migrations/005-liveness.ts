import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Which step of a plan or cycle fails and since when, what its workflow has not looked at, and an outbox whose rows fail each by itself. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const WATCHED: readonly string[] = ['plan', 'cycle'];

const STATEMENTS: readonly string[] = [
  ...WATCHED.flatMap((table) => [
    `alter table ${table}
       add column last_error_at timestamptz,
       add column last_error_step text,
       -- Real time since when something told has not been seen; null when all has.
       add column told_at timestamptz,
       -- Real time of the workflow's last look.
       add column looked_at timestamptz not null default clock_timestamp(),
       -- Business time up to which the workflow sleeps; null: until it is told.
       add column wakes_at timestamptz,
       -- Real time when a workflow that did not look was told once more, and since when it is an alarm.
       add column told_again_at timestamptz,
       add column alarm_at timestamptz`,
    `update ${table} set told_at = clock_timestamp() where revision > seen_revision`,
  ]),
  `create index cycle_open on cycle (office_id) where opened_at is not null and closed_at is null and cancelled_at is null`,
  `alter table outbox
     add column attempts int not null default 0,
     add column next_try_at timestamptz not null default clock_timestamp(),
     add column last_error text,
     -- The workflows to end of a rehearsal that is deleted: its plans and cycles are no longer there to be asked.
     add column workflow_ids text[] not null default '{}',
     drop constraint outbox_target_check,
     add constraint outbox_target_check check (target in ('plan', 'cycle', 'rehearsal', 'ended'))`,
  `create index outbox_delivered on outbox (delivered_at) where delivered_at is not null`,
];
