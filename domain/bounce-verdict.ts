import type { RefusedBecause } from './mail-fate.js';
import { verdictOf } from './relay-verdict.js';
import type { About } from './relay-verdict.js';

/** What a delivery report (RFC 3464) says about a mail that a relay had taken. */
export interface DeliveryReport {
  readonly action: 'failed' | 'delayed';
  /** Enhanced status code (RFC 3463). */
  readonly status: string;
}

/** What a mail that came back says: of its address or mailbox the next contact is written to, of our mails a person looks. */
export interface BounceVerdict {
  readonly about: Extract<About, 'address' | 'mailbox' | 'policy'>;
  readonly why: RefusedBecause;
}

/**
 * On the way to another host that is down, cannot be found or takes no mail (RFC 3463 3.4 and 3.5), given up by the
 * relay after its days of trying (RFC 5321 4.5.4.1). Its own way out may have been down: it speaks against nobody.
 */
const NEVER_ARRIVED = /^[45]\.(?:4\.\d+|3\.[12])$/;

/** What a report means for the mail; null while the other server still tries (RFC 3464 2.3.3: delayed). */
export function bounceVerdict({ action, status }: DeliveryReport): BounceVerdict | null {
  if (action === 'delayed') return null;
  if (NEVER_ARRIVED.test(status)) return { about: 'policy', why: 'tooLong' };
  // 5.0.0 says nothing but "failed": the recipient alone is what is known to have failed.
  if (status.endsWith('.0.0')) return { about: 'address', why: 'refused' };
  // Given up is given up: a status that sounds passing (4.2.2, full for days) is final by now.
  const enhanced = `5${status.slice(1)}`;
  const { about } = verdictOf({ code: 550, enhanced, stage: 'recipient' });
  if (about === 'address') return { about, why: 'refused' };
  return about === 'mailbox' ? { about, why: 'mailbox' } : { about: 'policy', why: 'policy' };
}
