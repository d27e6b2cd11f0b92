import i18next from 'i18next';
import type { Instant } from '../../domain/day.js';
import { momentText } from '../format/day-text.js';
import { wordsFor } from './code-words.js';

interface Failure {
  readonly lastError: string | null;
  readonly lastErrorAt: Instant | null;
  readonly lastErrorStep: string | null;
}

/** What fails in words for whoever can mend it: the step, when, and what it failed with; null when nothing does. */
export function failureText({ lastError, lastErrorAt, lastErrorStep }: Failure): string | null {
  if (lastError === null || lastErrorAt === null || lastErrorStep === null) return lastError;
  return i18next.t('states:failure', {
    step: wordsFor('step', lastErrorStep),
    at: momentText(lastErrorAt),
    error: lastError,
  });
}

/** The same for people at their work: what a program said of it in its own language is of no use to them. */
export function failureInShort({ lastError, lastErrorAt, lastErrorStep }: Failure): string | null {
  if (lastError === null || lastErrorAt === null || lastErrorStep === null) return lastError;
  return i18next.t('states:failureInShort', {
    step: wordsFor('step', lastErrorStep),
    at: momentText(lastErrorAt),
  });
}
