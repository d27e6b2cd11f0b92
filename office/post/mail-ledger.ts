import type { MailLedger } from '../../activities/ledger-port.js';
import { claimMails } from './claim-mails.js';
import type { ClaimOptions } from './claim-mails.js';
import { stopRelay } from './relay-state.js';
import { settleMails } from './settle-mails.js';

/** The mails of the ledger as lanes see them. */
export function createMailLedger(options: ClaimOptions): MailLedger {
  const { ledger, officeKind, clock } = options;
  return {
    claim: async (input) => claimMails(options, input),
    settle: async (answers) => settleMails(options, answers),
    stopRelay: async (reason) =>
      stopRelay(ledger.db, { relay: officeKind, reason, at: clock.now() }),
  };
}
