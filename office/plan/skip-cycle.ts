import { obligationsOfAgencies } from '../../db/joined.js';
import { sql } from 'kysely';
import { wantsHeir } from '../../domain/closing-agency.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { keepReason, record } from '../audit/record.js';
import { CYCLE_ORDER, holdObligations } from '../lock-order.js';
import { pokeCycles, pokePlan } from '../poke.js';
import { giveBackHeld } from '../reminding/given-back.js';
import { loadLadderContexts } from '../reminding/ladder-rows.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { suppressPlanned } from '../reminding/notices.js';
import { recomputeOfficeMails } from '../reminding/office-mail-clock.js';
import { rearmCycles } from '../reminding/rearm.js';
import { tellAsked } from '../reminding/tell-asked.js';
import type { OfficeScope } from '../scope.js';
import { lockPlanOfPeriod } from './plan-row.js';

interface OnCycle {
  readonly cycleId: string;
  readonly reason: string;
}

/** No report is taken of one period: nothing more is asked in it, and whoever had been asked is told once. */
export async function skipCycle(scope: OfficeScope, { cycleId, reason }: OnCycle): ActResult {
  const held = await holdPeriod(scope, cycleId);
  if (!held.ok) return held;
  if (reason.trim() === '') return refuse('REASON_MISSING');
  const { cycles, planId } = held.value;
  const [cycle] = cycles;
  if (cycle?.cancelled_at !== null || cycle.collection_closed_at !== null) {
    return refuse('CYCLE_NOT_OPEN');
  }
  if (await carriesOthers(scope, cycleId)) return refuse('CYCLE_CARRIES_OTHERS');
  const ids = cycles.map(({ id }) => id);
  const obligations = await holdObligations(scope, ids);
  await scope.trx
    .updateTable('cycle')
    .set({ cancelled_at: scope.now, desk_at: null, desk_rung: null })
    .where('office_id', '=', scope.officeId)
    .where('id', 'in', ids)
    .execute();
  await suppressPlanned(scope, [...obligations.values()].flat(), 'skipped');
  await setAside(scope, ids);
  await tellAsked(scope, 'skipped', { of: { cycleIds: ids }, states: ASKED }, { reason });
  await record(scope, 'skipCycle', `cycle:${cycleId}`, {
    reasonId: await keepReason(scope, reason),
  });
  await pokeCycles(scope, ids);
  await pokePlan(scope, planId);
  return ok({});
}

/** A period that was left out is taken after all: its ladders go on, unless its plan is paused, and whoever had been asked hears so at once. */
export async function unskipCycle(scope: OfficeScope, { cycleId, reason }: OnCycle): ActResult {
  const held = await holdPeriod(scope, cycleId);
  if (!held.ok) return held;
  if (reason.trim() === '') return refuse('REASON_MISSING');
  const { cycles, planId, pausedAt } = held.value;
  const [cycle] = cycles;
  if (cycle?.cancelled_at == null) return refuse('ALREADY_DONE');
  if (cycle.closes_for_edits_at !== null && cycle.closes_for_edits_at <= scope.now) {
    return refuse('CLOSED_FOR_EDITS');
  }
  if (cycle.dropped) return refuse('PERIOD_DROPPED');
  const ids = cycles.map(({ id }) => id);
  await holdObligations(scope, ids);
  const ended = await endedMeanwhile(scope, cycleId);
  if (ended.length > 0) return refuse('AGENCIES_ENDED_MEANWHILE', { names: ended.join('; ') });
  const taken = await scope.trx
    .updateTable('cycle')
    // The plan may have been paused, or gone on, while the period was left out.
    .set({ cancelled_at: null, paused_at: pausedAt })
    .where('office_id', '=', scope.officeId)
    .where('id', 'in', ids)
    .returningAll()
    .execute();
  // One that came back from the relay meanwhile found its period cancelled.
  const whys = ['skipped', 'cancelled', ...(pausedAt === null ? ['paused' as const] : [])] as const;
  for (const id of ids) await giveBackHeld(scope, id, whys);
  await setAside(scope, ids);
  const open = taken.filter(({ opened_at }) => opened_at !== null);
  await rearmCycles(scope, await loadLadderContexts(scope, open));
  await recomputeOfficeMails(scope, open);
  await tellAsked(scope, 'wantedAgain', { of: { cycleIds: ids }, states: ASKED }, { reason });
  await record(scope, 'unskipCycle', `cycle:${cycleId}`, {
    reasonId: await keepReason(scope, reason),
  });
  await pokeCycles(scope, ids);
  await pokePlan(scope, planId);
  return ok({});
}

/** Whoever owes, says it was sent or has sent: who was freed has heard that nothing is asked. */
const ASKED = ['expected', 'returned', 'claimed', 'submitted', 'accepted'] as const;

/** The plan of a period, the period and the report upward that is made from it alone, all held in their order; the period first. */
async function holdPeriod(
  scope: OfficeScope,
  cycleId: string,
): ActResult<{ planId: string; pausedAt: Instant | null; cycles: readonly CycleRow[] }> {
  const { trx, officeId } = scope;
  const plan = await lockPlanOfPeriod(scope, cycleId);
  if (!plan.ok) return plan;
  const cycles = await trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', officeId)
    .where((eb) => eb.or([eb('id', '=', cycleId), eb('feeds_from', '=', cycleId)]))
    .where('closed_at', 'is', null)
    .orderBy(CYCLE_ORDER)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (!cycles.some(({ id }) => id === cycleId)) return refuse('CYCLE_NOT_OPEN');
  return ok({ planId: plan.value.id, pausedAt: plan.value.paused_at, cycles });
}

/** Whether the reports of other periods go up with this one's. */
async function carriesOthers(scope: OfficeScope, cycleId: string): Promise<boolean> {
  const merged = await scope.trx
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('merged_in', '=', cycleId)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  return merged !== undefined;
}

/** Names of agencies that ended while nothing was asked of them: no successor has taken their reports of the period over. */
async function endedMeanwhile(scope: OfficeScope, cycleId: string): Promise<readonly string[]> {
  const today = dayAt(scope.now);
  const duties = await obligationsOfAgencies(scope.trx)
    .select(['agency.name', 'agency.valid_to as lastDay'])
    .select(['obligation.id', 'obligation.cycle_id as cycleId'])
    .select(['obligation.state', 'obligation.target_at as targetAt'])
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.cycle_id', '=', cycleId)
    .where('agency.valid_to', 'is not', null)
    .orderBy('agency.name')
    .execute();
  return duties.flatMap(({ name, lastDay, ...duty }) =>
    lastDay !== null && wantsHeir(duty, { lastDay, today }) ? [name] : [],
  );
}

/** A change of every duty of some cycles: no rung stands, and its calendar entry is another from now on. */
async function setAside(scope: OfficeScope, cycleIds: readonly string[]): Promise<void> {
  await scope.trx
    .updateTable('obligation')
    .set({ next_at: null, next_rung: null, changes: sql<number>`changes + 1` })
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', 'in', [...cycleIds])
    .execute();
}
