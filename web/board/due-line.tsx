import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListedCycle } from '../../contract/cycles.js';
import { DueFacts } from '../parts/due-facts.js';
import { longMoment, momentText } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';

/** The due day of a cycle, its next wave and when it takes no new reports any more. */
export function DueLine({ cycle }: { readonly cycle: ListedCycle }) {
  const { t } = useTranslation('board');
  const { language } = useLanguage();
  return (
    <>
      <DueFacts
        phrase={cycle.duePhrase}
        source={cycle.dueSource}
        officeDue={cycle.officeDue}
        targetAt={cycle.targetAt}
        overdueAt={cycle.overdueAt}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {cycle.nextWaveAt === null
          ? t('noWave')
          : t('nextWave', { at: longMoment(cycle.nextWaveAt, language) })}
        {cycle.closesForNewAt !== null &&
          ` · ${t('closesForNew', { at: momentText(cycle.closesForNewAt) })}`}
      </Text>
    </>
  );
}
