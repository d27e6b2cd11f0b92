import type { MailTransport } from '../activities/ports.js';

/** Sends by the relay, but keeps in the mailbox `inside` whatever is to reach nobody outside; closes the relay alone. */
export function sparingOutside(relay: MailTransport, inside: MailTransport): MailTransport {
  return {
    send: async (mail, mayBegin) => (mail.inside === true ? inside : relay).send(mail, mayBegin),
    close: async () => relay.close(),
  };
}
