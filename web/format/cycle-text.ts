import type { Day } from '../../domain/day.js';
import { shortDay } from './day-text.js';
import type { Language } from './day-text.js';

const DUE = { vi: 'hạn', en: 'due' } as const;
const NONE = { vi: 'chưa có thời hạn', en: 'no due day yet' } as const;

/** What tells a cycle from others of its report: `hạn 04/7/2026`, by the day it is due now; its key may name an older one. */
export function cycleText(dueDay: Day | null, language: Language): string {
  return dueDay === null ? NONE[language] : `${DUE[language]} ${shortDay(dueDay)}`;
}

/** Text with its first letter large, as the head of a line wants it. */
export function headed(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
