import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConfirmedPlan, ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';
import { ToneBadge } from '../parts/tone-badge.js';

type Requirements = ConfirmedPlan['requirements'];

/** Duties that were proposed and that a person took off the list: each can be put back in its place. */
export function DroppedDuties({
  proposed,
  followed,
  onChange,
}: {
  readonly proposed: Requirements;
  readonly followed: Requirements;
  readonly onChange: (followed: Requirements) => void;
}) {
  const { t } = useTranslation(['review', 'states']);
  const own = new Map(followed.map((one) => [one.about, one]));
  const dropped = own.has(undefined) ? [] : proposed.filter(({ about }) => !own.has(about));
  if (dropped.length === 0) return null;
  const putBack = (duty: ConfirmedRequirement): void =>
    onChange(proposed.flatMap((one) => (one === duty ? [one] : (own.get(one.about) ?? []))));
  return (
    <Stack gap={6} mt="lg">
      <Text size="sm" fw={600}>
        {t('review:dropped', { n: dropped.length })}
      </Text>
      {dropped.map((duty) => (
        <Group key={duty.about} gap="xs">
          <ToneBadge tone="neutral">{t(`states:what_${duty.what}`)}</ToneBadge>
          <Text size="sm">
            {duty.owedBy?.join('; ')} “{duty.cycles[0]?.duePhrase}”
          </Text>
          <Button size="compact-xs" variant="subtle" onClick={() => putBack(duty)}>
            {t('review:putBack')}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
