// Advance widths of Times Bold in thousandths of the type size; Times New Roman has the same.
const CAPITALS = [
  722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556,
  667, 722, 722, 1000, 722, 722, 667,
];
const SMALL = [
  500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389,
  333, 556, 500, 722, 500, 500, 444,
];
const OTHERS: Readonly<Record<string, number>> = {
  ' ': 250,
  '-': 333,
  ',': 250,
  '.': 250,
  ';': 333,
  ':': 333,
  '/': 278,
  '(': 333,
  ')': 333,
};
const COMBINING = /\p{M}/gu;
const TWIPS_PER_POINT = 20;

/** About how wide a line of bold Times New Roman runs, in twips: rules are drawn in proportion to their text. */
export function boldTextWidth(text: string, points: number): number {
  const letters = text
    .normalize('NFD')
    .replace(COMBINING, '')
    .replace(/Đ/g, 'D')
    .replace(/đ/g, 'd');
  const thousandths = [...letters].reduce((sum, letter) => sum + widthOf(letter), 0);
  return Math.round((thousandths * points * TWIPS_PER_POINT) / 1000);
}

function widthOf(letter: string): number {
  const code = letter.charCodeAt(0);
  return CAPITALS[code - 65] ?? SMALL[code - 97] ?? OTHERS[letter] ?? 500;
}
