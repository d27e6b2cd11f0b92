import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Language } from '../format/day-text.js';

const STORED_AS = 'dondoc.language';

/** The language of the pages as last chosen on this device; Vietnamese at first. */
export function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(STORED_AS) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}

/** Changes the language of the pages; without English words at hand (no connection) they stay Vietnamese. */
export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'common')) {
    const { ENGLISH } = await import('./english.js');
    for (const [area, words] of Object.entries(ENGLISH)) {
      i18next.addResourceBundle('en', area, words);
    }
  }
  await i18next.changeLanguage(language);
}

/** The language of the pages and the switch that changes and remembers it. */
export function useLanguage(): {
  readonly language: Language;
  readonly choose: (language: Language) => void;
} {
  const { i18n } = useTranslation();
  const choose = (language: Language): void => {
    void speak(language).catch(() => undefined);
    document.documentElement.lang = language;
    try {
      localStorage.setItem(STORED_AS, language);
    } catch {
      // A browser that stores nothing forgets the choice, nothing worse.
    }
  };
  return { language: i18n.language === 'en' ? 'en' : 'vi', choose };
}
