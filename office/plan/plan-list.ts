import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { PlanRow } from '../../contract/plans.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import type { Tables } from '../../db/tables.js';
import { citedPlan } from '../../domain/citation.js';
import type { Counts } from '../../domain/counting.js';
import type { Instant } from '../../domain/day.js';
import { COUNT_SUMS } from '../counting/cycle-counts.js';
import { unreachableAgencies, unreachableByCycle } from '../counting/unreachable.js';
import { shown } from '../cycle/shown-counts.js';
import { pageOf } from '../page.js';
import type { PageAsked } from '../page.js';
import { WHOLE } from '../../domain/pending-counts.js';

interface Asked extends PageAsked {
  readonly officeId: string;
  readonly now: Instant;
  /** One plan alone. */
  readonly planId?: string;
  readonly state?: PlanRow['state'] | undefined;
}

/** One page of the plans of an office, the newest first, with the counts of their open cycles, or of all where none is open any more. */
export async function planList(
  db: LedgerDb,
  asked: Asked,
): Promise<{ readonly rows: PlanRow[]; readonly next: string | null }> {
  const { officeId, now } = asked;
  const [found, agencyIds] = await Promise.all([
    keptRows(db, listedPlans(asked)),
    unreachableAgencies(db, { officeId, now }),
  ]);
  const { rows: plans, next } = pageOf(found, asked.limit, ({ id }) => id);
  const cycleIds = plans.flatMap(({ counted }) => counted);
  const unreachable = await unreachableByCycle(db, { officeId, cycleIds, agencyIds });
  const rows = plans.map((plan) => ({
    id: plan.id,
    code: plan.code,
    title: plan.title,
    citation: citedPlan(plan.identity),
    state: plan.state,
    pausedAt: plan.paused_at,
    windowFrom: plan.window_from,
    windowTo: plan.window_to,
    startedAt: plan.started_at,
    createdAt: plan.created_at,
    cycles: plan.cycles,
    openCycles: plan.openCycles,
    counts: shown(
      plan,
      plan.counted.reduce((all, id) => all + (unreachable.get(id) ?? 0), 0),
    ),
    nextTargetAt: plan.nextTargetAt,
    numberMissing: plan.numberMissing,
    headsWaiting: plan.headsWaiting,
    lastError: plan.lastError,
    lastErrorAt: plan.lastErrorAt,
    lastErrorStep: plan.lastErrorStep,
  }));
  return { rows, next };
}

type ListedPlan = Counts &
  Pick<
    Selectable<Tables['plan']>,
    | 'id'
    | 'code'
    | 'title'
    | 'identity'
    | 'state'
    | 'paused_at'
    | 'window_from'
    | 'window_to'
    | 'started_at'
    | 'created_at'
  > &
  Pick<
    PlanRow,
    | 'cycles'
    | 'openCycles'
    | 'nextTargetAt'
    | 'numberMissing'
    | 'headsWaiting'
    | 'lastError'
    | 'lastErrorAt'
    | 'lastErrorStep'
  > & {
    /** Ids of the cycles the plan is counted by: those that are open, or all that were where none is any more. */
    readonly counted: readonly string[];
  };

/** One statement for plans, cycles and counts: asked one after the other, each would wait for the way to the ledger and back. */
function listedPlans({ officeId, now, planId, state, after, limit }: Asked) {
  const one = planId === undefined ? sql`` : sql`and id = ${planId}`;
  const inState = state === undefined ? sql`` : sql`and state = ${state}`;
  const behind =
    after === undefined
      ? sql``
      : sql`and (created_at, code) < (
          select b.created_at, b.code from plan b where b.office_id = ${officeId} and b.id = ${after})`;
  return sql<ListedPlan>`
    with listed as materialized (
      select * from plan where office_id = ${officeId} ${one} ${inState} ${behind}
       order by created_at desc, code desc limit ${limit + 1})
    select p.id, p.code, p.title, p.identity, p.state, p.paused_at, p.window_from, p.window_to,
           p.started_at, p.created_at,
           p.state = 'started' and exists (
             select 1 from requirement r
              where r.office_id = ${officeId} and r.plan_id = p.id
                and r.basis->>'kind' = 'directed') as "numberMissing",
           own.cycles, own."openCycles", own.counted, own."nextTargetAt",
           case when p.heads_need_word then own.waiting else '{}' end as "headsWaiting",
           -- Of the plan itself, else of the first of its cycles that has something.
           coalesce(p.last_error, own.error) as "lastError",
           case when p.last_error is null then own.error_at else p.last_error_at end as "lastErrorAt",
           case when p.last_error is null then own.error_step else p.last_error_step
            end as "lastErrorStep",
           counts.*
      from listed p
     cross join lateral (
       select count(*)::int as cycles,
              count(*) filter (where ${OPEN})::int as "openCycles",
              coalesce(array_agg(c.id) filter (where ${OPEN}),
                       array_agg(c.id) filter (where c.opened_at is not null), '{}') as counted,
              min(c.target_at) filter (where c.target_at > ${now}) as "nextTargetAt",
              -- Open cycles with somebody late and no letter to a head released.
              coalesce(array_agg(c.id order by c.target_at, c.key) filter (
                where c.kind = 'collect' and ${OPEN} and c.cancelled_at is null
                  and c.paused_at is null and c.head_released_at is null and c.overdue_at <= ${now}
                  and (select sum(k.to_urge) from cycle_count k
                        where k.office_id = ${officeId} and k.cycle_id = c.id
                          and k.group_name = ${WHOLE} and k.since <= ${now}) > 0), '{}') as waiting,
              (array_agg(c.last_error order by c.target_at, c.key)
                filter (where c.last_error is not null))[1] as error,
              (array_agg(c.last_error_at order by c.target_at, c.key)
                filter (where c.last_error is not null))[1] as error_at,
              (array_agg(c.last_error_step order by c.target_at, c.key)
                filter (where c.last_error is not null))[1] as error_step
         from cycle c
        where c.office_id = ${officeId} and c.plan_id = p.id) own
     cross join lateral (
       select ${COUNT_SUMS} from cycle_count
        where office_id = ${officeId} and cycle_id = any(own.counted)
          and group_name = ${WHOLE} and since <= ${now}) counts
     order by p.created_at desc, p.code desc`;
}

const OPEN = sql`c.opened_at is not null and c.closed_at is null`;
