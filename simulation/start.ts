import { isDated } from '../domain/dated-cycle.js';
import type { Instant } from '../domain/day.js';
import { groupsOf } from '../domain/counting.js';
import { decidePlanAct, evolvePlan } from '../domain/plan.js';
import { byCalendar, problemsOfStart } from '../domain/start.js';
import type { PlannedCycle } from '../domain/start.js';
import { isMerged } from '../domain/tracked-cycles.js';
import type { TrackedCycle } from '../domain/tracked-cycles.js';
import { enterDuty } from './duties.js';
import { sure } from './office.js';
import type { SimCycle, SimOffice, SimPlan } from './office.js';

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
  for (const tracked of office.rules.trackedCycles(planned, confirmed, { agencies, settings })) {
    enterCycle(office, plan, tracked);
  }
  plan.watch.revision += 1;
  return true;
}

function enterCycle(office: SimOffice, plan: SimPlan, tracked: TrackedCycle): void {
  const { planned, owers, feedsFrom, mergedIn } = tracked;
  const { requirement, cycle, opensAt, onwardTargetAt, nextOpensAt, lastOfSeries } = planned;
  // Invented plans give every duty a day.
  if (!isDated(cycle)) throw new Error(`${cycle.key} has no day`);
  const idOf = (one: PlannedCycle): string => `${plan.id}/${one.cycle.key}`;
  const id = idOf(planned);
  const entered: SimCycle = {
    id,
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
    openedAt: null,
    pausedAt: null,
    cancelledAt: null,
    headReleasedAt: null,
    collectionClosedAt: null,
    editsClosedAt: null,
    closedAt: null,
    letterDrafted: false,
    desk: null,
    deskToldAt: null,
    report: null,
    watch: { revision: 0, seen: 0, wakesAt: null },
    dutyIds: [],
  };
  office.cycles.set(id, entered);
  plan.cycleIds.push(id);
  for (const { agencyId, binding, chased } of owers) {
    const agency = sure(office.agencies.get(agencyId), 'agency');
    enterDuty(office, {
      id: `${id}/${agencyId}`,
      cycleId: id,
      agencyId,
      chased,
      groups: groupsOf(agency),
      owed: {
        state: 'expected',
        binding,
        epoch: 0,
        originalTargetAt: cycle.targetAt,
        originalOverdueAt: cycle.overdueAt,
        targetAt: cycle.targetAt,
        overdueAt: cycle.overdueAt,
        version: 0,
        onTime: null,
        firstReceivedAt: null,
        missingHalf: null,
        nil: false,
        everReturned: false,
        reason: null,
        dueDay: cycle.dueDay,
        grantedDay: null,
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
    });
  }
}
