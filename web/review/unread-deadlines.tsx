import { Alert, Button, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import type { ReviewEdits } from '../../domain/schemas/review-edits.js';
import { SourceButton } from './source-button.js';

/** Sentences that print a day and became no duty: a person looks whether the reader has missed one, and makes it one. */
export function UnreadDeadlines({
  unread,
  added,
  onSource,
  onAdd,
}: {
  readonly unread: PlanReview['unread'];
  readonly added: ReviewEdits['added'];
  readonly onSource: (about: string) => void;
  /** Null: nothing can be added. */
  readonly onAdd: ((from: PlanReview['unread'][number]) => void) | null;
}) {
  const { t } = useTranslation('review');
  const left = [...unread.entries()].filter(
    ([, { start, end }]) =>
      !added.some(
        ({ duty: { evidence } }) =>
          evidence !== null && evidence.start < end && start < evidence.end,
      ),
  );
  if (left.length === 0) return null;
  return (
    <Alert color="yellow" variant="outline" title={t('unread', { n: left.length })}>
      <Text size="sm" mb={4}>
        {t('unreadIntro')}
      </Text>
      <List size="sm" spacing={4}>
        {left.map(([index, one]) => (
          <List.Item key={one.start}>
            “{one.text}” <SourceButton onClick={() => onSource(`unread[${String(index)}]`)} />{' '}
            {onAdd !== null && (
              <Button size="compact-xs" variant="default" onClick={() => onAdd(one)}>
                {t('addDuty')}
              </Button>
            )}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
