import type { Instant } from '../domain/day.js';
import type { Reply } from '../domain/relay-verdict.js';

/** One e-mail ready to leave; addresses are already checked. */
export interface OutgoingMail {
  /** Without angle brackets; constant over all tries of one message. */
  readonly messageId: string;
  readonly from: MailAddress;
  /** Where its bounces go, the sender of the envelope (RFC 5321 2.3.1); without one `from`. */
  readonly returnPath?: string | null;
  readonly to: { readonly name: string | null; readonly address: string };
  readonly replyTo: MailAddress | null;
  readonly subject: string;
  readonly text: MailText;
  readonly html: MailText;
  /** Entries for the recipient's calendar, each an object of its own: one never speaks of two (RFC 5546 3.2.2). */
  readonly ics: readonly CalendarPart[];
  readonly attachments: readonly MailAttachment[];
  readonly headers: Readonly<Record<string, string>>;
  /** It goes to the built-in mailbox and nowhere else: its office is still being prepared. */
  readonly inside?: true;
}

export interface CalendarPart {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: MailText;
}

/**
 * A text of which many mails share all but a few words: `shared[0] own[0] shared[1] … shared[n]`. Mails of
 * one wave hold the same array `shared`, so that it is written and encoded once.
 */
export interface SharedText {
  readonly shared: readonly string[];
  readonly own: readonly string[];
}

export type MailText = string | SharedText;

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

export interface MailAttachment {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** What became of one try, as the transport saw it; what follows from it is the ledger's to decide. */
export type MailVerdict =
  | { readonly kind: 'sent'; readonly response: string }
  /** The relay answered and did not take it. */
  | {
      readonly kind: 'answered';
      readonly response: string;
      readonly reply: Reply;
      readonly conversation: string | null;
    }
  /** Nobody answered, and nothing was handed over. */
  | {
      readonly kind: 'unreachable';
      readonly response: string;
      readonly conversation: string | null;
    }
  /** The recipient's address cannot stand in an envelope. */
  | { readonly kind: 'unusable'; readonly response: string }
  /** The mail cannot be written, for no fault of its recipient. */
  | { readonly kind: 'unwritable'; readonly response: string }
  /** The line died after the whole mail was handed over: it may have arrived (RFC 1047). */
  | { readonly kind: 'unknown'; readonly response: string; readonly conversation: string | null }
  /** The mail was not begun. */
  | { readonly kind: 'notTried'; readonly response: string };

/** Sends mail; a send that has begun is never cut off, and `close` waits for those under way. */
export interface MailTransport {
  /** Asks `mayBegin` the moment before the mail is handed over; told no, it is `notTried`. */
  send(mail: OutgoingMail, mayBegin?: () => Promise<boolean>): Promise<MailVerdict>;
  close(): Promise<void>;
}

/** The real clock; business time of a rehearsal comes from its office row instead. */
export interface Clock {
  now(): Instant;
}
