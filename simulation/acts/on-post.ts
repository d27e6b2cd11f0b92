import { maySendAgain } from '../../domain/send-again.js';
import type { ToldBefore } from '../../domain/send-again.js';
import { MAY_HAVE_GONE } from '../../domain/untold.js';
import { pokeCycle } from '../duties.js';
import { sure } from '../office.js';
import type { SimNotice, SimOffice } from '../office.js';
import type { Act } from './act.js';

/** What stands in the place of an address that did not work. */
export function correctedAddress(email: string): string {
  return `moi.${email}`;
}

/** The admin replaces an address: the old contact is gone, a new one stands in its place. */
export function correctAddress(
  office: SimOffice,
  { agencyId, position }: Extract<Act, { do: 'correctAddress' }>,
): boolean {
  const agency = sure(office.agencies.get(agencyId), 'agency');
  const old = agency.contacts.find((contact) => contact.position === position);
  if (old === undefined) return false;
  const fresh = {
    ...old,
    id: `${old.id}+`,
    email: correctedAddress(old.email),
    bounced: false,
    bouncedBy: null,
    failingSince: null,
  };
  agency.contacts = agency.contacts.map((contact) => (contact === old ? fresh : contact));
  return true;
}

/** A person says of a mail that it arrived, or sends it again. */
export function onDoubtful(
  office: SimOffice,
  act: Extract<Act, { do: 'arrived' | 'sendAgain' }>,
): boolean {
  const mail = sure(office.mails.get(act.mailId), 'mail');
  if (act.do === 'arrived') {
    if (mail.state !== 'doubtful') return false;
    mail.state = 'sent';
    mail.why = 'saidArrived';
    for (const id of mail.noticeIds) {
      const notice = sure(office.notices.get(id), 'notice');
      if (notice.why === MAY_HAVE_GONE) notice.why = null;
    }
    return true;
  }
  const told = mail.noticeIds.map((id) =>
    toldBefore(office, sure(office.notices.get(id), 'notice')),
  );
  if (!maySendAgain(mail, told)) return false;
  Object.assign(mail, { state: 'planned', why: null, attempts: 0, retryAt: null });
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
