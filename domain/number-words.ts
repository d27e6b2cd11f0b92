import type { Decimal } from './decimal.js';

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
/** Groups of three digits from the right. */
const GROUPS = ['', 'nghìn', 'triệu', 'tỷ', 'nghìn tỷ'];

/** A number in Vietnamese words: 7385 → "bảy nghìn ba trăm tám mươi lăm", 7,385 → "bảy phẩy ba trăm tám mươi lăm". */
export function numberInWords(value: Decimal): string {
  const [whole = '0', fraction] = value.split('.');
  if (fraction === undefined) return wholeInWords(whole);
  const zeros = /^0*/.exec(fraction)?.[0].length ?? 0;
  const rest = fraction.slice(zeros);
  const after = [...Array.from({ length: zeros }, () => 'không'), wholeInWords(rest)];
  return `${wholeInWords(whole)} phẩy ${after.join(' ')}`;
}

function wholeInWords(digits: string): string {
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) {
    groups.unshift(digits.slice(Math.max(0, end - 3), end));
  }
  const words = groups.flatMap((group, index) => {
    if (Number(group) === 0) return [];
    const name = GROUPS[groups.length - 1 - index] ?? '';
    return [groupInWords(group), ...(name === '' ? [] : [name])];
  });
  return words.length === 0 ? 'không' : words.join(' ');
}

function groupInWords(group: string): string {
  const isInner = group.length === 3;
  const [hundreds = 0, tens = 0, ones = 0] = [...group.padStart(3, '0')].map(Number);
  const words: string[] = [];
  if (isInner || hundreds > 0) words.push(DIGITS[hundreds] ?? '', 'trăm');
  if (tens === 1) words.push('mười');
  else if (tens > 1) words.push(DIGITS[tens] ?? '', 'mươi');
  else if (ones > 0 && words.length > 0) words.push('linh');
  if (ones > 0) words.push(oneAfter(tens, ones));
  return words.join(' ');
}

/** Twenty-one is "hai mươi mốt", fifteen "mười lăm". */
function oneAfter(tens: number, ones: number): string {
  if (ones === 1 && tens > 1) return 'mốt';
  if (ones === 5 && tens > 0) return 'lăm';
  return DIGITS[ones] ?? '';
}
