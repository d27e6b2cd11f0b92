import { identityOf } from '../body-identity.js';
import { fold } from '../fold.js';
import type { Day } from '../day.js';

/** What of a plan tells whether another is its like of an earlier year. */
export interface Matter {
  readonly issuer: string;
  readonly subject: string;
  readonly issuedOn: Day | null;
}

/** Of all words of both subjects so many must stand in both. */
const LEAST_SHARED = 0.75;
/** What subjects say beside their matter. */
const BESIDE =
  /^(?:về|việc|v|triển|khai|thực|hiện|tổ|chức|kế|hoạch|năm|giai|đoạn|lần|thứ|đợt|và|các|của|trên|địa|bàn|tỉnh|thành|phố)$/u;

/** Whether two plans are of one issuer and one matter, whatever years their subjects name. */
export function isSameMatter(one: Matter, other: Matter): boolean {
  return (
    identityOf(one.issuer) === identityOf(other.issuer) &&
    shared(wordsOf(one.subject), wordsOf(other.subject)) >= LEAST_SHARED
  );
}

/** The newest plan of one issuer and matter that is of an earlier year than `year`; null without one. */
export function lastYearsOf<Plan extends Matter>(
  matter: Matter,
  year: number,
  plans: readonly Plan[],
): Plan | null {
  const earlier = plans.filter(
    (plan): plan is Plan & { issuedOn: Day } =>
      plan.issuedOn !== null && yearOf(plan.issuedOn) < year && isSameMatter(plan, matter),
  );
  return earlier.toSorted((a, b) => b.issuedOn.localeCompare(a.issuedOn))[0] ?? null;
}

/** The year a day is in. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** How much of two sets of words is in both: 0 for nothing, 1 for all. */
export function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((word) => other.has(word)).length;
  const all = one.size + other.size - both;
  return all === 0 ? 0 : both / all;
}

/** The words that tell one matter from another: no years, numbers and words of form. */
export function wordsOf(text: string): ReadonlySet<string> {
  const words = fold(text.normalize('NFC')).match(/\p{L}+/gu) ?? [];
  return new Set(words.filter((word) => !BESIDE.test(word)));
}
