import type { Verdict } from './relay-verdict.js';

/** What became of one try of one mail. */
export type TryOutcome =
  | { readonly kind: 'sent' }
  /** The relay answered and did not take it. */
  | { readonly kind: 'answered'; readonly verdict: Verdict; readonly namedMs: number | null }
  /** Nobody answered, and nothing was handed over. */
  | { readonly kind: 'unreachable' }
  /** The address cannot stand in an envelope (RFC 5321 4.1.2). */
  | { readonly kind: 'unusable' }
  /** The mail cannot be written, for no fault of its recipient. */
  | { readonly kind: 'unwritable' }
  /** The line died after the whole mail was handed over: it may have arrived (RFC 1047). */
  | { readonly kind: 'unknown' }
  /** The lane ended before the mail was begun. */
  | { readonly kind: 'notTried' };

/** What is known of a mail besides. */
export interface TriedMail {
  /** A letter: it never goes twice without a person's word. */
  readonly formal: boolean;
  /** Tries so far, this one included. */
  readonly attempts: number;
  /** Tries that ended without an answer, this one not included. */
  readonly unanswered: number;
  /** How long this mail has been refused in turn; 0 at the first refusal. */
  readonly failingForMs: number;
  /** How long its mailbox has taken nothing, over all mails; 0 at the first refusal. */
  readonly mailboxFailingForMs: number;
}

/** What happens to the mail: gone, given up and why, before a person, or to be tried again. */
export type Fate =
  | { readonly state: 'sent' }
  | { readonly state: 'refused'; readonly why: RefusedBecause; readonly mark: Mark }
  | { readonly state: 'doubtful'; readonly why: 'noAnswer' | 'notComposed' }
  /** `afterMs` 0: as soon as its relay is tried again. */
  | { readonly state: 'planned'; readonly why: string | null; readonly afterMs: number };

/**
 * What a mail that was given up says against its contact: that it cannot be reached, the same as long as others are
 * taken at this time, or nothing. Of a contact that cannot be reached the next one is written to.
 */
export type Mark = 'certain' | 'suspected' | null;

export type RefusedBecause = 'refused' | 'mailbox' | 'policy' | 'tooLong';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** RFC 5321 4.5.4.1: give up after four to five days. */
const GIVE_UP_MS = 5 * DAY;
/** A mailbox that has been full for so long is not read: the next contact is written to. */
const MAILBOX_PATIENCE_MS = 3 * DAY;
const MAILBOX_WAITS: readonly number[] = [HOUR, 4 * HOUR, 12 * HOUR];
/** A lasting refusal that is not about the address may be a rule somebody mends; a few looks tell. */
const POLICY_WAITS: readonly number[] = [15 * MINUTE, HOUR, 4 * HOUR];
const TIME_WAITS: readonly number[] = [
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
];
/** A mail without an answer is tried once more after a minute: its relay may have stumbled just then. */
const UNANSWERED_WAIT_MS = MINUTE;

/** What becomes of a mail after one try. */
export function fateOf(outcome: TryOutcome, mail: TriedMail): Fate {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent' };
    case 'notTried':
      return { state: 'planned', why: null, afterMs: 0 };
    case 'unreachable':
      return { state: 'planned', why: 'relayAway', afterMs: 0 };
    case 'unusable':
      return { state: 'refused', why: 'refused', mark: 'certain' };
    case 'unwritable':
      // It would fail the same way again: a person looks at it.
      return { state: 'doubtful', why: 'notComposed' };
    case 'unknown':
      // One further copy at most, under the same Message-ID; of a letter none.
      return mail.formal || mail.unanswered >= 1
        ? { state: 'doubtful', why: 'noAnswer' }
        : { state: 'planned', why: 'noAnswer', afterMs: UNANSWERED_WAIT_MS };
    case 'answered':
      return fateOfAnswer(outcome, mail);
  }
}

function fateOfAnswer(
  { verdict, namedMs }: Extract<TryOutcome, { kind: 'answered' }>,
  mail: TriedMail,
): Fate {
  switch (verdict.about) {
    case 'address':
      return { state: 'refused', why: 'refused', mark: 'suspected' };
    case 'relay':
      return { state: 'planned', why: 'relayBusy', afterMs: 0 };
    case 'mailbox':
      return mail.mailboxFailingForMs >= MAILBOX_PATIENCE_MS
        ? { state: 'refused', why: 'mailbox', mark: 'certain' }
        : { state: 'planned', why: 'mailbox', afterMs: namedMs ?? nth(MAILBOX_WAITS, mail) };
    case 'policy':
      if (!verdict.lasting) return laterOrNever({ verdict, namedMs, mail });
      return mail.attempts > POLICY_WAITS.length
        ? { state: 'refused', why: 'policy', mark: null }
        : { state: 'planned', why: 'policy', afterMs: nth(POLICY_WAITS, mail) };
    case 'time':
      return laterOrNever({ verdict, namedMs, mail });
  }
}

/** A name that was put off for days while others were taken is as good as none: its mails go to the next contact. */
function laterOrNever({
  verdict,
  namedMs,
  mail,
}: {
  readonly verdict: Verdict;
  readonly namedMs: number | null;
  readonly mail: TriedMail;
}): Fate {
  return mail.failingForMs >= GIVE_UP_MS
    ? { state: 'refused', why: 'tooLong', mark: verdict.ofRecipient ? 'suspected' : null }
    : { state: 'planned', why: 'relayBusy', afterMs: namedMs ?? nth(TIME_WAITS, mail) };
}

function nth(waits: readonly number[], { attempts }: TriedMail): number {
  return waits[Math.min(Math.max(attempts, 1), waits.length) - 1] ?? 0;
}
