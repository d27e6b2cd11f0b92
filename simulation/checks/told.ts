import type { Instant } from '../../domain/day.js';
import type { Act } from '../acts.js';
import { sure } from '../office.js';
import type { SimOffice } from '../office.js';
import { LOOKS_AT_NOTHING } from './check.js';
import type { Check, Report } from './check.js';

/** By which mail of wording.md an agency hears of an act. */
const MAILS: Partial<Record<Act['do'], string>> = {
  submit: 'received',
  confirmClaim: 'received',
  claim: 'claimed',
  rejectClaim: 'claimRejected',
  return: 'returned',
  accept: 'accepted',
  setDue: 'dueMoved',
  waive: 'noLongerOwed',
};

/** Every act that concerns an agency is told it, once, and nothing else is. */
export const told: Check = (report) => {
  let office: SimOffice;
  let seen = 0;
  return {
    ...LOOKS_AT_NOTHING,
    begins: (given) => {
      office = given;
    },
    acted: (act, taken, now) => {
      const fresh = [...office.notices.values()].slice(seen).filter(({ kind }) => kind === 'event');
      seen = office.notices.size;
      const wanted = taken ? wantedBy(office, act) : null;
      const names = fresh.map(({ name, dutyId }) => `${name} ${dutyId ?? ''}`);
      const expected = wanted === null ? [] : [`${wanted.name} ${wanted.dutyId}`];
      if (names.join() !== expected.join()) {
        report('told-once', now, `${act.do}: told ${names.join() || 'nothing'}`);
      }
    },
    stepped: () => {
      const fresh = [...office.notices.values()].slice(seen);
      // Steps of workflows tell reminders and the office's own people, no agency's event.
      if (!fresh.some(({ kind }) => kind === 'event')) seen = office.notices.size;
    },
    ended: (now) => {
      for (const { kind, mailId, why, key } of office.notices.values()) {
        if (kind === 'event' && mailId === null && why === null) report('told-once', now, key);
        if (kind === 'event' && mailId !== null) lookAtMail(office, mailId, { report, now });
      }
    },
  };
};

function wantedBy(office: SimOffice, act: Act): { name: string; dutyId: string } | null {
  if (act.do === 'decideExtension') {
    const { dutyId } = sure(office.extensions.get(act.extensionId), 'extension');
    const name = act.grant ? 'extensionGranted' : 'extensionRefused';
    return isChased(office, dutyId) ? { name, dutyId } : null;
  }
  const name = MAILS[act.do];
  if (name === undefined || !('dutyId' in act)) return null;
  // The standing body enters its own figures; it needs no mail about that.
  return isChased(office, act.dutyId) ? { name, dutyId: act.dutyId } : null;
}

function isChased(office: SimOffice, dutyId: string): boolean {
  return sure(office.duties.get(dutyId), 'duty').chased;
}

function lookAtMail(
  office: SimOffice,
  mailId: string,
  { report, now }: { readonly report: Report; readonly now: Instant },
): void {
  const mail = sure(office.mails.get(mailId), 'mail');
  const waits = mail.state === 'planned' && (mail.retryAt !== null || office.relay.shut);
  if (mail.state === 'planned' && !waits) report('told-once', now, `${mail.header} never left`);
}
