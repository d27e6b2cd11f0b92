import { LOOKS_AT_NOTHING } from './check.js';
import type { Check } from './check.js';
import type { Instant } from '../../domain/day.js';
import { sure } from '../office.js';
import type { SimNotice, SimOffice } from '../office.js';

/** What was recorded as sent never goes again, and no rung is told twice; what a restore has made the ledger forget only by an officer's word. */
export const sends: Check = (report) => {
  let office: SimOffice;
  /** Mails that were taken, and rungs and events that were told, with when. */
  const taken = new Map<string, Instant>();
  const told = new Map<string, Instant>();
  const unanswered = new Map<string, number>();
  /** Mails of which the ledger does not know any more that they went. */
  const forgotten = new Set<string>();

  function goesAgain(mailId: string | null, notices: readonly SimNotice[]): void {
    const header = office.mails.get(mailId ?? '')?.header ?? '';
    if (forgotten.delete(header)) taken.delete(header);
    unanswered.delete(header);
    for (const notice of notices) told.delete(whatOf(notice));
  }

  return {
    ...LOOKS_AT_NOTHING,
    begins: (given) => {
      office = given;
    },
    acted: (act, done) => {
      if (!done) return;
      if (act.do === 'sendAgain') {
        const { noticeIds } = sure(office.mails.get(act.mailId), 'mail');
        const isForgotten = forgotten.has(sure(office.mails.get(act.mailId), 'mail').header);
        goesAgain(act.mailId, isForgotten ? noticesOf(office, noticeIds) : []);
      }
      if (act.do === 'decideHeld' && act.release) {
        const notice = sure(office.notices.get(act.noticeId), 'notice');
        const { mailId } = notice;
        const mail = mailId === null ? null : sure(office.mails.get(mailId), 'mail');
        goesAgain(mailId, mail === null ? [notice] : noticesOf(office, mail.noticeIds));
      }
      if (act.do === 'restore') {
        const { lostFrom } = sure(office.recovery, 'recovery');
        for (const [header, at] of taken) if (at >= lostFrom) forgotten.add(header);
        for (const [what, at] of told) {
          if (at >= lostFrom && isUndone(office, what)) told.delete(what);
        }
      }
    },
    left: ({ mail, notices }, answer, now) => {
      const { header } = mail;
      if (taken.has(header)) report('sent-once', now, header);
      if (answer.kind === 'unknown') {
        const times = (unanswered.get(header) ?? 0) + 1;
        unanswered.set(header, times);
        // One further copy at most where the answer was lost.
        if (times > 2) report('sent-once', now, `${header} for the ${String(times)}th time`);
      }
      if (answer.kind !== 'sent') return;
      taken.set(header, now);
      for (const notice of notices) {
        const what = whatOf(notice);
        if (told.has(what)) report('sent-once', now, `${what} told twice`);
        told.set(what, now);
      }
    },
    ended: (now) => {
      for (const mail of office.mails.values()) {
        if (forgotten.has(mail.header)) continue;
        if ((mail.state === 'sent' && mail.why === null) !== taken.has(mail.header)) {
          report('sent-once', now, `${mail.header} is recorded as ${mail.state}`);
        }
      }
    },
  };
};

function noticesOf(office: SimOffice, ids: readonly string[]): readonly SimNotice[] {
  return ids.map((id) => sure(office.notices.get(id), 'notice'));
}

/** A rung by its duty and epoch, whoever it was told to; an event by its key. */
function whatOf({ kind, name, nth, dutyId, epoch, key }: SimNotice): string {
  return kind === 'ladder' ? [dutyId, epoch, name, nth].join(' ') : key;
}

/** Whether what was told in the lost time answered an act that was lost with it: done once more, it is told once more. */
function isUndone(office: SimOffice, what: string): boolean {
  const [dutyId = '', epoch] = what.split(' ');
  if (epoch === undefined) return true;
  const duty = office.duties.get(dutyId);
  return duty === undefined || duty.owed.epoch < Number(epoch);
}
