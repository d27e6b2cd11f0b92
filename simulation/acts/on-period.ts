import { wantsHeir } from '../../domain/closing-agency.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { closingOfCycle, letterAt } from '../../domain/desk.js';
import { clockOf, DAY_RULE } from '../../domain/due-clock.js';
import { dutiesOf, enterDuty, pokeCycle, rearm, setOfficeMail } from '../duties.js';
import { suppressPlanned, tellAsked, tellTogether } from '../notices.js';
import { sure } from '../office.js';
import type { SimCycle, SimDuty, SimOffice } from '../office.js';
import { dutyThatBegins, NOT_BEGUN } from '../start.js';
import type { Act } from './act.js';
import { giveBackHeld } from './on-plan.js';

/** No report is taken of one period, nor of the report upward that is made from it; false when it is refused. */
export function skipPeriod(office: SimOffice, cycleId: string, now: Instant): boolean {
  const cycles = periodOf(office, cycleId);
  const [cycle] = cycles;
  if (cycle?.cancelledAt !== null || cycle.collectionClosedAt !== null) {
    return false;
  }
  const carries = [...office.cycles.values()].some(
    ({ mergedIn, cancelledAt }) => mergedIn === cycleId && cancelledAt === null,
  );
  if (carries) return false;
  for (const one of cycles) {
    one.cancelledAt = now;
    one.desk = null;
  }
  const duties = cycles.flatMap((one) => dutiesOf(office, one));
  suppressPlanned(office, duties, 'skipped');
  setAside(duties);
  tellAsked(office, notFreed(duties), { event: 'skipped', now });
  tellWorkflows(office, cycles);
  return true;
}

/** A period that was left out is taken after all; false when it is refused. */
export function unskipPeriod(office: SimOffice, cycleId: string, now: Instant): boolean {
  const cycles = periodOf(office, cycleId);
  const [cycle] = cycles;
  if (cycle === undefined || cycle.cancelledAt === null) return false;
  if (cycle.closesForEditsAt !== null && cycle.closesForEditsAt <= now) return false;
  if (cycle.dropped || isMissingSomebody(office, cycle, now)) return false;
  const { plan } = sure(office.plans.get(cycle.planId), 'plan');
  for (const one of cycles) {
    one.cancelledAt = null;
    one.pausedAt = plan.pausedAt;
    const held = ['skipped', 'cancelled', ...(plan.pausedAt === null ? ['paused'] : [])];
    for (const duty of dutiesOf(office, one)) giveBackHeld(office, duty, held);
    setAside(dutiesOf(office, one));
    if (one.openedAt === null) continue;
    rearm(office, dutiesOf(office, one), now);
    setOfficeMail(office, one, now);
  }
  const duties = cycles.flatMap((one) => dutiesOf(office, one));
  tellAsked(office, notFreed(duties), { event: 'wantedAgain', now });
  tellWorkflows(office, cycles);
  return true;
}

/** The period and the report upward that is made from it alone, the period first; none where nobody can act on it. */
function periodOf(office: SimOffice, cycleId: string): readonly SimCycle[] {
  const cycle = sure(office.cycles.get(cycleId), 'cycle');
  const { plan } = sure(office.plans.get(cycle.planId), 'plan');
  if (cycle.kind !== 'collect' || cycle.closedAt !== null || plan.state !== 'started') return [];
  const upward = [...office.cycles.values()].filter(
    ({ feedsFrom, closedAt }) => feedsFrom === cycleId && closedAt === null,
  );
  return [cycle, ...upward];
}

/** Whether an agency ended meanwhile whose report of the period nobody has taken over. */
function isMissingSomebody(office: SimOffice, cycle: SimCycle, now: Instant): boolean {
  return dutiesOf(office, cycle).some(({ id, agencyId, owed }) => {
    const { lastDay } = sure(office.agencies.get(agencyId), 'agency');
    if (lastDay === null) return false;
    const duty = { id, cycleId: cycle.id, state: owed.state, targetAt: owed.targetAt };
    return wantsHeir(duty, { lastDay, today: dayAt(now) });
  });
}

