import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Counters of each cycle, kept with the acts: what an obligation is counted as stands in its row, the
 * sums stand by cycle, group and the instant from which they count.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table obligation
     -- The counters this row adds one to, and the groups in which it does so besides its cycle.
     add column counted text[] not null default '{}',
     add column groups text[] not null default '{}'`,
  `create table cycle_count (
     office_id uuid not null,
     cycle_id uuid not null,
     -- '' for the whole cycle.
     group_name text not null,
     -- '-infinity' for what counts at once, else the instant from which these are overdue.
     since timestamptz not null,
     total int not null default 0,
     expected int not null default 0,
     submitted int not null default 0,
     accepted int not null default 0,
     claimed int not null default 0,
     returned int not null default 0,
     waived int not null default 0,
     on_time int not null default 0,
     late int not null default 0,
     missing int not null default 0,
     nil int not null default 0,
     ever_returned int not null default 0,
     asked int not null default 0,
     unchecked int not null default 0,
     overdue int not null default 0,
     to_urge int not null default 0,
     primary key (office_id, cycle_id, group_name, since),
     foreign key (office_id, cycle_id) references cycle (office_id, id) on delete cascade
   )`,
  // The standing body is bound by its own report upward.
  `update obligation o set binding = true from cycle c
    where c.office_id = o.office_id and c.id = o.cycle_id and c.kind = 'onward'`,
  `update obligation set counted = array_remove(array[
     case when state in ('claimed', 'submitted') then 'unchecked' end,
     case when not binding and chased then 'asked' end,
     case when binding then 'total' end,
     case when binding then state end,
     case when binding and state not in ('claimed', 'waived') then
       case when on_time then 'onTime'
            when on_time is false or state in ('submitted', 'accepted') then 'late'
            else 'missing' end end,
     case when binding and nil and state <> 'waived' then 'nil' end,
     case when binding and ever_returned then 'everReturned' end,
     case when binding and state in ('expected', 'returned') and on_time is null then 'overdue' end,
     case when binding and chased and state = 'expected' and on_time is null then 'toUrge' end
   ], null)`,
  `update obligation o set groups = case
     when a.standing then '{}'
     when cardinality(a.tags) > 0 then array(select distinct unnest(a.tags))
     else array[case a.kind
       when 'department' then 'Sở, ban, ngành'
       when 'commune' then 'Xã, phường, đặc khu'
       when 'police' then 'Công an'
       when 'military' then 'Quân đội, Biên phòng'
       when 'press' then 'Báo chí, phát thanh, truyền hình'
       when 'bank' then 'Ngân hàng'
       when 'judiciary' then 'Tòa án, Viện kiểm sát, Thi hành án'
       when 'party' then 'Đảng, Mặt trận, đoàn thể'
       else 'Cơ quan khác' end] end
     from agency a where a.office_id = o.office_id and a.id = o.agency_id`,
  `insert into cycle_count
     (office_id, cycle_id, group_name, since, total, expected, submitted, accepted, claimed, returned,
      waived, on_time, late, missing, nil, ever_returned, asked, unchecked)
   select office_id, cycle_id, group_name, '-infinity',
          count(*) filter (where 'total' = any(counted)),
          count(*) filter (where 'expected' = any(counted)),
          count(*) filter (where 'submitted' = any(counted)),
          count(*) filter (where 'accepted' = any(counted)),
          count(*) filter (where 'claimed' = any(counted)),
          count(*) filter (where 'returned' = any(counted)),
          count(*) filter (where 'waived' = any(counted)),
          count(*) filter (where 'onTime' = any(counted)),
          count(*) filter (where 'late' = any(counted)),
          count(*) filter (where 'missing' = any(counted)),
          count(*) filter (where 'nil' = any(counted)),
          count(*) filter (where 'everReturned' = any(counted)),
          count(*) filter (where 'asked' = any(counted)),
          count(*) filter (where 'unchecked' = any(counted))
     from obligation, unnest(array_prepend('', groups)) as group_name
    group by office_id, cycle_id, group_name`,
  `insert into cycle_count (office_id, cycle_id, group_name, since, overdue, to_urge)
   select office_id, cycle_id, group_name, overdue_at,
          count(*) filter (where 'overdue' = any(counted)),
          count(*) filter (where 'toUrge' = any(counted))
     from obligation, unnest(array_prepend('', groups)) as group_name
    where overdue_at is not null and 'overdue' = any(counted)
    group by office_id, cycle_id, group_name, overdue_at`,
  `create index if not exists obligation_of_agency on obligation (office_id, agency_id, cycle_id)`,
  `create index obligation_of_cycle on obligation (office_id, cycle_id, next_at)`,
];
