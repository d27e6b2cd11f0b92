import { sql } from 'kysely';
import type { PlanRow } from '../../contract/plans.js';
import type { LedgerDb } from '../../db/connection.js';
import { citedPlan } from '../../domain/citation.js';
import type { Instant } from '../../domain/day.js';
import { unreachableAgencies } from '../counting/unreachable.js';
import { shownCounts } from '../cycle/shown-counts.js';
import { pageOf } from '../page.js';
import type { PageAsked } from '../page.js';

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
  const [found, unreachable] = await Promise.all([
    planRows(db, asked),
    unreachableAgencies(db, { officeId, now }),
  ]);
  const { rows: plans, next } = pageOf(found, asked.limit, ({ id }) => id);
  const cycles = await cyclesOf(db, {
    officeId,
    now,
    planIds: plans.map(({ id }) => id),
  });
  const counts = await shownCounts(db, {
    officeId,
    cycleIds: [...cycles.values()].flatMap(({ counted }) => counted),
    now,
    unreachable,
  });
  const rows = plans.map((plan) => {
    const own = cycles.get(plan.id);
    return {
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
      cycles: own?.all ?? 0,
      openCycles: own?.open ?? 0,
      counts: counts.of(own?.counted ?? []),
      nextTargetAt: own?.nextTargetAt ?? null,
      numberMissing: plan.state === 'started' && plan.numberMissing,
      headsWaiting: plan.heads_need_word ? (own?.headsWaiting ?? []) : [],
      // Of the plan itself, else of the first of its cycles that has something.
      ...(plan.last_error === null
        ? {
            lastError: own?.lastError ?? null,
            lastErrorAt: own?.lastErrorAt ?? null,
            lastErrorStep: own?.lastErrorStep ?? null,
          }
        : {
            lastError: plan.last_error,
            lastErrorAt: plan.last_error_at,
            lastErrorStep: plan.last_error_step,
          }),
    };
  });
  return { rows, next };
}

async function planRows(db: LedgerDb, { officeId, planId, state, after, limit }: Asked) {
  return db
    .selectFrom('plan')
    .select([
      'id',
      'code',
      'title',
      'identity',
      'state',
      'paused_at',
      'window_from',
      'window_to',
      'started_at',
      'created_at',
      'last_error',
      'last_error_at',
      'last_error_step',
      'heads_need_word',
      sql<boolean>`exists (
        select 1 from requirement r
         where r.office_id = plan.office_id and r.plan_id = plan.id
           and r.basis->>'kind' = 'directed')`.as('numberMissing'),
    ])
    .where('office_id', '=', officeId)
    .$if(planId !== undefined, (query) => query.where('id', '=', planId ?? ''))
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'draft'))
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(created_at, code) < (
          select b.created_at, b.code from plan b where b.office_id = ${officeId} and b.id = ${after})`,
      ),
    )
    .orderBy('created_at', 'desc')
    .orderBy('code', 'desc')
    .limit(limit + 1)
    .execute();
}

interface PlanCycles {
  readonly all: number;
  readonly open: number;
  /** Ids of the cycles a plan is counted by: those that are open, or all that were where none is any more. */
  readonly counted: readonly string[];
  readonly nextTargetAt: Instant | null;
  /** Open cycles with somebody late and no letter to a head released. */
  readonly headsWaiting: string[];
  readonly lastError: string | null;
  readonly lastErrorAt: Instant | null;
  readonly lastErrorStep: string | null;
}

/** What the list says of the cycles of some plans, by plan id. */
async function cyclesOf(
  db: LedgerDb,
  {
    officeId,
    now,
    planIds,
  }: { readonly officeId: string; readonly now: Instant; readonly planIds: readonly string[] },
): Promise<ReadonlyMap<string, PlanCycles>> {
  if (planIds.length === 0) return new Map();
  const { rows } = await sql<{
    readonly planId: string;
    readonly all: number;
    readonly opened: string[] | null;
    readonly open: string[] | null;
    readonly nextTargetAt: Instant | null;
    readonly headsWaiting: string[];
    readonly lastError: string | null;
    readonly lastErrorAt: Instant | null;
    readonly lastErrorStep: string | null;
  }>`
    select plan_id as "planId", count(*)::int as all,
           array_agg(id) filter (where opened_at is not null) as opened,
           array_agg(id) filter (where opened_at is not null and closed_at is null) as open,
           min(target_at) filter (where target_at > ${now}) as "nextTargetAt",
           coalesce(array_agg(id order by target_at, key) filter (
             where kind = 'collect' and opened_at is not null and closed_at is null
               and cancelled_at is null and paused_at is null and head_released_at is null
               and overdue_at <= ${now}
               and exists (
                 select 1 from obligation o
                  where o.office_id = cycle.office_id and o.cycle_id = cycle.id
                    and o.state = 'expected' and o.chased and o.binding and o.overdue_at <= ${now})
           ), '{}') as "headsWaiting",
           (array_agg(last_error order by target_at, key)
             filter (where last_error is not null))[1] as "lastError",
           (array_agg(last_error_at order by target_at, key)
             filter (where last_error is not null))[1] as "lastErrorAt",
           (array_agg(last_error_step order by target_at, key)
             filter (where last_error is not null))[1] as "lastErrorStep"
      from cycle
     where office_id = ${officeId} and plan_id = any(${[...planIds]}::uuid[])
     group by plan_id`.execute(db);
  return new Map(
    rows.map(({ planId, opened, open, ...cycles }) => [
      planId,
      { ...cycles, open: open?.length ?? 0, counted: open ?? opened ?? [] },
    ]),
  );
}
