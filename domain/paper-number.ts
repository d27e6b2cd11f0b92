import type { Day } from './day.js';
import { refuse, ok } from './result.js';
import type { Result } from './result.js';

/** What the clerk enters of a paper, and what it is held against. */
export interface GivenNumber {
  readonly number: string;
  readonly issuedOn: Day;
  /** What follows the number on the paper: "BC-UBND". */
  readonly symbol: string;
  /** The clerk says that another symbol is right. */
  readonly otherSymbol: boolean;
  /** The day of the plan or of the approval, whichever is later. */
  readonly notBefore: Day | null;
}

/**
 * A number as it stands in the register, whole: "5" of a paper "…/BC-UBND" is "05/BC-UBND". Another symbol
 * than the paper's own has to be meant, and no paper is older than what it rests on.
 */
export function wholeNumber(
  given: GivenNumber,
): Result<string, 'NUMBER_MISSING' | 'NUMBER_SYMBOL' | 'NUMBER_EARLY'> {
  const number = given.number.trim();
  if (number === '') return refuse('NUMBER_MISSING');
  const { symbol, notBefore } = given;
  if (notBefore !== null && given.issuedOn < notBefore) {
    return refuse('NUMBER_EARLY', { day: notBefore });
  }
  if (symbol === '') return ok(number);
  if (!number.includes('/')) {
    if (!/^\d+[a-zđ]?$/iu.test(number)) return refuse('NUMBER_SYMBOL', { symbol, number });
    return ok(`${number.padStart(2, '0')}/${symbol}`);
  }
  const own = number.slice(number.indexOf('/') + 1);
  return given.otherSymbol || alike(own) === alike(symbol)
    ? ok(number)
    : refuse('NUMBER_SYMBOL', { symbol, number });
}

function alike(symbol: string): string {
  return symbol.normalize('NFC').replace(/\s+/gu, '').toUpperCase();
}
