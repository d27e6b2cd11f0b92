import { dayOrNull } from '../../domain/day.js';
import { shortDay } from './day-text.js';
import type { Language } from './day-text.js';

const DUE = { vi: 'hạn', en: 'due' } as const;

/** A cycle's key in words: `report-2026-07-04` is `hạn 04/7/2026`; a key without a day stays as it is. */
export function cycleText(key: string, language: Language): string {
  const on = dayOrNull(key.slice(-10));
  return on === null ? key : `${DUE[language]} ${shortDay(on)}`;
}

/** Text with its first letter large, as the head of a line wants it. */
export function headed(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
