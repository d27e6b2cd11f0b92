import type { CycleChange, DutyChange, RunningCycle } from '../../domain/amendment/decide.js';
import { keyOf } from '../../domain/amendment/evolve.js';
import { withSuccessors } from '../../domain/amendment/successors.js';
import { isSameValue } from '../../domain/canonical-text.js';
import { groupsOf } from '../../domain/counting.js';
import type { Instant } from '../../domain/day.js';
import { unowedIn } from '../../domain/owing-agencies.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { byCalendar } from '../../domain/start.js';
import {
  dutiesOf,
  enterDuty,
  openCountsOf,
  pokeCycle,
  rearm,
  saveOwed,
  setOfficeMail,
} from '../duties.js';
import { isAsked, suppressPlanned, tellTogether } from '../notices.js';
import { sure } from '../office.js';
import type { SimCycle, SimDuty, SimOffice, SimPlan } from '../office.js';
import { changedPlan } from '../plan-changes.js';
import { cycleOf, dutyThatBegins } from '../start.js';
import { REASON } from './act.js';
import type { Act } from './act.js';

/** A plan that runs is amended by the office's hand: decided as a whole, written, and told to whom it concerns in one mail each; false when it is refused. */
export function amendPlan(
  office: SimOffice,
  { planId, changes: said }: Extract<Act, { do: 'amend' }>,
  now: Instant,
): boolean {
  const plan = sure(office.plans.get(planId), 'plan');
  if (plan.plan.state !== 'started' || plan.plan.pausedAt !== null) return false;
  const { settings, rollForward } = office;
  const gone = goneAgencies(office);
  const present = (version: ConfirmedPlan): ConfirmedPlan =>
    withSuccessors(byCalendar(version, { ...settings, rollForward }), gone);
  const before = present(plan.confirmed);
  const after = present(changedPlan(before, said));
  const keys = after.requirements.flatMap(({ cycles }) => cycles.map(({ key }) => key));
  if (keys.length === 0 || new Set(keys).size < keys.length) return false;
  if (after.agencyIds.length === 0 || unowedIn(after).length > 0) return false;
  const decided = office.rules.decideAmendment(
    {
      ...{ before, after },
      agencies: [...office.agencies.values()].filter(({ lastDay }) => lastDay === null),
      cycles: runningCycles(office, plan),
    },
    { now, settings },
  );
  if (!decided.ok) return false;
  const changes = decided.value;
  if (changes.length === 0 && isSameValue(plan.confirmed, after)) return false;
  plan.confirmed = after;
  plan.version += 1;
  const written = changes.flatMap((change) => writeChange(office, { plan, change }, now));
  const beside = moveNeighbours(office, plan, now);
  const earlier = openCycles(office, plan).filter((cycle) => {
    const was = openCountsOf(office, cycle, now);
    rearm(office, dutiesOf(office, cycle), now);
    setOfficeMail(office, cycle, now);
    return office.rules.wantsPoke(was, openCountsOf(office, cycle, now));
  });
  tellConcerned(office, { plan, written }, now);
  const concerned = changes
    .filter(({ kind }) => kind !== 'over')
    .map((one) => idOf(plan, keyOf(one)));
  const woken = new Set([...concerned, ...beside, ...earlier.map(({ id }) => id)]);
  for (const id of woken) pokeCycle(office, id);
  plan.watch.revision += 1;
  return true;
}

/** Who came after each agency that is gone. */
function goneAgencies(office: SimOffice): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...office.agencies.values()].flatMap(({ id, lastDay, successorId }) =>
      lastDay === null ? [] : [[id, successorId === null ? [] : [successorId]] as const],
    ),
  );
}

function idOf(plan: SimPlan, key: string): string {
  return `${plan.id}/${key}`;
}

function cyclesOf(office: SimOffice, plan: SimPlan): readonly SimCycle[] {
  return plan.cycleIds.map((id) => sure(office.cycles.get(id), 'cycle'));
}

function openCycles(office: SimOffice, plan: SimPlan): readonly SimCycle[] {
  return cyclesOf(office, plan).filter(
    ({ openedAt, cancelledAt, closedAt }) =>
      openedAt !== null && cancelledAt === null && closedAt === null,
  );
}

function runningCycles(office: SimOffice, plan: SimPlan): readonly RunningCycle[] {
  return cyclesOf(office, plan).map((cycle) => ({
    ...{ key: cycle.key, state: stateOf(cycle), opensAt: cycle.opensAt },
    mergedIn: office.cycles.get(cycle.mergedIn ?? '')?.key ?? null,
    duties: dutiesOf(office, cycle).map((duty) => ({
      ...duty.owed,
      ...{ id: duty.id, agencyId: duty.agencyId, chased: duty.chased },
      asked: isAsked(office, duty),
    })),
  }));
}

function stateOf(cycle: SimCycle): RunningCycle['state'] {
  if ((cycle.closedAt ?? cycle.editsClosedAt ?? cycle.collectionClosedAt) !== null) return 'over';
  if (cycle.cancelledAt !== null) return 'leftOut';
  return cycle.openedAt === null ? 'waiting' : 'open';
}

/** What became of one duty. */
interface Written {
  readonly duty: SimDuty;
  readonly change: DutyChange;
}

interface Writing {
  readonly plan: SimPlan;
  readonly change: CycleChange;
}

