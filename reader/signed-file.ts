import type { PrintedDocument, SignedFile, UnreadText } from '../domain/signed-file.js';
import type { PlanDraft } from '../domain/schemas/plan-draft.js';
import { readBytes } from './main.js';
import { pdfSignatures } from './signatures/pdf-signatures.js';
import { UnreadableDocument } from './unreadable.js';
import type { RefusalCode } from './unreadable.js';

const LONGEST_NAME = 500;

/** What a `.pdf` that came as a signed document says of itself: its signatures, number, date, issuer and signer. */
export async function readSignedFile(bytes: Uint8Array): Promise<SignedFile> {
  const signatures = pdfSignatures(Buffer.from(bytes));
  try {
    const { draft } = await readBytes({ name: 'van-ban.pdf', bytes });
    return { signatures, printed: printedIn(draft.document), unread: null };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { signatures, printed: null, unread: WHY[error.code] ?? 'damaged' };
  }
}

const WHY: Partial<Record<RefusalCode, UnreadText>> = {
  SCANNED: 'scanned',
  NO_TEXT: 'scanned',
  ENCRYPTED: 'locked',
  SECRET: 'secret',
  TEXT_TOO_LONG: 'tooLong',
  TOO_LARGE: 'tooLong',
  TAKES_TOO_LONG: 'tooLong',
};

function printedIn(document: PlanDraft['document']): PrintedDocument {
  const { number, issuedOn, issuer, subject, signer } = document;
  return {
    number: cut(number),
    issuedOn,
    issuer: cut(issuer),
    subject: cut(subject),
    signer: cut(signer?.name ?? null),
  };
}

/** A damaged text layer may give whole pages where a name stands. */
function cut(text: string | null): string | null {
  return text === null ? null : text.slice(0, LONGEST_NAME);
}
