import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import type { ReviewStanding } from '../../contract/reviews.js';
import { agenciesMeant, memoryPlace } from '../../domain/memory/office-memory.js';
import { momentText } from '../format/day-text.js';
import type { Reviewing } from './use-review.js';

type Filled = ReviewStanding['filledIn'][number];

/** So many names are read at a glance. */
const SHOWN = 4;

/** What the office's memory filled into a duty: said so, with where it comes from, and set aside by a click. */
export function FilledIn({
  filled,
  agencies,
  edit,
  mayEdit,
}: {
  readonly filled: readonly Filled[];
  readonly agencies: PlanReview['agencies'];
  readonly edit: Reviewing['edit'];
  readonly mayEdit: boolean;
}) {
  const { t } = useTranslation(['memory', 'review']);
  return filled.map(({ words, remembered }) => {
    const names =
      remembered.use === 'recipients'
        ? remembered.names
        : agenciesMeant(remembered.owers, agencies).map(({ name }) => name);
    const more = names.length - SHOWN;
    const means = `${names.slice(0, SHOWN).join('; ')}${more > 0 ? t('review:owersMore', { n: more }) : ''}`;
    const { plan, by, at } = remembered.from;
    return (
      <Alert key={`${remembered.use}/${words}`} color="violet" variant="outline" p="xs">
        <Text size="sm">{t('memory:filled', { words, means })}</Text>
        <Group gap="xs" justify="space-between">
          <Text size="sm" c="dimmed">
            {t('memory:from', { plan, by, at: momentText(at) })}
          </Text>
          {mayEdit && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() =>
                edit({ kind: 'memory', place: memoryPlace(remembered), isHeard: false })
              }
            >
              {t('memory:setAside')}
            </Button>
          )}
        </Group>
      </Alert>
    );
  });
}

/** Meanings that were set aside in this document: each can be used again. */
export function SetAside({ edits, edit }: Pick<Reviewing, 'edits' | 'edit'>) {
  const { t } = useTranslation('memory');
  if (edits.setAside.length === 0) return null;
  const words = edits.setAside.map((place) => `“${place.slice(place.indexOf('/') + 1)}”`);
  return (
    <Group gap="xs" mt="md">
      <Text size="sm">{t('asideTitle', { words: words.join(', ') })}</Text>
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() =>
          edit(
            ...edits.setAside.map((place) => ({ kind: 'memory' as const, place, isHeard: true })),
          )
        }
      >
        {t('useAgain')}
      </Button>
    </Group>
  );
}
