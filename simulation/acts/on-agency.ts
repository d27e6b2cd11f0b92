import { fatesOfDuties, GATE_OF_ENDING, lastDayOf, ownAfter } from '../../domain/closing-agency.js';
import { groupsOf } from '../../domain/counting.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { enterDuty, pokeCycle, rearm, saveOwed, settling } from '../duties.js';
import { isAsked, suppressPlanned, tellByPlan } from '../notices.js';
import { dutyThatBegins } from '../start.js';
import { sure } from '../office.js';
import type { SimAgency, SimCycle, SimDuty, SimOffice } from '../office.js';
import { REASON } from './act.js';
import type { Act } from './act.js';

/** An agency ends today: what it owes moves to its successor, joins the report of that, or is waived; both are told once a plan. */
export function closeAgency(
  office: SimOffice,
  { agencyId, successorId }: Extract<Act, { do: 'closeAgency' }>,
  now: Instant,
): boolean {
  const agency = sure(office.agencies.get(agencyId), 'agency');
  const successor = successorId === null ? null : sure(office.agencies.get(successorId), 'agency');
  if (agency.standing || agency.lastDay !== null) return false;
  if (successor !== null && (successor.lastDay !== null || successor === agency)) return false;
  const own = dutiesUnderWay(office, agencyId);
  const theirs = new Map(
    (successor === null ? [] : dutiesUnderWay(office, successor.id)).map((duty) => [
      duty.cycleId,
      duty,
    ]),
  );
  const today = dayAt(now);
  const fates = fatesOfDuties(
    own.map(({ id, cycleId, owed: { state, targetAt } }) => ({ id, cycleId, state, targetAt })),
    {
      on: today,
      today,
      successor:
        successor === null
          ? null
          : { own: new Map([...theirs].map(([id, { owed }]) => [id, owed])) },
    },
  );
  agency.lastDay = lastDayOf(today);
  agency.successorId = successorId;
  const ended = own.filter(({ id }) => !['kept', 'stays'].includes(fates.get(id) ?? 'kept'));
  const asked = ended.filter((duty) => duty.chased && isAsked(office, duty));
  const before = new Map(ended.map((duty) => [duty.id, duty.owed]));
  settling(office, { cycleIds: openAmong(office, ended), now }, () => {
    for (const duty of ended) {
      free(office, duty, now);
      const theirOwn = theirs.get(duty.cycleId);
      if (theirOwn !== undefined)
        wantAgain(office, theirOwn, { ending: sure(before.get(duty.id), 'duty'), now });
    }
  });
  const taken = ended.flatMap((duty) => {
    if (successor === null) return [];
    const joined = theirs.get(duty.cycleId);
    if (joined !== undefined) return [joined];
    return [
      takeOver(office, { duty, owedBefore: sure(before.get(duty.id), 'duty') }, { successor, now }),
    ];
  });
  const told = taken.filter(
    ({ chased, cycleId }) => chased && cycleOf(office, cycleId).openedAt !== null,
  );
  const occurrence = agencyId;
  tellByPlan(office, asked, { event: 'agencyClosed', occurrence, now });
  tellByPlan(office, told, { event: 'takenOver', occurrence, now });
  for (const { cycleId } of told) pokeCycle(office, cycleId);
  return true;
}

function cycleOf(office: SimOffice, id: string): SimCycle {
  return sure(office.cycles.get(id), 'cycle');
}

function dutiesUnderWay(office: SimOffice, agencyId: string): readonly SimDuty[] {
  return [...office.duties.values()].filter((duty) => {
    const cycle = cycleOf(office, duty.cycleId);
    const isOver = cycle.closedAt ?? cycle.cancelledAt ?? cycle.editsClosedAt;
    return duty.agencyId === agencyId && cycle.kind === 'collect' && isOver === null;
  });
}

function openAmong(office: SimOffice, duties: readonly SimDuty[]): readonly string[] {
  return duties.map(({ cycleId }) => cycleId).filter((id) => cycleOf(office, id).openedAt !== null);
}

/** The agency no longer owes; in cycles that have not opened too, so that they open without it. */
function free(office: SimOffice, duty: SimDuty, now: Instant): void {
  const after = office.rules.dutyAfter(
    duty.owed,
    { type: 'waive', reason: REASON },
    { now, gate: GATE_OF_ENDING },
  );
  if (!after.ok) return;
  saveOwed(office, duty, after.value);
  rearm(office, [duty], now);
  suppressPlanned(office, [duty], 'waived');
}

/** What the successor had been freed of is wanted again. */
function wantAgain(
  office: SimOffice,
  own: SimDuty,
  { ending, now }: { readonly ending: SimDuty['owed']; readonly now: Instant },
): void {
  const isOpen = cycleOf(office, own.cycleId).openedAt !== null;
  const after = ownAfter(own.owed, ending, { now, isOpen, reason: REASON });
  if (after === own.owed) return;
  saveOwed(office, own, after);
  if (isOpen) rearm(office, [own], now);
}

/** A duty of the successor's own with the same day; told of it now, it is not assigned once more. */
function takeOver(
  office: SimOffice,
  { duty, owedBefore }: { readonly duty: SimDuty; readonly owedBefore: SimDuty['owed'] },
  { successor, now }: { readonly successor: SimAgency; readonly now: Instant },
): SimDuty {
  const cycle = cycleOf(office, duty.cycleId);
  const { binding, targetAt, overdueAt, dueDay, grantedDay } = owedBefore;
  const isOpen = cycle.openedAt !== null;
  const taken = dutyThatBegins(cycle, {
    ower: { agencyId: successor.id, binding, chased: !successor.standing },
    clock: { targetAt, overdueAt, dueDay, grantedDay },
    groups: groupsOf(successor),
  });
  if (isOpen) taken.owed = { ...taken.owed, epoch: 1, armedAt: now };
  enterDuty(office, taken);
  if (isOpen) rearm(office, [taken], now);
  return taken;
}
