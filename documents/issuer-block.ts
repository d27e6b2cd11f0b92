import type { Day } from '../domain/day.js';
import type { IssuerBlock } from './issuer-shapes.js';
import { capitals, dateLine, printable } from './text.js';

/** "Số: 05/BC-UBND", or "Số:        /BC-UBND" as long as there is no number. */
export function numberLine(given: { issuer: IssuerBlock; number: string | null }): string {
  return `Số: ${numberAndSymbol(given)}`;
}

/** "05/BC-UBND", or room for the number before the symbol as long as there is none. */
export function numberAndSymbol({
  issuer,
  number,
}: {
  issuer: IssuerBlock;
  number: string | null;
}): string {
  const symbol = printable(issuer.docSymbol);
  if (number === null || number.trim() === '') return `       /${symbol}`;
  const given = printable(number).trim();
  if (given.includes('/')) return given;
  return `${/^\d$/.test(given) ? `0${given}` : given}/${symbol}`;
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
