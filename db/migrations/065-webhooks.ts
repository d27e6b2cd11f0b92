import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Addresses that are told what happens in an office (Standard Webhooks), and each delivery with its tries. Secrets are not kept: they are made from the key of links, the id and the generation. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table webhook (
     office_id uuid not null references office (id) on delete cascade,
     id uuid not null,
     name text not null,
     url text not null,
     events text[] not null,
     generation int not null default 1,
     -- Until when the secret before this one is signed with too.
     former_until timestamptz,
     made_by text not null,
     made_at timestamptz not null,
     off_at timestamptz,
     off_why text check (off_why in ('gone', 'person')),
     -- Up to which sealed row of the audit it has been told.
     told_up_to bigint not null,
     primary key (office_id, id)
   )`,
  `create table webhook_delivery (
     office_id uuid not null,
     id uuid not null,
     webhook_id uuid not null,
     event text not null,
     body text not null,
     made_at timestamptz not null,
     state text not null check (state in ('waiting', 'done', 'failed')),
     try_at timestamptz,
     tries int not null default 0,
     status int,
     problem text,
     tried_at timestamptz,
     primary key (office_id, id),
     foreign key (office_id, webhook_id) references webhook (office_id, id) on delete cascade
   )`,
  `create index webhook_delivery_due on webhook_delivery (try_at) where state = 'waiting'`,
  `create index webhook_delivery_of on webhook_delivery (office_id, webhook_id, made_at desc)`,
];
