import { calendarOf } from '../domain/calendar.js';
import type { CalendarDay } from '../domain/calendar-day.js';
import { decideClaim, newClaim } from '../domain/claim.js';
import { at } from '../domain/day.js';
import type { Day, Instant } from '../domain/day.js';
import { DAY_RULE, clockOf } from '../domain/due-clock.js';
import { isSameClock } from '../domain/moved-clocks.js';
import type { DueClock } from '../domain/due-clock.js';
import type { NewDue, ObligationCommand } from '../domain/obligation.js';
import { owes } from '../domain/obligation.js';
import { decidePlanAct, evolvePlan } from '../domain/plan.js';
import { maySendAgain } from '../domain/send-again.js';
import type { ToldBefore } from '../domain/send-again.js';
import type { PlanCommand } from '../domain/plan.js';
import {
  dutiesOf,
  openCountsOf,
  pokeCycle,
  rearm,
  saveOwed,
  setOfficeMail,
  settling,
} from './duties.js';
import { suppressPlanned, tellAgency, tellAsked, tellOfficers } from './notices.js';
import { nextId, setSettings, sure } from './office.js';
import type { SimCycle, SimDuty, SimNotice, SimOffice } from './office.js';
import { actOnPaper } from './papers.js';
import type { PaperAct } from './papers.js';
import { startPlan } from './start.js';

/** Something that a person does, by the ids of the simulated office. */
export type Act =
  | { readonly do: 'start' | 'pause' | 'resume' | 'cancel'; readonly planId: string }
  | {
      readonly do:
        'submit' | 'claim' | 'rejectClaim' | 'accept' | 'reopen' | 'waive' | 'withdrawOnTime';
      readonly dutyId: string;
    }
  | { readonly do: 'confirmClaim'; readonly dutyId: string; readonly arrivedOn: Day }
  | {
      readonly do: 'return' | 'setDue' | 'askExtension';
      readonly dutyId: string;
      readonly day: Day;
    }
  | { readonly do: 'decideExtension'; readonly extensionId: string; readonly grant: boolean }
  | { readonly do: 'releaseHeads' | 'closeCollection'; readonly cycleId: string }
  | { readonly do: 'paper'; readonly cycleId: string; readonly act: PaperAct }
  | {
      readonly do: 'changeDay';
      readonly day: Day;
      readonly row: Omit<CalendarDay, 'day'> | null;
    }
  | { readonly do: 'correctAddress'; readonly agencyId: string; readonly position: number }
  | { readonly do: 'arrived' | 'sendAgain'; readonly mailId: string };

/** What a person's act makes of the office; false when it is refused. */
export function perform(office: SimOffice, act: Act, now: Instant): boolean {
  switch (act.do) {
    case 'start':
      return startPlan(office, act.planId, now);
    case 'pause':
    case 'resume':
      return onPlan(office, { planId: act.planId, command: { type: act.do } }, now);
    case 'cancel':
      return onPlan(
        office,
        { planId: act.planId, command: { type: 'cancel', reason: REASON } },
        now,
      );
    case 'submit':
      return onDuty(office, act.dutyId, { type: 'submit', nil: false }, now);
    case 'claim':
    case 'accept':
      return onDuty(office, act.dutyId, { type: act.do }, now);
    case 'rejectClaim':
    case 'reopen':
    case 'waive':
    case 'withdrawOnTime':
      return onDuty(office, act.dutyId, { type: act.do, reason: REASON }, now);
    case 'confirmClaim':
      return confirmClaim(office, act, now);
    case 'return':
    case 'setDue':
      return moveDue(office, act, now);
    case 'askExtension':
      return askExtension(office, act, now);
    case 'decideExtension':
      return decideExtension(office, act, now);
    case 'releaseHeads':
      return releaseHeads(office, act.cycleId, now);
    case 'closeCollection':
      return closeCollection(office, act.cycleId, now);
    case 'paper':
      return actOnPaper(office, act, now);
    case 'changeDay':
      return changeDay(office, act, now);
    case 'correctAddress':
      return correctAddress(office, act);
    case 'arrived':
    case 'sendAgain':
      return onDoubtful(office, act);
  }
}

const REASON = 'Lý do';

function onDuty(
  office: SimOffice,
  dutyId: string,
  command: ObligationCommand,
  now: Instant,
): boolean {
  const duty = sure(office.duties.get(dutyId), 'duty');
  const { owed: before, changes } = duty;
  if (!applyCommand(office, duty, { command, now })) return false;
  if (command.type === 'extend') return true;
  const told =
    command.type === 'reopen'
      ? office.rules.toldOfReopening(before, { changes })
      : office.rules.toldAtOnce(command.type, { ...duty.owed, changes });
  if (told !== null) tellAgency(office, duty, { ...told, now });
  return true;
}

