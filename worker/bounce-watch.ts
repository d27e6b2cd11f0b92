import type { Logger } from 'pino';
import { mailReturned } from '../config/return-path.js';
import type { Clock } from '../activities/ports.js';
import type { ReturnedMails } from '../mail/returned-mails.js';
import { settleBounce } from '../office/post/settle-bounce.js';
import type { Ledger } from '../office/scope.js';

/** Where bounces come from, and with which key our return paths are made. */
export interface BounceWatchOptions {
  readonly ledger: Ledger;
  readonly returned: ReturnedMails;
  readonly key: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Records what has come back; a report without a token of ours counts for nothing. Answers how many counted. */
export async function takeBounces({
  ledger,
  returned,
  key,
  clock,
  log,
}: BounceWatchOptions): Promise<number> {
  let counted = 0;
  for (const mail of await returned.waiting()) {
    const hashes = mail.recipients.flatMap((address) => mailReturned(key, address) ?? []);
    const [messageHash] = hashes;
    const { bounce } = mail;
    if (messageHash === undefined) log.warn('a returned mail without our token counts for nothing');
    else if (bounce !== null) {
      const at = { officeKind: 'live' as const, realNow: clock.now() };
      const { action, status, diagnostic } = bounce;
      const took = await settleBounce(ledger, at, { messageHash, action, status, diagnostic });
      if (took) counted += 1;
    }
    // Only now: one that died before is looked at again, and what is recorded is not recorded twice.
    await mail.forget();
  }
  return counted;
}
