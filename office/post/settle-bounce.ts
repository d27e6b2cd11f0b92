import { sql } from 'kysely';
import type { Instant } from '../../domain/day.js';
import { bounceVerdict } from '../../domain/bounce-verdict.js';
import type { DeliveryReport } from '../../domain/bounce-verdict.js';
import type { Ledger } from '../scope.js';
import { legibleText } from './legible.js';
import type { OfficeKind } from './relay-state.js';
import { weighLatestAnswers } from './weigh-answers.js';

/** A delivery report that came to the return path of one of our mails. */
export interface TokenedReport extends DeliveryReport {
  /** The part of our mail's Message-ID before the @, proved by the token of its envelope. */
  readonly messageHash: string;
  /** The other server's own words, or null. */
  readonly diagnostic: string | null;
}

/**
 * Records that a mail which a relay had taken came back: it is `bounced` and why, what was said is kept, and
 * its contact is marked and the next one written to where the answer is about the address or its mailbox.
 * Answers false for a mail that is not there, not sent, or came back before.
 */
export async function settleBounce(
  ledger: Ledger,
  { officeKind, realNow }: { readonly officeKind: OfficeKind; readonly realNow: Instant },
  report: TokenedReport,
): Promise<boolean> {
  const verdict = bounceVerdict(report);
  if (verdict === null) return false;
  const key = `550 ${report.status}`;
  const response = legibleText(`${key} ${report.diagnostic ?? ''}`.trim()).slice(0, 500);
  const reachesNobody = verdict.about !== 'policy';
  const { rows } = await sql<{ id: string }>`
    with bounced as (
      update message m
         set state = 'bounced', why = ${verdict.why},
             response = ${response}, refusal = ${key}, refusal_about = ${verdict.about},
             answered_at = clock_timestamp(),
             mark_due = ${reachesNobody} and m.contact_id is not null
        from office o
       where o.id = m.office_id and o.kind = ${officeKind}
         and m.header_id = ${report.messageHash} || '@' || o.email_domain
         and m.state in ('sent', 'doubtful')
      returning m.office_id, m.id
    ), kept as (
      insert into mail_try (office_id, message_id, response)
      select office_id, id, ${response} from bounced
    )
    select id from bounced`.execute(ledger.db);
  if (rows.length === 0) return false;
  await weighLatestAnswers(ledger, { officeKind, realNow, answered: rows.map(({ id }) => id) });
  return true;
}
