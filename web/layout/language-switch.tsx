import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.js';

/** Vietnamese or English, remembered on this device. */
export function LanguageSwitch() {
  const { t } = useTranslation('common');
  const { language, choose } = useLanguage();
  return (
    <Button.Group aria-label={t('language')}>
      {(['vi', 'en'] as const).map((one) => (
        <Button
          key={one}
          size="compact-sm"
          variant={one === language ? 'light' : 'default'}
          aria-pressed={one === language}
          onClick={() => choose(one)}
        >
          {one.toUpperCase()}
        </Button>
      ))}
    </Button.Group>
  );
}
