import { verdictOf } from './relay-verdict.js';
import type { Verdict } from './relay-verdict.js';

/** What a delivery report (RFC 3464) says about a mail that a relay had taken. */
export interface DeliveryReport {
  readonly action: 'failed' | 'delayed';
  /** Enhanced status code (RFC 3463). */
  readonly status: string;
}

/** What a report means for the mail; null while the other server still tries (RFC 3464 2.3.3: delayed). */
export function bounceVerdict({ action, status }: DeliveryReport): Verdict | null {
  if (action === 'delayed') return null;
  // Given up is given up: a status that sounds passing (4.2.2, full for days) is final by now.
  const enhanced = `5${status.slice(1)}`;
  const verdict = verdictOf({ code: 550, enhanced, stage: 'recipient' });
  // 5.0.0 says nothing but "failed": the recipient alone is what is known to have failed.
  return status.endsWith('.0.0') ? { ...verdict, about: 'address' } : verdict;
}