function notFreed(duties: readonly SimDuty[]): readonly SimDuty[] {
  return duties.filter(({ owed }) => owed.state !== 'waived');
}

/** No rung stands, and its calendar entry is another from now on. */
function setAside(duties: readonly SimDuty[]): void {
  for (const duty of duties) {
    duty.nextAt = null;
    duty.nextRung = null;
    duty.changes += 1;
  }
}

function tellWorkflows(office: SimOffice, cycles: readonly SimCycle[]): void {
  for (const { id, planId } of cycles) {
    pokeCycle(office, id);
    sure(office.plans.get(planId), 'plan').watch.revision += 1;
  }
}

/** One more period of a duty: it begins at once, and whoever owes it hears so; false when it is refused. */
export function addPeriod(
  office: SimOffice,
  { cycleId, day }: Extract<Act, { do: 'addPeriod' }>,
  now: Instant,
): boolean {
  const model = sure(office.cycles.get(cycleId), 'cycle');
  const plan = sure(office.plans.get(model.planId), 'plan');
  if (model.kind !== 'collect' || plan.plan.state !== 'started') return false;
  if (plan.plan.pausedAt !== null) return false;
  const { settings, rollForward } = office;
  const clock = clockOf(DAY_RULE, day, { ...settings, rollForward });
  const key = `${model.what}-${day}`;
  const id = `${plan.id}/${key}`;
  if (clock === null || clock.targetAt <= now || office.cycles.has(id)) return false;
  const beside = { onwardTargetAt: null, period: null, nextOpensAt: null };
  const closing = closingOfCycle({ ...clock, ...beside }, settings);
  const noted = { period: null, letterOnFirstLateDay: false };
  const cycle: SimCycle = {
    ...{ id, planId: plan.id, key, kind: 'collect', what: model.what },
    ...{ consolidates: model.consolidates, feedsFrom: null, mergedIn: null },
    ...{ dueDay: day, rule: DAY_RULE, hourBound: false, cutOff: null },
    ...{ eventDays: model.eventDays, lastOfSeries: false, opensAt: now, ...beside, ...clock },
    closesForNewAt: closing?.forNewAt ?? null,
    closesForEditsAt: closing?.forEditsAt ?? null,
    letterAt: letterAt(clock.overdueAt, noted, settings),
    letterOnFirstLateDay: false,
    ...NOT_BEGUN,
    openedAt: now,
    watch: { revision: 0, seen: 0, wakesAt: null },
    dutyIds: [],
  };
  office.cycles.set(id, cycle);
  plan.cycleIds.push(id);
  for (const duty of begun(office, { cycle, model }, now)) {
    if (!duty.chased) continue;
    const key = `event/periodAdded/${duty.id}`;
    tellTogether(office, [{ duty, key }], { event: 'periodAdded', now });
  }
  setOfficeMail(office, cycle, now);
  pokeCycle(office, id);
  plan.watch.revision += 1;
  return true;
}

/** Whoever owes in the model and is not gone owes in the new period, and is not assigned it once more. */
function begun(
  office: SimOffice,
  { cycle, model }: { readonly cycle: SimCycle; readonly model: SimCycle },
  now: Instant,
): readonly SimDuty[] {
  const { targetAt, overdueAt, dueDay } = cycle;
  return dutiesOf(office, model).flatMap(({ agencyId, chased, groups, owed: { binding } }) => {
    if (sure(office.agencies.get(agencyId), 'agency').lastDay !== null) return [];
    const duty = dutyThatBegins(cycle, {
      ower: { agencyId, binding, chased },
      clock: { targetAt, overdueAt, dueDay, grantedDay: null },
      groups,
    });
    enterDuty(office, duty);
    duty.owed = { ...duty.owed, epoch: 1, armedAt: now };
    rearm(office, [duty], now);
    return [duty];
  });
}
