import { calendarOf } from '../../domain/calendar.js';
import type { Instant } from '../../domain/day.js';
import type { DueClock } from '../../domain/due-clock.js';
import { isSameClock } from '../../domain/moved-clocks.js';
import { owes } from '../../domain/obligation.js';
import { dutiesOf, openCountsOf, pokeCycle, rearm, saveOwed, setOfficeMail } from '../duties.js';
import { tellAsked } from '../notices.js';
import { setSettings } from '../office.js';
import type { SimCycle, SimOffice } from '../office.js';
import type { Act } from './act.js';

/** One day of the calendar changes, and with it the clocks and ladders of what is open. */
export function changeDay(
  office: SimOffice,
  { day, row }: Extract<Act, { do: 'changeDay' }>,
  now: Instant,
): boolean {
  const old = { ...office.settings, rollForward: office.rollForward };
  if (row === null) office.calendarDays.delete(day);
  else office.calendarDays.set(day, { day, ...row });
  const calendar = calendarOf(office.calendarDays.values(), old.calendar.filledYears);
  setSettings(office, { ...office.settings, calendar });
  const clocks = { old, next: { ...old, calendar }, now };
  // One of which no report is taken may be taken after all: it moves as well, and stays silent.
  const cycles = [...office.cycles.values()].filter(
    ({ closedAt, cancelledAt, planId }) =>
      closedAt === null &&
      (cancelledAt === null || office.plans.get(planId)?.plan.state === 'started'),
  );
  const before = new Map(cycles.map((cycle) => [cycle.id, openCountsOf(office, cycle, now)]));
  const asked = new Map([...office.duties].map(([id, { owed }]) => [id, owed.targetAt]));
  const targets = new Map(cycles.map((cycle) => [cycle.id, cycle.targetAt]));
  const moved = cycles.filter((cycle) => moveClocks(office, cycle, clocks));
  const upward = moved.filter(({ kind }) => kind === 'onward');
  for (const cycle of cycles) {
    const feeds = upward.find(
      ({ id, planId }) => planId === cycle.planId && targets.get(id) === cycle.onwardTargetAt,
    );
    if (feeds !== undefined && cycle.kind === 'collect') cycle.onwardTargetAt = feeds.targetAt;
    else if (!moved.includes(cycle)) continue;
    if (cycle.kind === 'collect' && cycle.collectionClosedAt === null) {
      Object.assign(cycle, office.rules.closingsBy(cycle, office.settings) ?? {});
    }
    if (!moved.includes(cycle)) moved.push(cycle);
  }
  const taken = cycles.filter(({ cancelledAt }) => cancelledAt === null);
  for (const cycle of taken) {
    if (cycle.openedAt === null && !moved.includes(cycle)) continue;
    rearm(office, dutiesOf(office, cycle), now);
    setOfficeMail(office, cycle, now);
    const was = before.get(cycle.id);
    const wanted =
      was !== undefined && office.rules.wantsPoke(was, openCountsOf(office, cycle, now));
    if (moved.includes(cycle) || wanted) pokeCycle(office, cycle.id);
  }
  const concerned = taken
    .flatMap((cycle) => dutiesOf(office, cycle))
    .filter(({ id, owed }) => owes(owed) && owed.targetAt !== asked.get(id));
  tellAsked(office, concerned, { event: 'targetMoved', now });
  return true;
}

/** Whether the clocks of a cycle, or of an agency in it, moved. */
function moveClocks(
  office: SimOffice,
  cycle: SimCycle,
  clocks: Parameters<SimOffice['rules']['movedCycleClock']>[2],
): boolean {
  const before: DueClock = { targetAt: cycle.targetAt, overdueAt: cycle.overdueAt };
  const after = office.rules.movedCycleClock(
    before,
    { date: cycle.dueDay, rule: cycle.rule },
    clocks,
  );
  cycle.targetAt = after.targetAt;
  cycle.overdueAt = after.overdueAt;
  let moved = !isSameClock(before, after);
  for (const duty of dutiesOf(office, cycle)) {
    const { state, targetAt, overdueAt, grantedDay } = duty.owed;
    if (!(owes(duty.owed) || state === 'claimed') || targetAt === null || overdueAt === null) {
      continue;
    }
    const own = { targetAt, overdueAt };
    const next = office.rules.movedDutyClock(own, { grantedDay, cycle: { before, after }, clocks });
    if (isSameClock(own, next)) continue;
    moved = true;
    saveOwed(office, duty, { ...duty.owed, ...next });
  }
  return moved;
}
