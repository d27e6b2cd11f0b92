import { isDated } from '../domain/dated-cycle.js';
import type { Instant } from '../domain/day.js';
import { groupsOf } from '../domain/counting.js';
import type { OwedDuty } from '../domain/owed-duty.js';
import { decidePlanAct, evolvePlan } from '../domain/plan.js';
import { byCalendar, problemsOfStart } from '../domain/start.js';
import type { PlannedCycle } from '../domain/start.js';
import { isMerged } from '../domain/tracked-cycles.js';
import type { Ower, TrackedCycle } from '../domain/tracked-cycles.js';
import { enterDuty } from './duties.js';
import { sure } from './office.js';
import type { SimCycle, SimDuty, SimOffice, SimPlan } from './office.js';

/** Tracking of a plan begins: its cycles and everything owed in them; false when it is refused. */
export function startPlan(office: SimOffice, planId: string, now: Instant): boolean {
  const plan = sure(office.plans.get(planId), 'plan');
  const decided = decidePlanAct(plan.plan, { type: 'start' }, now);
  if (!decided.ok) return false;
  const { settings, rollForward } = office;
  const confirmed = byCalendar(plan.confirmed, { ...settings, rollForward });
  const { planned, past } = office.rules.planCycles(confirmed, { now, settings });
  const agencies = [...office.agencies.values()].filter(
    ({ id, lastDay }) => lastDay === null && confirmed.agencyIds.includes(id),
  );
  const problems = problemsOfStart({
    confirmed,
    plannedCount: planned.length,
    past,
    agencyCount: agencies.length,
  });
  if (problems.length > 0) return false;
  plan.plan = evolvePlan(plan.plan, decided.value);
  // Nobody confirms a plan for an agency that has ended.
  const there = new Set(agencies.map(({ id }) => id));
  plan.confirmed = {
    ...confirmed,
    agencyIds: confirmed.agencyIds.filter((id) => there.has(id)),
  };
  for (const tracked of office.rules.trackedCycles(planned, confirmed, { agencies, settings })) {
    enterCycle(office, plan, tracked);
  }
  plan.watch.revision += 1;
  return true;
}

function enterCycle(office: SimOffice, plan: SimPlan, tracked: TrackedCycle): void {
  const entered = cycleOf(plan, tracked);
  office.cycles.set(entered.id, entered);
  plan.cycleIds.push(entered.id);
  const { targetAt, overdueAt, dueDay } = entered;
  for (const ower of tracked.owers) {
    const agency = sure(office.agencies.get(ower.agencyId), 'agency');
    const clock = { targetAt, overdueAt, dueDay, grantedDay: null };
    enterDuty(office, dutyThatBegins(entered, { ower, clock, groups: groupsOf(agency) }));
  }
}

/** A cycle as it is entered, not opened yet. */
export function cycleOf(plan: SimPlan, tracked: TrackedCycle): SimCycle {
  const { planned, feedsFrom, mergedIn } = tracked;
  const { requirement, cycle, opensAt, onwardTargetAt, nextOpensAt, lastOfSeries } = planned;
  // Invented plans give every duty a day.
  if (!isDated(cycle)) throw new Error(`${cycle.key} has no day`);
  const idOf = (one: PlannedCycle): string => `${plan.id}/${one.cycle.key}`;
  return {
    id: idOf(planned),
    planId: plan.id,
    key: cycle.key,
    kind: requirement.onward ? 'onward' : 'collect',
    what: requirement.what,
    consolidates: isMerged(requirement),
    feedsFrom: feedsFrom === null ? null : idOf(feedsFrom),
    mergedIn: mergedIn === null ? null : idOf(mergedIn),
    dueDay: cycle.dueDay,
    rule: cycle.rule ?? null,
    hourBound: cycle.hourBound,
    cutOff: cycle.cutOff,
    eventDays: plan.confirmed.eventDays,
    period: cycle.periodKind ?? null,
    nextOpensAt,
    lastOfSeries,
    opensAt,
    targetAt: cycle.targetAt,
    overdueAt: cycle.overdueAt,
    onwardTargetAt,
    closesForNewAt: tracked.closesForNewAt,
    closesForEditsAt: tracked.closesForEditsAt,
    letterAt: tracked.letterAt,
    letterOnFirstLateDay: tracked.letterOnFirstLateDay,
    ...NOT_BEGUN,
    watch: { revision: 0, seen: 0, wakesAt: null },
    dutyIds: [],
  };
}

/** What has not happened in a cycle that is entered. */
export const NOT_BEGUN = {
  openedAt: null,
  pausedAt: null,
  cancelledAt: null,
  dropped: false,
  headReleasedAt: null,
  collectionClosedAt: null,
  editsClosedAt: null,
  closedAt: null,
  letterDrafted: false,
  desk: null,
  deskToldAt: null,
  report: null,
} as const;

/** What an agency owes in a cycle that has just been entered. */
export function dutyThatBegins(
  cycle: Pick<SimCycle, 'id'>,
  {
    ower: { agencyId, binding, chased },
    clock,
    groups,
  }: {
    readonly ower: Ower;
    readonly clock: Pick<OwedDuty, 'targetAt' | 'overdueAt' | 'dueDay' | 'grantedDay'>;
    readonly groups: readonly string[];
  },
): SimDuty {
  return {
    id: `${cycle.id}/${agencyId}`,
    cycleId: cycle.id,
    agencyId,
    chased,
    groups,
    owed: {
      state: 'expected',
      binding,
      epoch: 0,
      originalTargetAt: clock.targetAt,
      originalOverdueAt: clock.overdueAt,
      ...clock,
      version: 0,
      onTime: null,
      firstReceivedAt: null,
      missingHalf: null,
      nil: false,
      everReturned: false,
      reason: null,
      armedAt: null,
      reached: null,
      receivedAt: null,
      claimedAt: null,
      acceptedAt: null,
    },
    nextRung: null,
    nextAt: null,
    counted: [],
    changes: 0,
    noticeIds: [],
  };
}
