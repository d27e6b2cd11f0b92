import type { CycleHead } from '../../contract/cycles.js';
import { dayOrNull } from '../../domain/day.js';
import { shortDay } from './day-text.js';
import type { Language } from './day-text.js';

const DUE = { vi: 'hạn', en: 'due' } as const;

/** A cycle's key in words: `report-2026-07-04` is `hạn 04/7/2026`; a key without a day stays as it is. */
export function cycleText(key: string, language: Language): string {
  const on = dayOrNull(key.slice(-10));
  return on === null ? key : `${DUE[language]} ${shortDay(on)}`;
}

/** When a cycle is due, in short: by the day that its phrase or the office names now, which an amendment may have moved from that of its key. */
export function cycleDueText(
  { key, duePhrase, officeDue }: Pick<CycleHead, 'key' | 'duePhrase' | 'officeDue'>,
  language: Language,
): string {
  const days = [...(officeDue ?? duePhrase).matchAll(/(\d{1,2})\/(\d{1,2})\/(\d{4})/gu)].flatMap(
    ([, date = '', month = '', year = '']) =>
      dayOrNull(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`) ?? [],
  );
  const ofKey = dayOrNull(key.slice(-10));
  const last = days.at(-1);
  // A phrase may name the days of several cycles; a key of another kind says more than a day.
  if (last === undefined || ofKey === null || days.includes(ofKey)) return cycleText(key, language);
  return `${DUE[language]} ${shortDay(last)}`;
}

/** Text with its first letter large, as the head of a line wants it. */
export function headed(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
