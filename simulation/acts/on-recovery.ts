import { calendarOf } from '../../domain/calendar.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { quietUntil } from '../../domain/recovery.js';
import { pokeCycle, rearm } from '../duties.js';
import { addMail, addNotice, putInto } from '../notices.js';
import { setSettings, sure } from '../office.js';
import type { SimDuty, SimMail, SimNotice, SimOffice } from '../office.js';
import type { Act } from './act.js';

/** The ledger as it is now is kept. */
export function backUp(office: SimOffice, now: Instant): boolean {
  const { answers, relay, recovery, staff } = office;
  office.backup = structuredClone({
    at: now,
    tables: Object.fromEntries(TABLES.map((name) => [name, office[name]])),
    ...{ answers, relay, recovery, staff },
  });
  return true;
}

/** What a backup brings back; Message-IDs are used up for good, whatever the ledger knows of them. */
const TABLES = [
  ...(['agencies', 'plans', 'cycles', 'duties', 'notices', 'mails', 'extensions'] as const),
  ...(['keys', 'waiting', 'leftFor', 'counts', 'marksDue', 'calendarDays'] as const),
] as const;

/** The ledger is what it was when it was kept, and an operator lets it work again: what waited is held back for an officer, and every workflow is told to look. */
export function restore(office: SimOffice, now: Instant): boolean {
  const { backup } = office;
  if (backup === null) return false;
  office.backup = null;
  for (const name of TABLES) {
    refill(office[name], sure(backup.tables[name], name) as Table);
  }
  Object.assign(office, { answers: backup.answers, relay: backup.relay, staff: backup.staff });
  const { filledYears } = office.settings.calendar;
  const calendar = calendarOf(office.calendarDays.values(), filledYears);
  setSettings(office, { ...office.settings, calendar });
  office.recovery = { lostFrom: backup.at, lostUntil: now, quietUntil: null };
  for (const id of office.waiting) {
    const mail = sure(office.mails.get(id), 'mail');
    Object.assign(mail, { state: 'suppressed', why: 'restored', retryAt: null });
    for (const notice of noticesIn(office, mail)) notice.why ??= 'restored';
  }
  office.waiting.clear();
  for (const { watch } of [...office.plans.values(), ...office.cycles.values()]) {
    watch.wakesAt = now;
  }
  return true;
}

type Table = Map<unknown, unknown> | Set<unknown>;

function refill(table: Table, from: Table): void {
  table.clear();
  for (const [key, value] of from.entries()) {
    if ('set' in table) table.set(key, value);
    else table.add(value);
  }
}

function noticesIn(office: SimOffice, mail: SimMail): readonly SimNotice[] {
  return mail.noticeIds.map((id) => sure(office.notices.get(id), 'notice'));
}

/** An officer decides about the hours that were lost: agencies are told once and left in peace for a while, or nothing came in. */
export function decideLostHours(
  office: SimOffice,
  { told }: Extract<Act, { do: 'decideLostHours' }>,
  now: Instant,
): boolean {
  const { recovery } = office;
  if (recovery?.quietUntil !== null) return false;
  office.recovery = {
    ...recovery,
    quietUntil: told ? quietUntil(now, office.settings.calendar) : recovery.lostUntil,
  };
  if (!told) return true;
  for (const { agencyId, cycleId } of concerned(office, recovery.lostUntil)) {
    const key = `event/lostHours/${agencyId}/${recovery.lostUntil}`;
    const notice = addNotice(office, {
      ...{ key, kind: 'event', name: 'lostHours', duty: null, agencyId, cycleId },
      planId: sure(office.cycles.get(cycleId), 'cycle').planId,
      plannedFor: now,
    });
    if (notice === null) continue;
    const { contacts } = sure(office.agencies.get(agencyId), 'agency');
    const contact = office.rules.contactFor(contacts, 'writers', dayAt(now));
    if (contact === null) notice.why = 'noContact';
    else putInto(addMail(office, { header: key, class: 'event', agencyId, contact, now }), notice);
  }
  return true;
}

/** One duty of each agency that may have sent something in the lost time. */
function concerned(office: SimOffice, lostUntil: Instant): readonly SimDuty[] {
  const first = new Map<string, SimDuty>();
  for (const duty of office.duties.values()) {
    const cycle = sure(office.cycles.get(duty.cycleId), 'cycle');
    const isOver = cycle.closedAt ?? cycle.cancelledAt ?? cycle.editsClosedAt;
    if (!duty.chased || duty.owed.state === 'waived' || cycle.kind !== 'collect') continue;
    if (cycle.openedAt === null || cycle.opensAt > lostUntil || isOver !== null) continue;
    if (!first.has(duty.agencyId)) first.set(duty.agencyId, duty);
  }
  return [...first.values()];
}

/** An officer lets go what a restore held back, with all that shares its mail, or drops it for good. */
export function decideHeld(
  office: SimOffice,
  { noticeId, release }: Extract<Act, { do: 'decideHeld' }>,
  now: Instant,
): boolean {
  const meant = office.notices.get(noticeId);
  if (meant === undefined || !isHeldNotice(meant)) return false;
  const mail = meant.mailId === null ? null : sure(office.mails.get(meant.mailId), 'mail');
  const held = mail === null ? [meant] : noticesIn(office, mail).filter(isHeldNotice);
  if (!release) {
    for (const notice of held) notice.why = 'restoredDropped';
    if (mail?.why === 'restored') mail.why = 'restoredDropped';
    return true;
  }
  if (mail === null) giveBack(office, meant);
  else {
    for (const notice of held) notice.why = null;
    Object.assign(mail, { state: 'planned', why: null, attempts: 0 });
    Object.assign(mail, { retryAt: null, day: dayAt(now) });
    office.waiting.add(mail.id);
  }
  for (const cycleId of new Set(held.flatMap(({ cycleId: id }) => (id === null ? [] : [id])))) {
    const { dutyIds } = sure(office.cycles.get(cycleId), 'cycle');
    rearm(
      office,
      dutyIds.map((id) => sure(office.duties.get(id), 'duty')),
      now,
    );
    pokeCycle(office, cycleId);
  }
  return true;
}

/** Whether a notice waits for an officer since a restore. */
export function isHeldNotice({ why, givenBack }: SimNotice): boolean {
  return why === 'restored' && !givenBack;
}

/** A rung written down without a mail counts as not reached; one that a later rung has followed stays behind it. */
function giveBack(office: SimOffice, notice: SimNotice): void {
  notice.givenBack = true;
  office.keys.delete(notice.key);
  const duty = office.duties.get(notice.dutyId ?? '');
  if (duty?.owed.epoch !== notice.epoch) return;
  const after = duty.noticeIds.slice(duty.noticeIds.indexOf(notice.id) + 1);
  const isFollowed = after
    .map((id) => sure(office.notices.get(id), 'notice'))
    .some(
      (one) =>
        one.kind === 'ladder' && one.epoch === notice.epoch && !one.givenBack && one.why === null,
    );
  if (!isFollowed) duty.owed = { ...duty.owed, reached: notice.reachedBefore };
}
