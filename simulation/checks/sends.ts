import { LOOKS_AT_NOTHING } from './check.js';
import type { Check } from './check.js';
import { sure } from '../office.js';
import type { SimOffice } from '../office.js';

/** What was recorded as sent never goes again, and no rung is told twice. */
export const sends: Check = (report) => {
  let office: SimOffice;
  const taken = new Set<string>();
  const unanswered = new Map<string, number>();
  const told = new Set<string>();
  return {
    ...LOOKS_AT_NOTHING,
    begins: (given) => {
      office = given;
    },
    acted: (act, done) => {
      if (done && act.do === 'sendAgain') {
        unanswered.delete(sure(office.mails.get(act.mailId), 'mail').header);
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
      taken.add(header);
      for (const { kind, name, nth, dutyId, epoch, key } of notices) {
        const rung = kind === 'ladder' ? [dutyId, epoch, name, nth].join(' ') : key;
        if (told.has(rung)) report('sent-once', now, `${rung} told twice`);
        told.add(rung);
      }
    },
    ended: (now) => {
      for (const mail of office.mails.values()) {
        if ((mail.state === 'sent' && mail.why === null) !== taken.has(mail.header)) {
          report('sent-once', now, `${mail.header} is recorded as ${mail.state}`);
        }
      }
    },
  };
};
