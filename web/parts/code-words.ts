import i18next from 'i18next';

/** The words for a code of the server within a family of `states`; the code itself when it has none. */
export function wordsFor(family: string, code: string): string {
  const key = `${family}_${code}`;
  return i18next.exists(key, { ns: 'states' }) ? i18next.t(key, { ns: 'states' }) : code;
}
