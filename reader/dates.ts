import { dayOf, type Day } from '../domain/day.js';
import { yearOfMonth, type KnownYears } from './due-context.js';

/** The named groups of a match. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** A number spelled out in brackets after its digits: "06 (sáu)". */
export const SPELLED = String.raw`(?:\s*\([^()\d]{1,30}\))?`;

/** How the first ten days of a month may be announced: "ngày mồng 5", "ngày mùng 10". */
export const FIRST_DAYS = String.raw`(?:m[ồù]ng\s+)?`;

const UNITS = ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
/** The days and months written in words, with their other spellings. */
const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, index) => [word, index + 1] as const),
  ['tư', 4],
  ['mười', 10],
  ...UNITS.map((word, index) => [`mười ${word}`, index + 11] as const),
  ['mười lăm', 15],
  ['hai mươi', 20],
  ...UNITS.map((word, index) => [`hai mươi ${word}`, index + 21] as const),
  ['hai mươi mốt', 21],
  ['hai mươi tư', 24],
  ['hai mươi lăm', 25],
  ['ba mươi', 30],
  ['ba mươi mốt', 31],
]);
/** The longer words first, so that "mười lăm" is not read as "mười". */
const WORDS = [...NUMBER_WORDS.keys()].sort((a, b) => b.length - a.length).join('|');

/**
 * Source of a pattern that reads a date: "04/7/2026", "31-10", "25.12.2017", "5/7/26", "15 tháng 5 năm
 * 2021", "06 (sáu) tháng 06 (sáu)", "mười lăm tháng sáu", "mùng 5 tháng 7"; groups day, month, year (which may be
 * missing). Not a part of a longer run of digits, so a telephone number is none.
 */
export function datePattern(name: string): string {
  return (
    String.raw`${FIRST_DAYS}(?:(?<![\d/.]\d?)(?<${name}D>\d{1,2})${SPELLED}\s*(?:[/.-]|tháng)\s*(?<${name}M>\d{1,2})${SPELLED}` +
    String.raw`|(?<!\p{L})(?<${name}Dw>\d{1,2}|${WORDS})\s+tháng\s+(?<${name}Mw>${WORDS})(?!\p{L}))` +
    String.raw`(?:(?:\s*[/.-]\s*|,?\s*năm\s*)(?<${name}Y>\d{4})|(?<=\d)[/.-](?<${name}Z>\d{2}))?(?!\d|[/.-]\d)`
  );
}

/** The day, month and year of the groups that `datePattern(name)` left; null when it did not match. */
export function printedDate(
  groups: Groups | undefined,
  name: string,
): { day: number; month: number; year: number | null } | null {
  const day = numberOf(groups?.[`${name}D`] ?? groups?.[`${name}Dw`]);
  const month = numberOf(groups?.[`${name}M`] ?? groups?.[`${name}Mw`]);
  if (!(day >= 1 && day <= 31 && month >= 1 && month <= 12)) return null;
  const short = groups?.[`${name}Z`];
  const year = groups?.[`${name}Y`] ?? (short === undefined ? undefined : `20${short}`);
  return { day, month, year: year === undefined ? null : Number(year) };
}

/** Source of a pattern that reads how many days or hours: "05", "mười", "hai mươi bốn". */
export const COUNT = String.raw`(?:\d{1,3}|(?<!\p{L})(?:(?:(?:hai|ba|bốn|năm|sáu|bảy|tám|chín) mươi|mười)(?: (?:một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín))?|một|hai|ba|bốn|năm|sáu|bảy|tám|chín))`;

/** A printed number, in digits or words; NaN when there is none. */
export function numberOf(text: string | undefined): number {
  return NUMBER_WORDS.get(text ?? '') ?? Number(text ?? NaN);
}

/** The day of a printed date, with the year that the document gives its month where none is printed; null when neither knows it. */
export function resolved(
  printed: { day: number; month: number; year: number | null } | null,
  years: KnownYears,
): Day | null {
  if (printed === null) return null;
  const year = printed.year ?? yearOfMonth(years, printed.month);
  return year === null ? null : dayOf(year, printed.month, printed.day);
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };

/** 1 to 4 of "III" or "3", else null. */
export function quarterOf(text: string | undefined): number | null {
  const quarter = ROMAN[text ?? ''] ?? Number(text ?? NaN);
  return quarter >= 1 && quarter <= 4 ? quarter : null;
}

/** Source of a pattern that reads an hour: "16h00", "16 giờ 30 phút", "16g30", "10h00'", "16:30", "2 giờ chiều". */
export const HOUR = String.raw`(?<h>\d{1,2})\s*(?:giờ|h|g|:|\.(?=\d{2},? (?:ngày|thứ|chủ nhật)))\s*(?:(?<min>\d{2})(?!\d|/)\s*(?:phút|')?\s*)?(?:(?<half>sáng|trưa|chiều|tối)(?!\p{L}))?`;

/** "16:05" of the groups that HOUR left, "2 giờ chiều" being 14:00 and 24:00 the end of the day; null when it is no time of day. */
export function timeOf(groups: Groups): string | null {
  const printed = Number(groups['h'] ?? NaN);
  const minute = Number(groups['min'] ?? 0);
  const afternoon = groups['half'] === 'chiều' || groups['half'] === 'tối';
  const hour = afternoon && printed < 12 ? printed + 12 : printed;
  if (!(hour * 60 + minute <= 24 * 60 && minute < 60)) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** Source of a pattern that reads the weekday that may stand with a date: "thứ Sáu, ", "(thứ 6) ", "thứ Hai (". */
export const WITH_WEEKDAY = String.raw`(?:\(?(?:thứ\s+(?:\p{L}+|[2-7])|chủ nhật)\)?,?\s*\(?)?`;

/** Source of a pattern without its named groups, for a pattern that reads several of them. */
export function withoutGroups(source: string): string {
  return source.replaceAll(/\?<\w+>/gu, '?:');
}
