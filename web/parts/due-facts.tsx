import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Instant } from '../../domain/day.js';
import { lateText, targetText } from '../format/deadline-text.js';
import { useLanguage } from '../i18n/language.js';
import { Fact } from './page-head.js';

/** A due day three ways: the plan's phrase, the day asked for, the day after which it is late. */
export function DueFacts({
  phrase,
  officeDue = null,
  targetAt,
  overdueAt,
  hourBound = false,
}: {
  /** Null where it is shown elsewhere. */
  readonly phrase: string | null;
  /** The day that the office itself asks for beside the phrase. */
  readonly officeDue?: string | null;
  readonly targetAt: Instant | null;
  readonly overdueAt: Instant | null;
  readonly hourBound?: boolean;
}) {
  const { t } = useTranslation('plan');
  const { language } = useLanguage();
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs">
      {phrase !== null && (
        <Fact label={t('phraseLabel')}>
          “{phrase}”{officeDue !== null && <div>{t('officeDue', { due: officeDue })}</div>}
        </Fact>
      )}
      <Fact label={t('targetLabel')}>
        {targetAt === null ? '–' : targetText(targetAt, hourBound, language)}
      </Fact>
      <Fact label={t('lateLabel')}>{overdueAt === null ? '–' : lateText(overdueAt, language)}</Fact>
    </SimpleGrid>
  );
}
