import { identityOf } from '../body-identity.js';

/** What tells one document from another. */
export interface PaperIdentity {
  readonly number: string | null;
  readonly issuedOn: string | null;
  readonly issuer: string | null;
}

/**
 * Whether two documents are likely one: the same number on the same day, by the same issuer where both name
 * theirs. Numbers begin anew at every office: two of them have a "15/KH-UBND" of one day.
 */
export function isSamePaper(one: PaperIdentity, other: PaperIdentity): boolean {
  const [number, same] = [bare(one.number), bare(other.number)];
  if (number === '' || number !== same) return false;
  if (one.issuedOn === null || one.issuedOn !== other.issuedOn) return false;
  const [issuer, its] = [bare(one.issuer), bare(other.issuer)];
  return issuer === '' || its === '' || identityOf(issuer) === identityOf(its);
}

function bare(words: string | null): string {
  return (words ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim().toLocaleLowerCase('vi');
}
