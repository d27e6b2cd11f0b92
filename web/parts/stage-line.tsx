import { Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Stages } from '../../contract/values.js';
import { STAGES } from '../../domain/milestones.js';
import { momentText } from '../format/day-text.js';

/** The stages of a plan's life, reached ones filled; they overlap where life overlaps. */
export function StageLine({ stages }: { readonly stages: Stages }) {
  const { t } = useTranslation(['states', 'plan']);
  const reached = new Map(stages.map(({ name, businessAt }) => [name, businessAt]));
  const last = stages.at(-1)?.name;
  return (
    <SimpleGrid
      component="ol"
      cols={{ base: 2, sm: 4 }}
      spacing="md"
      p={0}
      m={0}
      style={{ listStyle: 'none' }}
    >
      {STAGES.map((name) => {
        const businessAt = reached.get(name);
        const look =
          businessAt === undefined ? '' : name === last && name !== 'closed' ? 'now' : 'reached';
        return (
          <Group key={name} component="li" gap={8} wrap="nowrap" align="flex-start">
            <span className={`stage-dot ${look}`} style={{ marginTop: 4 }} />
            <Stack gap={0}>
              <Text
                size="sm"
                fw={businessAt === undefined ? 400 : 600}
                c={businessAt === undefined ? 'dimmed' : ''}
              >
                {t(`states:stage_${name}`)}
              </Text>
              <Text size="xs" c="dimmed" className="number">
                {businessAt === undefined ? t('plan:stageNotYet') : momentText(businessAt)}
              </Text>
            </Stack>
          </Group>
        );
      })}
    </SimpleGrid>
  );
}
