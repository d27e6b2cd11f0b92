import type { Instant } from '../day.js';
import type { Check } from './check.js';
import type { DoctorFacts, LedgerFacts } from './facts.js';
import { ledgerCheck, ledgerChecks } from './ledger-checks.js';
import { senderChecks } from './sender-checks.js';
import { addressChecks, relayCheck, returnedMailCheck, temporalCheck } from './way-checks.js';

/** What all looks found together. */
export interface Diagnosis {
  /** Whether what is due tomorrow will leave, and be right. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** Whether tomorrow's mails will leave and be right: every check with its sentence. */
export function diagnose(facts: DoctorFacts): Diagnosis {
  const checks = [
    ledgerCheck(facts),
    ...(facts.ledger === null ? [] : ledgerChecks(facts.now, facts.ledger)),
    temporalCheck(facts),
    relayCheck(facts),
    returnedMailCheck(facts),
    ...senderChecks(facts),
    ...addressChecks(facts),
  ];
  return { ok: checks.every(({ ok, stops }) => ok || !stops), checks };
}

/** Whether mail flows as far as the ledger can tell: what a monitor hears every minute. */
export function mailFlows(now: Instant, ledger: LedgerFacts): boolean {
  return (
    ledger.relayStanding === 'open' &&
    ledgerChecks(now, ledger).every(({ ok, stops: isGrave }) => ok || !isGrave)
  );
}
