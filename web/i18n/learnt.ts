import i18next from 'i18next';

/** The Vietnamese words that came before the pages were set up, by area. */
export const early: Record<string, Readonly<Record<string, string>>> = {};

/** Takes in the Vietnamese words of an area; called by its file as soon as it is there (web/build/words-apart.ts). */
export function learn(area: string, words: Readonly<Record<string, string>>): void {
  if (i18next.isInitialized) i18next.addResourceBundle('vi', area, words);
  else early[area] = words;
}
