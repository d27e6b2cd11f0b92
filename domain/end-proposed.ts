import type { Day } from './day.js';

/** From this month on little is left of a year: a duty that comes again would end with one or two periods. */
const LATE_IN_YEAR = 10;

/** Until when a duty that comes again is proposed to run, seen from a day: "31/12/2026", from October on that of the next year. */
export function endOfYearProposed(from: Day): string {
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  return `31/12/${String(month >= LATE_IN_YEAR ? year + 1 : year)}`;
}
