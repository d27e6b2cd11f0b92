/** What makes a figure inexact, as offices write it before the number. */
const INEXACT = /^(khoảng|chừng|gần|trên|hơn|dưới|ước(?: tính| đạt)?|xấp xỉ|>|<|≈|~)\s*(?=\d)/iu;

/** What is said of a total whose parts are not all exact, whatever word each of them had. */
export const ABOUT = 'khoảng';

/** A figure as typed, with the word that makes it inexact apart: "khoảng 1.500" is "1.500" and "khoảng". */
export function partedFigure(typed: string): {
  readonly number: string;
  /** Null for an exact figure. */
  readonly word: string | null;
} {
  const text = typed.normalize('NFC').trim();
  const word = INEXACT.exec(text)?.[1] ?? null;
  if (word === null) return { number: text, word };
  return { number: text.slice(INEXACT.exec(text)?.[0].length ?? 0), word: word.toLowerCase() };
}

/** The figure with its word again, as it is typed and printed. */
export function joinedFigure(number: string, word: string | null): string {
  return word === null ? number : `${word} ${number}`;
}

/** How many agencies gave a figure that is not exact, as a note beside the total; null for none. */
export function approximateNote(agencies: number): string | null {
  return agencies === 0
    ? null
    : `Gồm số ước chừng của ${String(agencies).padStart(2, '0')} cơ quan, đơn vị`;
}
