import { decimal, figureInText, vietnamese } from '../domain/decimal.js';
import { dayAt, minuteAt, type Day, type Instant } from '../domain/day.js';

// What XML 1.0 cannot carry: most control characters, lone surrogates, two non-characters.
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const DECIMAL = /^\d+(?:\.\d+)?$/;

/** The text in NFC, without the characters that make a Word or Excel file unreadable. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '').normalize('NFC');
}

/** The non-empty lines of a text, trimmed; runs of spaces folded into one. */
export function linesOf(text: string): string[] {
  return printable(text)
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .filter((line) => line !== '');
}

/** The text in capitals, Vietnamese letters included. */
export function capitals(text: string): string {
  return text.normalize('NFC').toLocaleUpperCase('vi');
}

/** "ngày 05 tháng 01 năm 2026": days below 10 and months 1 and 2 padded (NĐ 30/2020, Phụ lục I); dots when null. */
export function dateLine(on: Day | null): string {
  if (on === null) return 'ngày … tháng … năm …';
  const { year, month, dayOfMonth } = partsOf(on);
  return `ngày ${dayOfMonth} tháng ${month} năm ${year}`;
}

/** "05/01/2026", "29/6/2026": the same padding in figures. */
export function shortDate(on: Day): string {
  const { year, month, dayOfMonth } = partsOf(on);
  return `${dayOfMonth}/${month}/${year}`;
}

/** "14 giờ 00 ngày 08/7/2026", Việt Nam time. */
export function hourAndDay(moment: Instant): string {
  const minute = minuteAt(moment);
  const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0'));
  return `${clock.join(' giờ ')} ngày ${shortDate(dayAt(moment))}`;
}

/** A count in running text: whole numbers below 10 are padded ("07 đơn vị"), thousands get a point. */
export function countInText(count: number): string {
  return figureInText(decimal(String(count)));
}

/** A decimal with a point as mark ("1234.5") in Vietnamese style ("1.234,5"); any other text comes back unchanged. */
export function vietnameseNumber(text: string): string {
  return DECIMAL.test(text) ? vietnamese(decimal(text)) : text;
}

/** `part` of `whole` in percent with at most one decimal, "75,7%"; null when the whole is not positive. */
export function percentage(part: number, whole: number): string | null {
  if (whole <= 0) return null;
  return `${vietnameseNumber(String(Math.round((part * 1000) / whole) / 10))}%`;
}

/** Items as "- …;" lines of which the last ends with a point. */
export function dashedList(items: readonly string[]): string[] {
  return items.map((item, index) => {
    const bare = printable(item)
      .trim()
      .replace(/^-\s*/, '')
      .replace(/[;.]+$/, '');
    return `- ${bare}${index === items.length - 1 ? '.' : ';'}`;
  });
}

function partsOf(on: Day) {
  const [year = '', month = '', dayOfMonth = ''] = on.split('-');
  return { year, month: Number(month) <= 2 ? month : String(Number(month)), dayOfMonth };
}
