import { dayOf, type Day } from '../domain/day.js';

/** A number spelled out in brackets after its digits: "06 (sáu)". */
const SPELLED = String.raw`(?:\s*\([^()\d]{1,30}\))?`;

/**
 * Source of a pattern that reads a date: "04/7/2026", "31-10", "25.12.2017", "15 tháng 5 năm 2021",
 * "06 (sáu) tháng 06 (sáu)"; groups day, month, year (which may be missing). Not a part of a longer
 * run of digits, so a telephone number is none.
 */
export function datePattern(name: string): string {
  return (
    String.raw`(?<![\d/.]\d?)(?<${name}D>\d{1,2})${SPELLED}\s*(?:[/.-]|tháng)\s*(?<${name}M>\d{1,2})${SPELLED}` +
    String.raw`(?:(?:\s*[/.-]\s*|,?\s*năm\s*)(?<${name}Y>\d{4}))?(?!\d|[/.-]\d)`
  );
}

/** The day, month and year of the groups that `datePattern(name)` left; null when it did not match. */
export function printedDate(
  groups: Readonly<Record<string, string | undefined>> | undefined,
  name: string,
): { day: number; month: number; year: number | null } | null {
  const day = Number(groups?.[`${name}D`] ?? NaN);
  const month = Number(groups?.[`${name}M`] ?? NaN);
  if (!(day >= 1 && day <= 31 && month >= 1 && month <= 12)) return null;
  const year = groups?.[`${name}Y`];
  return { day, month, year: year === undefined ? null : Number(year) };
}

/** The day of a printed date, with the plan's year where none is printed; null when neither knows it. */
export function resolved(
  printed: { day: number; month: number; year: number | null } | null,
  planYear: number | null,
): Day | null {
  const year = printed?.year ?? planYear;
  return printed === null || year === null ? null : dayOf(year, printed.month, printed.day);
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };

/** 1 to 4 of "III" or "3", else null. */
export function quarterOf(text: string | undefined): number | null {
  const quarter = ROMAN[text ?? ''] ?? Number(text ?? NaN);
  return quarter >= 1 && quarter <= 4 ? quarter : null;
}
