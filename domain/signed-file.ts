import type { Day, Instant } from './day.js';

/** What a file that came as the signed document says of itself. */
export interface SignedFile {
  /** In the order in which they were set; none in a scanned page or a draft. */
  readonly signatures: readonly FileSignature[];
  /** What its text prints; null where it cannot be read, and `unread` says why. */
  readonly printed: PrintedDocument | null;
  readonly unread: UnreadText | null;
}

/** Why the text of a file was not read; `busy`: too many were being read. */
export type UnreadText = 'scanned' | 'locked' | 'damaged' | 'secret' | 'tooLong' | 'busy';

/** Head and foot of a document as printed. */
export interface PrintedDocument {
  readonly number: string | null;
  readonly issuedOn: Day | null;
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly signer: string | null;
}

/** One electronic signature in a file, worked out over the bytes it covers. */
export interface FileSignature {
  /**
   * `weak`: by a digest that proves nothing any more; `unknown`: by a way that is not known here;
   * `unreadable`: the place of a signature without one.
   */
  readonly state: 'intact' | 'changed' | 'weak' | 'unknown' | 'unreadable';
  /** Of a person or an office, or only of a moment (a time stamp over the file). */
  readonly kind: 'signature' | 'timeStamp';
  /** Whose, as the certificate says; who issued the certificate is not asked. */
  readonly name: string | null;
  readonly organisation: string | null;
  readonly issuer: string | null;
  /** The certificate was made by its own holder. */
  readonly isSelfMade: boolean;
  readonly signedAt: Instant | null;
  /** Who says when: a time stamp, or the signer's own machine. */
  readonly timeFrom: 'timeStamp' | 'signer' | null;
  /** Whether the certificate was in its time then; null where no time is known. */
  readonly wasInTime: boolean | null;
  /** What stands behind what it covers: nothing, later signatures, or something that nobody signed. */
  readonly behind: 'nothing' | 'signed' | 'unsigned';
}
