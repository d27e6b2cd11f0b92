import type { Day } from '../day.js';
import { checkSignedDocument } from '../signed-document.js';
import type { SignedDocumentCheck } from '../signed-document.js';
import type { SignedFile } from '../signed-file.js';
import type { IncomingRow } from './incoming-rows.js';
import { matchRegister } from './match-register.js';
import type { MatchedRow, RegisterFacts } from './match-register.js';

/** So many go up in one part, and so many are looked at together. */
export const SIGNED_FILES_A_PART = 5;
export const MOST_SIGNED_FILES = 200;

/** A signed document brought by hand, as if it were a line of the register. */
export interface MatchedFile extends MatchedRow {
  readonly check: SignedDocumentCheck;
}

/**
 * Matches signed documents with the duties whose document they may be, all arrived on one day: sender, number,
 * date and subject as their text prints them, the sender of a scan as its office's certificate names it. What
 * nobody signed, or was changed since, is not sure.
 */
export function matchSignedFiles(
  files: readonly SignedFile[],
  { facts, arrivedOn }: { readonly facts: RegisterFacts; readonly arrivedOn: Day },
): readonly MatchedFile[] {
  const rows = files.map((file, n) => rowOf(file, { line: n + 1, arrivedOn }));
  const awaited = new Map(facts.awaited.map((one) => [one.obligationId, one]));
  return matchRegister(rows, facts).map((matched, n) => {
    const file = files[n] ?? NOTHING;
    const claimed = awaited.get(matched.obligationId ?? '');
    const check = checkSignedDocument(file, {
      documentNumber: claimed?.number ?? null,
      documentDate: claimed?.issuedOn ?? null,
      signer: claimed?.signer ?? null,
    });
    const isChanged = check.verdict === 'bad';
    const isSigned = file.signatures.some(({ state }) => state === 'intact');
    if (matched.verdict !== 'sure' && matched.verdict !== 'likely') return { ...matched, check };
    if (isChanged) {
      return { ...matched, check, verdict: 'doubtful', why: [...matched.why, 'changedFile'] };
    }
    if (isSigned) {
      return { ...matched, check, verdict: check.verdict === 'look' ? 'likely' : matched.verdict };
    }
    return { ...matched, check, verdict: 'likely', why: [...matched.why, 'unsignedFile'] };
  });
}

const NOTHING: SignedFile = { signatures: [], printed: null, unread: 'damaged' };

/** The line that a document would have in the register. */
function rowOf(
  { printed, signatures }: SignedFile,
  { line, arrivedOn }: { readonly line: number; readonly arrivedOn: Day },
): IncomingRow {
  const [certified] = signatures.flatMap(({ kind, state, name, organisation }) =>
    kind === 'signature' && state === 'intact' ? [organisation ?? name ?? ''] : [],
  );
  return {
    line,
    arrivalNumber: '',
    arrivedOn,
    number: printed?.number ?? '',
    issuedOn: printed?.issuedOn ?? null,
    sender: printed?.issuer ?? certified ?? '',
    subject: printed?.subject ?? '',
  };
}