function writeChange(
  office: SimOffice,
  { plan, change }: Writing,
  now: Instant,
): readonly Written[] {
  if (change.kind === 'over') return [];
  if (change.kind === 'added') {
    const { tracked, opensNow } = change;
    const entered = cycleOf(plan, tracked);
    office.cycles.set(entered.id, entered);
    plan.cycleIds.push(entered.id);
    if (opensNow) entered.openedAt = now;
  } else {
    const cycle = sure(office.cycles.get(idOf(plan, change.from.cycle.key)), 'cycle');
    if (change.kind === 'dropped') {
      cycle.cancelledAt = now;
      cycle.dropped = true;
      cycle.desk = null;
    } else keepCycle({ plan, cycle, change }, now);
  }
  const cycle = sure(office.cycles.get(idOf(plan, keyOf(change))), 'cycle');
  return change.duties.map((one) => ({
    duty: writeDuty(office, { cycle, change: one }, now),
    change: one,
  }));
}

function keepCycle(
  {
    plan,
    cycle,
    change,
  }: {
    readonly plan: SimPlan;
    readonly cycle: SimCycle;
    readonly change: CycleChange & { readonly kind: 'kept' };
  },
  now: Instant,
): void {
  const { tracked, moved, opensNow, to } = change;
  cycle.dropped = false;
  if (moved && tracked !== null) {
    const fresh = cycleOf(plan, tracked);
    const { dueDay, rule, hourBound, cutOff, period, targetAt, overdueAt } = fresh;
    const { opensAt, nextOpensAt, lastOfSeries, onwardTargetAt } = fresh;
    const { closesForNewAt, closesForEditsAt, letterAt, letterOnFirstLateDay } = fresh;
    Object.assign(cycle, { dueDay, rule, hourBound, cutOff, period, targetAt, overdueAt });
    Object.assign(cycle, { opensAt, nextOpensAt, lastOfSeries, onwardTargetAt });
    Object.assign(cycle, { closesForNewAt, closesForEditsAt, letterAt, letterOnFirstLateDay });
  }
  if (to.requirement.onward && tracked?.feedsFrom != null) {
    cycle.feedsFrom = idOf(plan, tracked.feedsFrom.cycle.key);
  }
  if (opensNow) cycle.openedAt = now;
}

function writeDuty(
  office: SimOffice,
  { cycle, change }: { readonly cycle: SimCycle; readonly change: DutyChange },
  now: Instant,
): SimDuty {
  if (change.kind === 'added') {
    const { ower, due } = change;
    const agency = sure(office.agencies.get(ower.agencyId), 'agency');
    const clock = {
      ...{ targetAt: due.targetAt, overdueAt: due.overdueAt },
      ...{ dueDay: due.day, grantedDay: due.granted },
    };
    const duty = dutyThatBegins(cycle, { ower, clock, groups: groupsOf(agency) });
    enterDuty(office, duty);
    if (change.told) duty.owed = { ...duty.owed, epoch: 1, armedAt: now };
    return duty;
  }
  const duty = sure(office.duties.get(change.dutyId), 'duty');
  if (change.kind === 'dropped') {
    duty.nextAt = null;
    duty.nextRung = null;
    duty.changes += 1;
    suppressPlanned(office, [duty], 'skipped');
    return duty;
  }
  saveOwed(office, duty, office.rules.amendedDuty(duty.owed, change, { now, reason: REASON }));
  if (change.kind === 'released') suppressPlanned(office, [duty], 'waived');
  else if (change.told && change.kind !== 'restated' && change.kind !== 'rebound') {
    suppressPlanned(office, [duty], 'epoch');
  }
  return duty;
}

/** Which report upward the cycles beside go into and by when, and which is the last of its series. */
function moveNeighbours(office: SimOffice, plan: SimPlan, now: Instant): readonly string[] {
  const cycles = cyclesOf(office, plan).filter(
    ({ kind, collectionClosedAt }) => kind === 'collect' && collectionClosedAt === null,
  );
  const openings = new Map(cycles.map(({ key, opensAt }) => [key, opensAt]));
  const { settings } = office;
  const { planned } = office.rules.planCycles(plan.confirmed, { now, settings, openings });
  const byKey = new Map(planned.map((one) => [one.cycle.key, one]));
  return cycles.flatMap((cycle) => {
    const one = byKey.get(cycle.key);
    if (one === undefined) return [];
    const { onwardTargetAt, nextOpensAt, lastOfSeries } = one;
    const beside = { onwardTargetAt, nextOpensAt, lastOfSeries };
    const isSame =
      cycle.onwardTargetAt === onwardTargetAt &&
      cycle.nextOpensAt === nextOpensAt &&
      cycle.lastOfSeries === lastOfSeries;
    if (isSame) return [];
    Object.assign(cycle, beside);
    Object.assign(cycle, office.rules.closingsBy(cycle, settings) ?? {});
    return [cycle.id];
  });
}

/** One mail an agency, with a notice for each of its duties that the amendment is about. */
function tellConcerned(
  office: SimOffice,
  { plan, written }: { readonly plan: SimPlan; readonly written: readonly Written[] },
  now: Instant,
): void {
  const byAgency = new Map<string, Written[]>();
  for (const one of written.filter(({ change }) => change.told)) {
    byAgency.set(one.duty.agencyId, [...(byAgency.get(one.duty.agencyId) ?? []), one]);
  }
  const agencies = [...byAgency].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, own] of agencies) {
    tellTogether(
      office,
      own.map(({ duty, change }) => ({
        duty,
        key: `event/amended/${duty.id}/${String(plan.version)}/${change.kind}`,
      })),
      { event: 'amended', now },
    );
  }
}
