import MailComposer from 'nodemailer/lib/mail-composer';

import type { MailTransport } from '../activities/ports.js';
import { composed } from './compose.js';
import { mailKeeper } from './mailbox/keeper.js';
import { verdictOf } from './verdict.js';

/** A transport that writes into a mailbox folder and knows no network: a rehearsal cannot reach anybody. */
export function directoryTransport(options: {
  readonly dir: string;
  /** Real time in milliseconds; it orders the mailbox. */
  readonly now?: () => number;
}): MailTransport {
  const keeper = mailKeeper(options.dir);
  const now = options.now ?? Date.now;
  return {
    async send(mail, signal) {
      try {
        signal.throwIfAborted();
        const raw = await new MailComposer({ ...composed(mail), newline: 'windows' })
          .compile()
          .build();
        const id = await keeper.keep(raw, now());
        return { kind: 'sent', response: `250 kept as ${id}` };
      } catch (error) {
        return verdictOf({ error, handedOver: false });
      }
    },
    close: () => Promise.resolve(),
  };
}
