import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import { ToneBadge } from '../parts/tone-badge.js';
import type { Reviewing } from './use-review.js';

/** Duties that a person took off the list: each can be taken back. */
export function DroppedDuties({
  draft,
  removed,
  edit,
}: {
  readonly draft: PlanDraft;
  readonly removed: readonly string[];
  readonly edit: Reviewing['edit'];
}) {
  const { t } = useTranslation(['review', 'states']);
  const dropped = draft.obligations.flatMap((duty, index) => {
    const about = `obligations[${String(index)}]`;
    return removed.includes(about) ? [{ about, duty }] : [];
  });
  if (dropped.length === 0) return null;
  return (
    <Stack gap={6} mt="lg">
      <Text size="sm" fw={600}>
        {t('review:dropped', { n: dropped.length })}
      </Text>
      {dropped.map(({ about, duty }) => (
        <Group key={about} gap="xs">
          <ToneBadge tone="neutral">{t(`states:what_${duty.what}`)}</ToneBadge>
          <Text size="sm">
            {duty.owedBy.join('; ')} “{duty.due.phrase}”
          </Text>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => edit({ kind: 'takeBack', about })}
          >
            {t('review:putBack')}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
