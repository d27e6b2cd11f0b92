import { dayAt } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import type { WaitingMail, WaveAgency, WaveDuty } from '../domain/wave.js';
import { savePlaces, setOfficeMail, waveDutyOf } from './duties.js';
import { liveNotices, tellOfficers, writeWave } from './notices.js';
import { sure } from './office.js';
import type { SimCycle, SimNotice, SimOffice } from './office.js';

/** Prepares all that is due in the office: its officers' mails, then every agency's with all its open cycles. */
export function prepareWave(office: SimOffice, now: Instant): void {
  const open = [...office.cycles.values()].filter(isReminding);
  for (const cycle of open) {
    if (cycle.desk === null || cycle.desk.at > now) continue;
    planOfficeMail(office, cycle, now);
    cycle.deskToldAt = now;
    setOfficeMail(office, cycle, now);
  }
  const agencies = agenciesDue(office, open, now);
  const { settings, recovery } = office;
  const plan = office.rules.planWave(agencies, { now, settings, recovery });
  writeWave(office, plan, { now });
  savePlaces(office, plan.places);
}

/** What the office's own ladder calls for now. */
export function planOfficeMail(office: SimOffice, cycle: SimCycle, now: Instant): void {
  if (cycle.desk === null) return;
  const { rung, at } = cycle.desk;
  tellOfficers(office, {
    key: `desk/${rung}/${cycle.id}/${at}`,
    name: rung,
    planId: cycle.planId,
    cycleId: cycle.id,
    plannedFor: now,
  });
}

function isReminding(cycle: SimCycle): boolean {
  return (
    cycle.openedAt !== null &&
    cycle.pausedAt === null &&
    cycle.cancelledAt === null &&
    cycle.closedAt === null
  );
}

function agenciesDue(
  office: SimOffice,
  open: readonly SimCycle[],
  now: Instant,
): readonly WaveAgency[] {
  const due = new Map<string, WaveDuty[]>();
  for (const { dutyIds } of open) {
    for (const id of dutyIds) {
      const duty = sure(office.duties.get(id), 'duty');
      if (duty.nextAt === null || duty.nextAt > now) continue;
      const own = due.get(duty.agencyId);
      if (own === undefined) due.set(duty.agencyId, [waveDutyOf(office, duty)]);
      else own.push(waveDutyOf(office, duty));
    }
  }
  const waiting = waitingMails(office, due);
  return [...due]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, duties]) => ({
      id,
      duties,
      contacts: sure(office.agencies.get(id), 'agency').contacts,
      waiting: waiting.get(id) ?? [],
      told: keysOf(office, duties, ({ givenBack }) => !givenBack),
      released: keysOf(office, duties, ({ givenBack, why }) => givenBack && why === 'restored'),
      toldToday: isToldToday(office, id, now),
    }));
}

/** Whether a mail of the ladder has left today for those who write the reports; one that waits takes along what falls due. */
function isToldToday(office: SimOffice, agencyId: string, now: Instant): boolean {
  const { contacts } = sure(office.agencies.get(agencyId), 'agency');
  const heads = new Set(contacts.filter(({ role }) => role === 'head').map(({ id }) => id));
  const today = dayAt(now);
  const mayHaveGone = [...office.waiting].some((id) => {
    const mail = sure(office.mails.get(id), 'mail');
    const isOwn = mail.class === 'ladder' && mail.agencyId === agencyId && mail.unanswered > 0;
    return isOwn && mail.day === today && !heads.has(mail.contactId ?? '');
  });
  if (mayHaveGone) return true;
  return (office.leftFor.get(agencyId) ?? []).some((id) => {
    const { state, contactId, day, sentAt, why } = sure(office.mails.get(id), 'mail');
    if (heads.has(contactId ?? '') || (state !== 'sent' && state !== 'doubtful')) return false;
    return day === today || (sentAt !== null && dayAt(sentAt) === today && why === null);
  });
}

function waitingMails(
  office: SimOffice,
  due: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, readonly WaitingMail[]> {
  const found = new Map<string, WaitingMail[]>();
  for (const id of office.waiting) {
    const mail = sure(office.mails.get(id), 'mail');
    if (mail.class !== 'ladder' || mail.agencyId === null || !due.has(mail.agencyId)) continue;
    const notices = liveNotices(office, mail).map((notice) => ({
      id: notice.id,
      dutyId: notice.dutyId ?? '',
      rung: notice.name,
    }));
    if (notices.length === 0) continue;
    const mayHaveGone = mail.unanswered > 0;
    const one: WaitingMail = { id, contactId: mail.contactId, mayHaveGone, notices };
    found.set(mail.agencyId, [...(found.get(mail.agencyId) ?? []), one]);
  }
  return found;
}

/** Keys of the ladder's notices about some duties. */
function keysOf(
  office: SimOffice,
  duties: readonly WaveDuty[],
  is: (notice: SimNotice) => boolean,
): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { id } of duties) {
    for (const noticeId of sure(office.duties.get(id), 'duty').noticeIds) {
      const notice = sure(office.notices.get(noticeId), 'notice');
      if (notice.kind === 'ladder' && is(notice)) keys.add(notice.key);
    }
  }
  return keys;
}
