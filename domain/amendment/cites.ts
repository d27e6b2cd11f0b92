import type { Day } from '../day.js';

/** Whether a text cites a document by its number and its day, as "Kế hoạch số 15/KH-UBND ngày 10/6/2026" or "… ngày 10 tháng 6 năm 2026". */
export function cites(
  text: string,
  { number, issuedOn }: { readonly number: string | null; readonly issuedOn: Day | null },
): boolean {
  if (number === null || number.trim() === '' || issuedOn === null) return false;
  const plain = text.normalize('NFC').replace(/\s+/gu, ' ');
  const wanted = number.normalize('NFC').replace(/\s+/gu, '').toLocaleLowerCase('vi');
  const words = plain.replace(/ ?([/.-]) ?/gu, '$1').toLocaleLowerCase('vi');
  const [year = '', month = '', on = ''] = issuedOn.split('-').map(Number).map(String);
  const day = new RegExp(
    `(?<!\\d)0?${on}(?:[/.-]0?${month}[/.-]${year}| tháng 0?${month} năm ${year})(?!\\d)`,
    'u',
  );
  for (let from = words.indexOf(wanted); from >= 0; from = words.indexOf(wanted, from + 1)) {
    const isWhole =
      !/\d/u.test(words.charAt(from - 1)) && !/[\p{L}\d]/u.test(words.charAt(from + wanted.length));
    // The day stands behind the number, within what a citation may say between them.
    if (isWhole && day.test(words.slice(from + wanted.length, from + wanted.length + 60)))
      return true;
  }
  return false;
}
