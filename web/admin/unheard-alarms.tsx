import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Operations } from '../../contract/operations.js';
import { cycleText } from '../format/cycle-text.js';
import { momentText } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { PageLink } from '../parts/router-link.js';

/** What nobody looks at: the process that runs the steps is down, or cannot go on with these. */
export function UnheardAlarms({ alarms }: { readonly alarms: Operations['alarms'] }) {
  const { t } = useTranslation('admin');
  const { language } = useLanguage();
  if (alarms.length === 0) return null;
  return (
    <Alert color="red" variant="outline" title={t('alarms')} role="alert">
      <Text size="sm">{t('alarmsIntro')}</Text>
      {alarms.map(({ target, id, planTitle, dueDay, since }) => (
        <Text key={id} size="sm">
          {target === 'plan' ? (
            <PageLink to="/plans/$planId" params={{ planId: id }}>
              {planTitle}
            </PageLink>
          ) : (
            <PageLink to="/cycles/$cycleId" params={{ cycleId: id }}>
              {planTitle}, {cycleText(dueDay, language)}
            </PageLink>
          )}{' '}
          {t('alarmSince', { at: momentText(since) })}
        </Text>
      ))}
    </Alert>
  );
}
