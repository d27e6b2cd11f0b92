import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { minuteAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { lateText, targetText } from '../format/deadline-text.js';
import { useLanguage } from '../i18n/language.js';
import { Fact } from './page-head.js';

/** What most phrases are printed in; it has a word in each language. */
const PLAN = 'Kế hoạch';

/** A due day three ways: the plan's phrase, the day asked for, the day after which it is late. */
export function DueFacts({
  phrase,
  source = PLAN,
  officeDue = null,
  targetAt,
  overdueAt,
  hourBound,
}: {
  /** Null where it is shown elsewhere. */
  readonly phrase: string | null;
  /** Whose words the phrase is. */
  readonly source?: string;
  /** The day that the office itself asks for beside the phrase. */
  readonly officeDue?: string | null;
  readonly targetAt: Instant | null;
  readonly overdueAt: Instant | null;
  /** Told apart by the moment it is late at where it is not said: a day ends at midnight. */
  readonly hourBound?: boolean;
}) {
  const { t } = useTranslation('plan');
  const { language } = useLanguage();
  const byHour = hourBound ?? (overdueAt !== null && minuteAt(overdueAt) !== 0);
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs">
      {phrase !== null && (
        <Fact label={source === PLAN ? t('phraseLabel') : t('phraseLabelOf', { source })}>
          “{phrase}”{officeDue !== null && <div>{t('officeDue', { due: officeDue })}</div>}
        </Fact>
      )}
      <Fact label={t(byHour ? 'targetHourLabel' : 'targetLabel')}>
        {targetAt === null ? '–' : targetText(targetAt, byHour, language)}
      </Fact>
      <Fact label={t(byHour ? 'lateHourLabel' : 'lateLabel')}>
        {overdueAt === null ? '–' : lateText(overdueAt, language)}
      </Fact>
    </SimpleGrid>
  );
}
