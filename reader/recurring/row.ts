import type { Recurrence } from '../../domain/schemas/plan-draft.js';
import { HOUR, SPELLED, type Groups } from '../dates.js';

/** One way in which a duty that comes again is printed. */
export interface RecurringRow {
  /** What the row reads, for the one who looks for a phrase. */
  readonly reads: string;
  readonly pattern: RegExp;
  /** What a text must hold for the row to be tried at all: a cheap look before a pattern that takes long. */
  readonly needs?: RegExp;
  /** The rules that the words print, null when they print none; `periods` are the document's own reports. */
  readonly read: (
    groups: Groups,
    found: string,
    periods: readonly Recurrence['every'][],
  ) => Recurrence[] | null;
}

/** Source of a pattern that reads the word before the day: exclusive "trước", everything else lets the day pass. */
export const WORD = String.raw`(?<word>(?:chậm nhất|muộn nhất)\s+(?:là\s+)?trước|trước|(?:chậm nhất|muộn nhất|không quá)(?:\s+(?:là|đến|vào))*|vào|đến)`;
/** The same without its group, for a pattern that reads several. */
export const ANY_WORD = WORD.replace('?<word>', '?:');
/** Source of a pattern that reads an hour before the day of what comes again: "trước 16 giờ ngày 25 hằng tháng". */
export const AT = String.raw`(?:lúc\s*)?(?:${HOUR}\s*,?\s*)?`;
/** Source of a pattern that reads a day and month of several, without a year. */
export const LISTED = String.raw`\d{1,2}${SPELLED}\s*(?:[/.-]|tháng)\s*\d{1,2}${SPELLED}(?![/.-]?\d)`;
