import i18next from 'i18next';

/** The words for a code of the server within a family of `states`; the code itself when it has none. */
export function wordsFor(family: string, code: string): string {
  return i18next.t(`${family}_${code}`, { ns: 'states', defaultValue: code });
}
