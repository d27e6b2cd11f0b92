import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../contract/cycles.js';
import { momentText } from '../format/day-text.js';

/** What is out of the ordinary with a cycle: failed, paused, not yet open, closed. */
export function CycleNotes({ board: { cycle } }: { readonly board: Board }) {
  const { t } = useTranslation(['board', 'plan']);
  const notes = [
    cycle.lastError === null ? null : `${t('plan:lastError')}: ${cycle.lastError}`,
    cycle.openedAt === null ? t('board:opensAt', { at: momentText(cycle.opensAt) }) : null,
    cycle.pausedAt === null ? null : t('board:paused'),
    cycle.headReleasedAt === null
      ? null
      : t('board:headsReleased', { at: momentText(cycle.headReleasedAt) }),
    cycle.collectionClosedAt === null || cycle.closedAt !== null
      ? null
      : t('board:collectionClosed', { at: momentText(cycle.collectionClosedAt) }),
    cycle.closedAt === null ? null : t('board:closed', { at: momentText(cycle.closedAt) }),
    cycle.closedAt === null && cycle.seenRevision < cycle.revision ? t('board:catchingUp') : null,
  ].filter((note) => note !== null);
  if (notes.length === 0) return null;
  return (
    <Alert
      variant="outline"
      color={cycle.lastError !== null ? 'red' : cycle.pausedAt !== null ? 'yellow' : 'song'}
      py="xs"
    >
      {notes.map((note) => (
        <Text key={note} size="sm">
          {note}
        </Text>
      ))}
    </Alert>
  );
}
