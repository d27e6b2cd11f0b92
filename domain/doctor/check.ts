/** What is looked at, in the order in which it is told. */
export const CHECKS = [
  'ledger',
  'fence',
  'clock',
  'calendar',
  'workflows',
  'outbox',
  'backlog',
  'oldestUnsent',
  'backup',
  'drill',
  'recovery',
  'next24h',
  'temporal',
  'relay',
  'returnedMail',
  'spf',
  'dkim',
  'dmarc',
  'publicUrl',
] as const;
type CheckName = (typeof CHECKS)[number];

/** What one look found, in a sentence. */
export interface Check {
  readonly name: CheckName;
  readonly ok: boolean;
  readonly words: string;
  /** Whether, because of it, mails would not leave or be wrong. */
  readonly stops: boolean;
}

/** A check that found nothing. */
export function fine(name: CheckName, words: string): Check {
  return { name, ok: true, words, stops: false };
}

/** A check because of which mails would not leave or be wrong. */
export function stops(name: CheckName, words: string): Check {
  return { name, ok: false, words, stops: true };
}

/** A check that somebody should look at; mails leave all the same. */
export function warns(name: CheckName, words: string): Check {
  return { name, ok: false, words, stops: false };
}

/** A number as people write it. */
export function count(n: number): string {
  return n.toLocaleString('vi-VN');
}
