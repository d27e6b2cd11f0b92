import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * The register of a programme of years: which unit registers for which year, is recognised, loses and regains it,
 * each by an entry that stays; and the figures that a period's report takes from it.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table programme (
     office_id uuid not null,
     plan_id uuid not null,
     subject text not null,
     unit_kind text not null,
     indicator text,
     opened_by text not null,
     opened_at timestamptz not null,
     primary key (office_id, plan_id),
     foreign key (office_id, plan_id) references plan (office_id, id) on delete cascade
   )`,
  `create table programme_entry (
     office_id uuid not null,
     id uuid not null,
     plan_id uuid not null,
     agency_id uuid not null,
     nth int not null,
     kind text not null check (kind in ('registered', 'recognised', 'lost', 'regained', 'carriedOver')),
     on_day date not null,
     year int,
     decision_number text,
     decision_day date,
     decision_by text,
     reason text,
     entered_by text not null,
     entered_at timestamptz not null,
     struck_by text,
     struck_at timestamptz,
     struck_reason text,
     primary key (office_id, id),
     foreign key (office_id, plan_id) references programme (office_id, plan_id) on delete cascade,
     foreign key (office_id, agency_id) references agency (office_id, id) on delete cascade
   )`,
  `create index programme_entry_of on programme_entry (office_id, plan_id, agency_id)`,
  `create index programme_entry_agency on programme_entry (office_id, agency_id)`,
  `create table taken_figure (
     office_id uuid not null,
     cycle_id uuid not null,
     code text not null,
     value text not null,
     plan_id uuid not null,
     counted_on date not null,
     taken_by text not null,
     taken_at timestamptz not null,
     primary key (office_id, cycle_id, code),
     foreign key (office_id, cycle_id) references cycle (office_id, id) on delete cascade,
     foreign key (office_id, plan_id) references programme (office_id, plan_id) on delete cascade
   )`,
  `create index taken_figure_plan on taken_figure (office_id, plan_id)`,
];
