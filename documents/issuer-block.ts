import { type Day } from '../domain/day.js';
import { capitals, dateLine, printable } from './text.js';

/** Who issues a paper, as the plan says it; every name is written as in a sentence, capitals are set by the layout. */
export interface IssuerBlock {
  readonly governingBody: string | null;
  /** "Ủy ban nhân dân tỉnh Sông Hương". */
  readonly issuingBody: string;
  readonly placeOfIssue: string;
  /** What follows the number: "BC-UBND", "CAT-PV01". */
  readonly docSymbol: string;
  /** ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]. */
  readonly signingCapacity: readonly string[];
  readonly signerName: string | null;
  /** Nơi nhận without "Như trên", which the layout puts first. */
  readonly distribution: readonly string[];
}

/** What the document office enters after signing; null leaves the place visibly blank (NĐ 30/2020, Điều 15). */
export interface Registration {
  readonly number: string | null;
  readonly issuedOn: Day | null;
}

/** "Số: 05/BC-UBND", or "Số:        /BC-UBND" as long as there is no number. */
export function numberLine({
  issuer,
  number,
}: {
  issuer: IssuerBlock;
  number: string | null;
}): string {
  const symbol = printable(issuer.docSymbol);
  if (number === null || number.trim() === '') return `Số:        /${symbol}`;
  const given = printable(number).trim();
  if (given.includes('/')) return `Số: ${given}`;
  return `Số: ${/^\d$/.test(given) ? `0${given}` : given}/${symbol}`;
}

/** "Sông Hương, ngày 05 tháng 01 năm 2026", with dots for a date that is not given yet. */
export function placeAndDate({
  issuer,
  issuedOn,
}: {
  issuer: IssuerBlock;
  issuedOn: Day | null;
}): string {
  return `${printable(issuer.placeOfIssue)}, ${dateLine(issuedOn)}`;
}

/** The issuing body in capitals; a people's committee breaks before the name of its unit, as its letterheads do. */
export function issuerLines(issuingBody: string): string[] {
  const name = capitals(printable(issuingBody)).trim();
  const committee = /^(ỦY|UỶ) BAN NHÂN DÂN(?= )/.exec(name);
  if (committee === null) return name.split('\n');
  return [committee[0], name.slice(committee[0].length).trim()];
}
