import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../contract/cycles.js';
import { dayAt } from '../../domain/day.js';
import { useAct } from '../parts/act-dialog.js';
import { useSend } from '../requests/use-read.js';

/** Confirms at once that the documents of many agencies arrived. */
export function Reconcile({
  board,
  chosen,
  all,
  onChosen,
}: {
  readonly board: Board;
  readonly chosen: readonly string[];
  readonly all: readonly string[];
  readonly onChosen: (ids: readonly string[]) => void;
}) {
  const { t } = useTranslation('board');
  const act = useAct();
  const send = useSend();
  return (
    <Group gap="sm" mb="sm" p="xs" style={{ background: 'var(--tone-violet-bg)', borderRadius: 6 }}>
      <Text size="sm" style={{ flex: '1 1 220px' }}>
        {t('reconcileHint')}
      </Text>
      <Button size="xs" variant="default" onClick={() => onChosen(all)}>
        {t('reconcileAll', { n: all.length })}
      </Button>
      <Button
        size="xs"
        disabled={chosen.length === 0}
        onClick={() =>
          act({
            title: t('reconcileTitle'),
            intro: t('reconcileIntro', { n: chosen.length }),
            fields: [
              {
                kind: 'day',
                name: 'arrivedOn',
                label: t('arrivedOn'),
                initial: dayAt(board.asOf),
              },
            ],
            confirmLabel: t('reconcile', { n: chosen.length }),
            run: (values) =>
              send('POST /api/cycles/:cycleId/claims', {
                params: { cycleId: board.cycle.id },
                body: { obligationIds: chosen, arrivedOn: values.text('arrivedOn') },
              }),
            onDone: () => onChosen([]),
          })
        }
      >
        {t('reconcile', { n: chosen.length })}
      </Button>
    </Group>
  );
}
