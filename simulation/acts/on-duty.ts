import { decideClaim, newClaim } from '../../domain/claim.js';
import { at } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { DAY_RULE, clockOf } from '../../domain/due-clock.js';
import type { NewDue, ObligationCommand } from '../../domain/obligation.js';
import { owes } from '../../domain/obligation.js';
import { pokeCycle, rearm, saveOwed, settling } from '../duties.js';
import { suppressPlanned, tellAgency, tellOfficers } from '../notices.js';
import { nextId, sure } from '../office.js';
import type { SimDuty, SimOffice } from '../office.js';
import { REASON } from './act.js';
import type { Act } from './act.js';

/** An act on one duty, and what its agency hears of it; false when it is refused. */
export function onDuty(
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
      onwardAt: cycle.onwardTargetAt,
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

/** The officer finds the report in the document system. */
export function confirmClaim(
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

/** A duty gets another day: returned, or set by a person. */
export function moveDue(
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

/** An agency asks for more time; the officers hear of it. */
export function askExtension(
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

/** The officer answers a request for more time. */
export function decideExtension(
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
