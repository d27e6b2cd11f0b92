import i18next from 'i18next';
import type { Instant } from '../../domain/day.js';
import { momentText } from '../format/day-text.js';
import { wordsFor } from './code-words.js';

/** What fails in words: the step, since when, and what it failed with; null when nothing does. */
export function failureText({
  lastError,
  lastErrorAt,
  lastErrorStep,
}: {
  readonly lastError: string | null;
  readonly lastErrorAt: Instant | null;
  readonly lastErrorStep: string | null;
}): string | null {
  if (lastError === null || lastErrorAt === null || lastErrorStep === null) return lastError;
  return i18next.t('states:failure', {
    step: wordsFor('step', lastErrorStep),
    at: momentText(lastErrorAt),
    error: lastError,
  });
}
