import { Alert, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ArchivePlan } from '../../contract/archive.js';
import { dayAt, instantOf } from '../../domain/day.js';
import { momentText, shortDay } from '../format/day-text.js';
import { ToneBadge } from '../parts/tone-badge.js';

const TONES = { none: 'amber', asked: 'blue', made: 'amber', handed: 'green' } as const;

/** Where the file of a plan stands: its state, its days, who took it over, what was forgotten. */
export function ArchiveState({ plan }: { readonly plan: ArchivePlan }) {
  const { t } = useTranslation('archive');
  const { state, endedAt, handOverBy, madeAt, papers, takenBy, takenOn, forgotten } = plan;
  const isLate = state !== 'handed' && handOverBy < dayAt(instantOf(Date.now()));
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <ToneBadge tone={TONES[state]}>{t(`state_${state}`)}</ToneBadge>
        <Text size="sm" c="dimmed">
          {t('ended', { at: momentText(endedAt) })}
        </Text>
        {state !== 'handed' && (
          <Text size="sm" c={isLate ? 'red.9' : 'dimmed'} fw={isLate ? 600 : 400}>
            {t(isLate ? 'handOverLate' : 'handOverBy', { day: shortDay(handOverBy) })}
          </Text>
        )}
      </Group>
      {madeAt !== null && state !== 'asked' && (
        <Text size="sm">{t('papers', { n: papers, at: momentText(madeAt) })}</Text>
      )}
      {state === 'asked' && <Text size="sm">{t('asked')}</Text>}
      {takenBy !== null && takenOn !== null && (
        <Text size="sm">{t('handed', { by: takenBy, day: shortDay(takenOn) })}</Text>
      )}
      {forgotten !== null && plan.forgottenAt !== null && (
        <Text size="sm" c="dimmed">
          {t(`forgotten_${forgotten}`, { day: shortDay(dayAt(plan.forgottenAt)) })}
        </Text>
      )}
      {plan.problem !== null && (
        <Alert color="red" variant="outline">
          {t('problem', { problem: plan.problem })}
        </Alert>
      )}
    </Stack>
  );
}