/** decide → evolve → next rung; what waits and is no longer true is left out. */
function applyCommand(
  office: SimOffice,
  duty: SimDuty,
  { command, now }: { readonly command: ObligationCommand; readonly now: Instant },
): boolean {
  const cycle = sure(office.cycles.get(duty.cycleId), 'cycle');
  const before = duty.owed;
  const decided = office.rules.dutyAfter(before, command, {
    now,
    gate: {
      open: cycle.openedAt !== null && cycle.cancelledAt === null && cycle.closedAt === null,
      closesForEditsAt: cycle.closesForEditsAt,
      editsClosed: cycle.editsClosedAt !== null,
    },
  });
  if (!decided.ok) return false;
  settling(office, { cycleIds: [cycle.id], now }, () => {
    saveOwed(office, duty, decided.value);
    rearm(office, [duty], now);
    const why = office.rules.silencedBy(command, before, decided.value);
    if (why !== null) suppressPlanned(office, [duty], why);
  });
  return true;
}

function confirmClaim(
  office: SimOffice,
  { dutyId, arrivedOn }: Extract<Act, { do: 'confirmClaim' }>,
  now: Instant,
): boolean {
  const { owed } = sure(office.duties.get(dutyId), 'duty');
  if (owed.state !== 'claimed' || owed.claimedAt === null) return false;
  const said = { documentNumber: null, documentDate: null, signer: null, senderName: '' };
  const decided = decideClaim(newClaim(said, owed.claimedAt), { type: 'confirm', arrivedOn }, now);
  if (!decided.ok || decided.value.type !== 'confirmed') return false;
  const { arrivedAt } = decided.value;
  return onDuty(office, dutyId, { type: 'confirmClaim', arrivedAt }, now);
}

function moveDue(
  office: SimOffice,
  act: Extract<Act, { do: 'return' | 'setDue' | 'askExtension' }>,
  now: Instant,
): boolean {
  const type = act.do === 'return' ? 'return' : 'setDue';
  const command = { type, reason: REASON, due: newDue(office, act.day) } as const;
  if (!onDuty(office, act.dutyId, command, now)) return false;
  pokeCycle(office, sure(office.duties.get(act.dutyId), 'duty').cycleId);
  return true;
}

/** The two instants of a day a person names. */
function newDue({ settings, rollForward }: SimOffice, day: Day): NewDue {
  return { day, ...sure(clockOf(DAY_RULE, day, { ...settings, rollForward }), 'clock') };
}

function askExtension(
  office: SimOffice,
  { dutyId, day }: { readonly dutyId: string; readonly day: Day },
  now: Instant,
): boolean {
  const { owed, cycleId } = sure(office.duties.get(dutyId), 'duty');
  const closed = sure(office.cycles.get(cycleId), 'cycle').editsClosedAt !== null;
  const isLater = owed.overdueAt === null || at(day, 0) >= owed.overdueAt;
  if (!owes(owed) || closed || !isLater) return false;
  const id = nextId('x', office.extensions);
  office.extensions.set(id, { id, dutyId, day, askedAt: now, open: true });
  tellOfficers(office, {
    key: `desk/extensionAsked/${id}`,
    name: 'extensionAsked',
    planId: sure(office.cycles.get(cycleId), 'cycle').planId,
    cycleId,
    plannedFor: now,
  });
  return true;
}

function decideExtension(
  office: SimOffice,
  { extensionId, grant }: { readonly extensionId: string; readonly grant: boolean },
  now: Instant,
): boolean {
  const asked = sure(office.extensions.get(extensionId), 'extension');
  if (!asked.open) return false;
  const duty = sure(office.duties.get(asked.dutyId), 'duty');
  const due = newDue(office, asked.day);
  const command = { type: 'extend', due, reason: REASON } as const;
  if (grant && !onDuty(office, duty.id, command, now)) return false;
  asked.open = false;
  const event = grant ? 'extensionGranted' : 'extensionRefused';
  tellAgency(office, duty, { event, occurrence: extensionId, now });
  if (grant) pokeCycle(office, duty.cycleId);
  return true;
}

function releaseHeads(office: SimOffice, cycleId: string, now: Instant): boolean {
  const cycle = sure(office.cycles.get(cycleId), 'cycle');
  if (cycle.openedAt === null || cycle.editsClosedAt !== null || cycle.headReleasedAt !== null) {
    return false;
  }
  cycle.headReleasedAt = now;
  rearm(office, dutiesOf(office, cycle), now);
  pokeCycle(office, cycleId);
  return true;
}

function closeCollection(office: SimOffice, cycleId: string, now: Instant): boolean {
  const cycle = sure(office.cycles.get(cycleId), 'cycle');
  if (cycle.openedAt === null || cycle.closedAt !== null || cycle.collectionClosedAt !== null) {
    return false;
  }
  cycle.collectionClosedAt = now;
  cycle.desk = null;
  pokeCycle(office, cycleId);
  return true;
}

