import { sql } from 'kysely';
import type { MailLedger } from '../../activities/ledger-port.js';
import { claimMails } from './claim-mails.js';
import type { ClaimOptions } from './claim-mails.js';
import { peopleCrowd } from './people-crowd.js';
import { mailSettler } from './settle-mails.js';

/** The mails of the ledger as lanes see them. */
export function createMailLedger(options: ClaimOptions): MailLedger {
  return {
    claim: async (input) => claimMails(options, input),
    begin: async ({ lane, messageIds }) => {
      const { rows } = await sql<{ id: string }>`
        update message set begun = true
         where lease_by = ${lane} and state = 'sending' and id = any(${[...messageIds]}::uuid[])
        returning id`.execute(options.ledger.db);
      return rows.map(({ id }) => id);
    },
    crowded: async () => peopleCrowd(options.ledger.db),
    settle: mailSettler(options),
    renew: async ({ lane, leaseMs }) => {
      // By the name of the lane alone: what nobody has taken over is held still, whatever the clock says.
      const { rows } = await sql<{ id: string }>`
        update message
           set lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond',
               suspected_at = null
         where lease_by = ${lane} and state = 'sending'
        returning id`.execute(options.ledger.db);
      return rows.map(({ id }) => id);
    },
  };
}
