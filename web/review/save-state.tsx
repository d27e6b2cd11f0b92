import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { momentText } from '../format/day-text.js';
import type { Reviewing } from './use-review.js';

/** Whether what was typed is kept, and by whom the review was changed last. */
export function SaveState({ reviewing }: { readonly reviewing: Reviewing }) {
  const { t } = useTranslation('review');
  const { standing, isKept, isKeeping, failure, isContested } = reviewing;
  if (isContested && failure !== null) {
    return (
      <Alert color="red" variant="outline" title={t('contested')} role="alert">
        <Text size="sm" mb="xs">
          {failure.message}
        </Text>
        <Group gap="xs">
          <Button size="compact-sm" onClick={reviewing.insist}>
            {t('contestedMine')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={reviewing.giveWay}>
            {t('contestedTheirs')}
          </Button>
        </Group>
      </Alert>
    );
  }
  if (failure !== null) {
    return (
      <Text size="sm" c="red.9" role="alert">
        {t('keptNot', { why: failure.message })}
      </Text>
    );
  }
  const { changedBy, changedAt } = standing;
  return (
    <Text size="sm" c="dimmed" role="status">
      {isKeeping || !isKept ? t('keeping') : changedBy === null ? '' : t('kept')}
      {changedBy !== null && changedAt !== null && (
        <> · {t('keptBy', { name: changedBy, at: momentText(changedAt) })}</>
      )}
    </Text>
  );
}