/** Pauses, resumes or cancels a plan with all its cycles that are not over. */
function onPlan(
  office: SimOffice,
  { planId, command }: { readonly planId: string; readonly command: PlanCommand },
  now: Instant,
): boolean {
  const plan = sure(office.plans.get(planId), 'plan');
  const decided = decidePlanAct(plan.plan, command, now);
  if (!decided.ok) return false;
  plan.plan = evolvePlan(plan.plan, decided.value);
  const cycles = plan.cycleIds
    .map((id) => sure(office.cycles.get(id), 'cycle'))
    .filter(({ closedAt, cancelledAt }) => closedAt === null && cancelledAt === null);
  for (const cycle of cycles) {
    if (command.type === 'pause') pauseCycle(office, cycle, now);
    else if (command.type === 'resume') resumeCycle(office, cycle, now);
    else cancelCycle(office, cycle, now);
    pokeCycle(office, cycle.id);
  }
  plan.watch.revision += 1;
  if (command.type === 'cancel') {
    const asked = cycles.flatMap((cycle) => dutiesOf(office, cycle));
    const concerned = asked.filter(({ owed }) => owed.state !== 'waived');
    tellAsked(office, concerned, { event: 'cancelled', now });
  }
  return true;
}

function pauseCycle(office: SimOffice, cycle: SimCycle, now: Instant): void {
  cycle.pausedAt = now;
  suppressPlanned(office, dutiesOf(office, cycle), 'paused');
}

/** What the pause held back counts as not reached, so that the rule decides anew. */
function resumeCycle(office: SimOffice, cycle: SimCycle, now: Instant): void {
  cycle.pausedAt = null;
  for (const duty of dutiesOf(office, cycle)) {
    const held = duty.noticeIds
      .map((id) => sure(office.notices.get(id), 'notice'))
      .filter(({ why, givenBack, kind }) => kind === 'ladder' && why === 'paused' && !givenBack);
    for (const notice of held) {
      notice.givenBack = true;
      office.keys.delete(notice.key);
    }
    const first = held.find(({ epoch }) => epoch === duty.owed.epoch);
    if (first !== undefined) duty.owed = { ...duty.owed, reached: first.reachedBefore };
  }
  rearm(office, dutiesOf(office, cycle), now);
  setOfficeMail(office, cycle, now);
}

function cancelCycle(office: SimOffice, cycle: SimCycle, now: Instant): void {
  cycle.cancelledAt = now;
  cycle.desk = null;
  suppressPlanned(office, dutiesOf(office, cycle), 'cancelled');
  for (const duty of dutiesOf(office, cycle)) {
    duty.nextAt = null;
    duty.nextRung = null;
    duty.changes += 1;
  }
}

/** One day of the calendar changes, and with it the clocks and ladders of what is open. */
function changeDay(
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
  const cycles = [...office.cycles.values()].filter(
    ({ closedAt, cancelledAt }) => closedAt === null && cancelledAt === null,
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
  for (const cycle of cycles) {
    if (cycle.openedAt === null && !moved.includes(cycle)) continue;
    rearm(office, dutiesOf(office, cycle), now);
    setOfficeMail(office, cycle, now);
    const was = before.get(cycle.id);
    const wanted =
      was !== undefined && office.rules.wantsPoke(was, openCountsOf(office, cycle, now));
    if (moved.includes(cycle) || wanted) pokeCycle(office, cycle.id);
  }
  const concerned = cycles
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

/** The admin replaces an address: the old contact is gone, a new one stands in its place. */
function correctAddress(
  office: SimOffice,
  { agencyId, position }: Extract<Act, { do: 'correctAddress' }>,
): boolean {
  const agency = sure(office.agencies.get(agencyId), 'agency');
  const old = agency.contacts.find((contact) => contact.position === position);
  if (old === undefined) return false;
  const fresh = {
    ...old,
    id: `${old.id}+`,
    email: `moi.${old.email}`,
    bounced: false,
    bouncedBy: null,
    failingSince: null,
  };
  agency.contacts = agency.contacts.map((contact) => (contact === old ? fresh : contact));
  return true;
}

function onDoubtful(
  office: SimOffice,
  act: Extract<Act, { do: 'arrived' | 'sendAgain' }>,
): boolean {
  const mail = sure(office.mails.get(act.mailId), 'mail');
  if (act.do === 'arrived') {
    if (mail.state !== 'doubtful') return false;
    mail.state = 'sent';
    mail.why = 'saidArrived';
    return true;
  }
  const told = mail.noticeIds.map((id) =>
    toldBefore(office, sure(office.notices.get(id), 'notice')),
  );
  if (!maySendAgain(mail.state, told)) return false;
  Object.assign(mail, { state: 'planned', why: null, attempts: 0, unanswered: 0, retryAt: null });
  mail.failingSince = null;
  mail.refusal = null;
  office.waiting.add(mail.id);
  for (const id of mail.noticeIds) {
    const { kind, cycleId } = sure(office.notices.get(id), 'notice');
    if (kind === 'ladder' && cycleId !== null) pokeCycle(office, cycleId);
  }
  return true;
}

function toldBefore(office: SimOffice, { kind, givenBack, cycleId }: SimNotice): ToldBefore {
  const cycle = cycleId === null ? undefined : office.cycles.get(cycleId);
  const over = cycle?.editsClosedAt ?? cycle?.closedAt ?? cycle?.cancelledAt ?? null;
  return { kind, givenBack, cycleIsOver: over !== null };
}
