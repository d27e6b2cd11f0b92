import { Alert, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import { SourceButton } from './source-button.js';

/** Sentences that print a day and became no duty: a person looks whether the reader has missed one. */
export function UnreadDeadlines({
  unread,
  onSource,
}: {
  readonly unread: PlanReview['unread'];
  readonly onSource: (about: string) => void;
}) {
  const { t } = useTranslation('review');
  if (unread.length === 0) return null;
  return (
    <Alert color="yellow" variant="outline" title={t('unread', { n: unread.length })}>
      <Text size="sm" mb={4}>
        {t('unreadIntro')}
      </Text>
      <List size="sm" spacing={4}>
        {unread.map(({ start, text }, index) => (
          <List.Item key={start}>
            “{text}” <SourceButton onClick={() => onSource(`unread[${String(index)}]`)} />
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
