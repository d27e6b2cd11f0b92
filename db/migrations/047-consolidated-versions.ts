import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * A consolidation names the version of each report that went in and which of its figures are in no total;
 * the values stand in the versions, which never change, and are not written a second time.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  // The earliest consolidations do not name their versions: those behind their values, and whatever else was in hand.
  `update consolidation k set totals = k.totals || jsonb_build_object('reports', coalesce((
     select jsonb_agg(jsonb_build_object('obligationId', r.obligation_id, 'version', r.version))
       from (select obligation_id, max(submission_version) as version from consolidation_source s
              where s.office_id = k.office_id and s.consolidation_id = k.id group by obligation_id
             union all
             select o.id, o.version from obligation o
              where o.office_id = k.office_id and o.cycle_id = k.cycle_id and o.version > 0
                and o.state in ('submitted', 'accepted')
                and not exists (select 1 from consolidation_source s
                                 where s.office_id = k.office_id and s.consolidation_id = k.id
                                   and s.obligation_id = o.id)) as r), '[]'::jsonb))
   where not k.totals ? 'reports'`,
  `update consolidation k set totals = k.totals || jsonb_build_object('reports', (
     select jsonb_agg(case when u.codes is null then r else r || jsonb_build_object('uncounted', u.codes) end)
       from jsonb_array_elements(k.totals -> 'reports') as r
       left join (select obligation_id, jsonb_agg(code order by code) as codes
                    from consolidation_source s
                   where s.office_id = k.office_id and s.consolidation_id = k.id and not s.counted
                   group by obligation_id) as u on u.obligation_id = (r ->> 'obligationId')::uuid))
   where exists (select 1 from consolidation_source s
                  where s.office_id = k.office_id and s.consolidation_id = k.id and not s.counted)`,
  `drop table consolidation_source`,
];
