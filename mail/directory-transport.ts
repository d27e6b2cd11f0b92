import type { MailTransport } from '../activities/ports.js';
import { writtenMail } from './mime.js';
import { mailKeeper } from './mailbox/keeper.js';
import { verdictOfFailure, verdictOfWriting } from './verdict.js';

/** A transport that writes into a mailbox folder and knows no network: a rehearsal cannot reach anybody. */
export function directoryTransport(options: {
  readonly dir: string;
  /** Real time in milliseconds; it orders the mailbox. */
  readonly now?: () => number;
}): MailTransport {
  const keeper = mailKeeper(options.dir);
  const now = options.now ?? Date.now;
  return {
    async send(mail, mayBegin) {
      if (mayBegin !== undefined && !(await mayBegin())) {
        return { kind: 'notTried', response: 'not to begin any more' };
      }
      let message: string;
      try {
        ({ message } = writtenMail(mail));
      } catch (error) {
        return verdictOfWriting(error);
      }
      try {
        const id = await keeper.keep(Buffer.from(message), now());
        return { kind: 'sent', response: `250 kept as ${id}` };
      } catch (error) {
        return verdictOfFailure(error, null);
      }
    },
    close: () => Promise.resolve(),
  };
}
