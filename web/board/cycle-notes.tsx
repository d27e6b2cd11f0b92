import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../contract/cycles.js';
import { momentText } from '../format/day-text.js';
import { failureInShort } from '../parts/failure-text.js';

/** What is out of the ordinary with a cycle: failed, paused, not yet open, closed. */
export function CycleNotes({ board: { cycle } }: { readonly board: Board }) {
  const { t } = useTranslation('board');
  const notes = [
    failureInShort(cycle),
    cycle.targetAt === null ? t('noDayYet') : null,
    cycle.openedAt === null ? t('opensAt', { at: momentText(cycle.opensAt) }) : null,
    cycle.cancelledAt === null ? null : t('skipped', { at: momentText(cycle.cancelledAt) }),
    cycle.pausedAt === null ? null : t('paused'),
    cycle.headReleasedAt === null
      ? null
      : t('headsReleased', { at: momentText(cycle.headReleasedAt) }),
    cycle.collectionClosedAt === null || cycle.closedAt !== null
      ? null
      : t('collectionClosed', { at: momentText(cycle.collectionClosedAt) }),
    cycle.closedAt === null ? null : t('closed', { at: momentText(cycle.closedAt) }),
    cycle.closedAt === null && cycle.seenRevision < cycle.revision ? t('catchingUp') : null,
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
