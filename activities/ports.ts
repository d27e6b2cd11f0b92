import type { Instant } from '../domain/day.js';

/** One e-mail ready to leave; addresses are already checked. */
export interface OutgoingMail {
  /** Without angle brackets; constant over all tries of one message. */
  readonly messageId: string;
  readonly from: MailAddress;
  readonly to: { readonly name: string | null; readonly address: string };
  readonly replyTo: MailAddress | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly ics: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string } | null;
  readonly attachments: readonly MailAttachment[];
  readonly headers: Readonly<Record<string, string>>;
}

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

export interface MailAttachment {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/**
 * What became of one try: `retry` is known not to have been taken, `unknown` may have been
 * (the connection died after DATA, RFC 1047).
 */
export type MailVerdict =
  | { readonly kind: 'sent'; readonly response: string }
  | { readonly kind: 'refused'; readonly response: string }
  | { readonly kind: 'retry'; readonly response: string; readonly afterMs: number }
  | { readonly kind: 'loginRefused'; readonly response: string }
  | { readonly kind: 'unknown'; readonly response: string };

export interface MailTransport {
  send(mail: OutgoingMail, signal: AbortSignal): Promise<MailVerdict>;
  close(): Promise<void>;
}

/** The real clock; business time of a rehearsal comes from its office row instead. */
export interface Clock {
  now(): Instant;
}
