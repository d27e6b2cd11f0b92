import type { Instant } from '../../domain/day.js';
import { sure } from '../office.js';
import type { SimOffice } from '../office.js';
import type { Act } from '../acts/act.js';
import { LOOKS_AT_NOTHING } from './check.js';
import type { Check } from './check.js';
import { isOff, localOf, momentOf, openHour } from './words.js';

/** When mails of the ladder leave: not at night, not on days off, not twice a day, not while a plan is paused or over. */
export const moments: Check = (report) => {
  let office: SimOffice;
  const heard = new Map<string, string>();
  const silent = new Set<string>();
  const left = new Set<string>();
  /** What somebody sends again by hand goes when he says so. */
  const byHand = new Set<string>();
  /** On which day each plan went on last: what that brings up goes at once, to a head as well. */
  const wentOn = new Map<string, string>();
  return {
    ...LOOKS_AT_NOTHING,
    begins: (given) => {
      office = given;
    },
    acted: (act, taken, now) => {
      if (taken) notePause(silent, act);
      if (taken && act.do === 'resume') wentOn.set(act.planId, localOf(now).day);
      if (taken && act.do === 'decideHeld' && act.release) {
        const { mailId } = sure(office.notices.get(act.noticeId), 'notice');
        if (mailId !== null) byHand.add(sure(office.mails.get(mailId), 'mail').header);
      }
      if (taken && act.do === 'restore') {
        // Pauses and farewells of the lost time are undone, and nobody knows who has had his mail today.
        silent.clear();
        left.clear();
        heard.clear();
        for (const { id, plan } of office.plans.values()) {
          if (plan.pausedAt !== null || plan.cancelledAt !== null) silent.add(id);
        }
        for (const { id, active } of office.staff) if (!active) left.add(id);
      }
      if (taken && act.do === 'sendAgain') {
        byHand.add(sure(office.mails.get(act.mailId), 'mail').header);
      }
      if (taken && act.do === 'leave') left.add(act.staffId);
    },
    left: ({ mail, contact, reader: colleague, notices }, answer, now) => {
      if (mail.class === 'desk' && (colleague === null || left.has(colleague.id))) {
        report('office-hears', now, `${mail.header} to somebody who has left`);
      }
      if (mail.class !== 'ladder') return;
      const { day, minute } = localOf(now);
      if (isOff(office.calendarDays, day)) report('days-off', now, mail.header);
      else if (minute < 480 || minute >= 1020) report('sending-hours', now, mail.header);
      for (const { planId, key } of notices) {
        if (silent.has(planId)) report('paused-is-silent', now, key);
      }
      if (contact === null || contact.bounced) report('address-in-force', now, mail.header);
      const isHeads = notices.some(({ name }) => name === 'toHead');
      if (isHeads !== (contact?.role === 'head')) report('address-in-force', now, mail.header);
      if (answer.kind !== 'sent' || byHand.has(mail.header)) return;
      const isAfterPause = notices.every(({ planId }) => wentOn.get(planId) === day);
      if ((isHeads && isAfterPause) || !isScheduled(office, notices, now)) return;
      const reader = `${mail.agencyId ?? ''} ${isHeads ? 'head' : 'writers'} ${day}`;
      const before = heard.get(reader);
      if (before !== undefined && before !== mail.header) {
        report('one-mail-a-day', now, `${before} and ${mail.header}`);
      }
      heard.set(reader, mail.header);
    },
  };
};

function notePause(silent: Set<string>, act: Act): void {
  if (act.do === 'pause' || act.do === 'cancel') silent.add(act.planId);
  if (act.do === 'resume') silent.delete(act.planId);
}

/** One mail of the morning a day, whatever it speaks of; only what is by the hour, or would be too late tomorrow, goes beside it. */
function isScheduled(
  office: SimOffice,
  notices: readonly { readonly dutyId: string | null; readonly name: string }[],
  now: Instant,
): boolean {
  const { day } = localOf(now);
  const tomorrow = openHour(office.calendarDays, momentOf(day, 24 * 60));
  return notices.every(({ dutyId, name }) => {
    const { owed, cycleId } = sure(office.duties.get(dutyId ?? ''), 'duty');
    const { hourBound, headReleasedAt } = sure(office.cycles.get(cycleId), 'cycle');
    // What a person releases goes at once, to the head alone.
    const releasedAtOnce =
      name === 'toHead' && headReleasedAt !== null && localOf(headReleasedAt).day === day;
    const byHour = hourBound && owed.grantedDay === null;
    const isAfterwards = name === 'overdue' || name === 'toHead';
    const untilTomorrow = owed.targetAt !== null && owed.targetAt <= tomorrow;
    return !byHour && !releasedAtOnce && (isAfterwards || !untilTomorrow);
  });
}
