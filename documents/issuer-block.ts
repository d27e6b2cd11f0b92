import type { Day } from '../domain/day.js';
import type { IssuerBlock } from './issuer-shapes.js';
import { ISSUER_WIDTH, SIZE } from './official-layout.js';
import { boldTextWidth } from './text-width.js';
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

/** What a head writes in full, however short the office says it (NĐ 30/2020, Phụ lục I, phần II, mục 2). */
const IN_FULL: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}\d])UBND(?![\p{L}\d])/gu, 'ỦY BAN NHÂN DÂN'],
  [/(?<![\p{L}\d])HĐND(?![\p{L}\d])/gu, 'HỘI ĐỒNG NHÂN DÂN'],
];

/** The issuing body in capitals and in full; a people's committee breaks before the name of its unit, as its letterheads do, a long name into two lines. */
export function issuerLines(issuingBody: string): string[] {
  const name = IN_FULL.reduce(
    (written, [short, full]) => written.replace(short, full),
    capitals(printable(issuingBody)).trim(),
  );
  const committee = /^(?:CHỦ TỊCH )?(?:ỦY|UỶ) BAN NHÂN DÂN(?= )/.exec(name);
  const parts =
    committee === null ? name.split('\n') : [committee[0], name.slice(committee[0].length).trim()];
  return parts.flatMap(inEvenLines);
}

/** A name too long for one line in two, best parted at "và" or a comma; no word stands alone below. One too long for two is left to the layout. */
function inEvenLines(name: string): string[] {
  const widthOf = (text: string) => boldTextWidth(text, SIZE.issuer);
  if (widthOf(name) <= ISSUER_WIDTH) return [name];
  const words = name.split(' ');
  const [best] = words
    .slice(1)
    .map((_, index) => [words.slice(0, index + 1), words.slice(index + 1)] as const)
    .map(([above, below]) => {
      const lines = [above.join(' '), below.join(' ')];
      const pause = below[0] === 'VÀ' ? 2 : Number((above.at(-1) ?? '').endsWith(','));
      return { lines, pause, width: Math.max(...lines.map(widthOf)) };
    })
    .filter(({ width }) => width <= ISSUER_WIDTH)
    .sort((a, b) => b.pause - a.pause || a.width - b.width);
  return best?.lines ?? [name];
}
