import { lastDayOfMonth } from './day.js';
import type { Day } from './day.js';

/** The months of the periods that DHIS2 has a name for, and how each is written. */
const NAMED: readonly {
  readonly months: number;
  readonly name: (year: string, nth: number) => string;
}[] = [
  { months: 1, name: (year, nth) => `${year}${String(nth).padStart(2, '0')}` },
  { months: 3, name: (year, nth) => `${year}Q${String(nth)}` },
  { months: 6, name: (year, nth) => `${year}S${String(nth)}` },
  { months: 12, name: (year) => year },
];

/** A span of days as DHIS2 names it (`202606`, `2026Q2`, `2026S1`, `2026`), else its first and last day; empty where there is none. */
export function periodName(from: Day | null, to: Day | null): string {
  if (from === null || to === null) return '';
  const [year = '', month = '', dayOfMonth = ''] = from.split('-');
  for (const { months, name } of NAMED) {
    const first = Number(month);
    const begins = dayOfMonth === '01' && (first - 1) % months === 0;
    if (begins && lastDayOfMonth(Number(year), first + months - 1) === to) {
      return name(year, (first - 1) / months + 1);
    }
  }
  return `${from}/${to}`;
}
