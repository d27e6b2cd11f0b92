import { Box, Progress, SimpleGrid, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Counts } from '../../contract/cycles.js';
import { sentBackIn } from '../../domain/counting.js';
import { owingOf, receivedOf } from '../work/counts.js';
import type { Shown } from '../../domain/board-filter.js';

/** The numbers of a cycle; each leads to its rows. */
export function Counters({
  counts,
  onShow,
}: {
  readonly counts: Counts;
  /** Absent where there are no rows to lead to. */
  readonly onShow?: (shown: Shown) => void;
}) {
  const { t } = useTranslation('board');
  const owing = owingOf(counts);
  const received = receivedOf(counts);
  const sentBack = sentBackIn(counts);
  const percent = owing === 0 ? 0 : Math.floor((received / owing) * 100);
  return (
    <>
      <SimpleGrid cols={{ base: 3, sm: 6 }} spacing={6}>
        <Counter label={t('received')} n={received} tone="green" show="submitted" onShow={onShow} />
        <Counter
          label={t('left')}
          n={counts.expected}
          tone="neutral"
          show="owing"
          onShow={onShow}
        />
        <Counter
          label={t('overdue')}
          n={counts.overdue}
          tone="red"
          show="overdue"
          onShow={onShow}
        />
        <Counter
          label={t('claimed')}
          n={counts.claimed}
          tone="violet"
          show="claimed"
          onShow={onShow}
        />
        <Counter
          label={t('toCheck')}
          n={counts.submitted}
          tone="blue"
          show="submitted"
          onShow={onShow}
        />
        <Counter
          label={t('unreachable')}
          n={counts.unreachable}
          tone="amber"
          show="unreachable"
          onShow={onShow}
        />
      </SimpleGrid>
      <Progress.Root size="md" mt={8}>
        <Progress.Section
          value={owing === 0 ? 0 : (received / owing) * 100}
          color="green.8"
          aria-label={t('received')}
        />
        <Progress.Section
          value={owing === 0 ? 0 : (counts.claimed / owing) * 100}
          color="violet.4"
          aria-label={t('claimed')}
        />
        <Progress.Section
          value={owing === 0 ? 0 : (counts.overdue / owing) * 100}
          color="red.7"
          aria-label={t('overdue')}
        />
      </Progress.Root>
      <Text size="sm" c="dimmed" mt={4} className="number">
        <Text span inherit fw={650} c="var(--mantine-color-text)">
          {t('progress', { received, total: owing, percent })}
        </Text>{' '}
        ·{' '}
        {t('breakdown', {
          onTime: counts.onTime,
          late: counts.late,
          // Sent back they keep the mark of the first report, and are not among those received.
          sentBack: sentBack > 0 ? t('sentBack', { n: sentBack }) : '',
          nil: counts.nil,
          waived: counts.waived,
        })}
        {counts.asked > 0 && ` · ${t('asked')} ${String(counts.asked)}`}
      </Text>
    </>
  );
}

function Counter({
  label,
  n,
  tone,
  show,
  onShow,
}: {
  readonly label: string;
  readonly n: number;
  readonly tone: string;
  readonly show: Shown;
  readonly onShow: ((shown: Shown) => void) | undefined;
}) {
  const lit = n > 0;
  const style = {
    borderRadius: 8,
    background: lit ? `var(--tone-${tone}-bg)` : '#f5f7f9',
    color: lit ? `var(--tone-${tone}-fg)` : '#515b65',
  };
  const content = (
    <div className="counter">
      <Text fz={{ base: 18, sm: 20 }} fw={700} lh={1.1} className="number">
        {n}
      </Text>
      <Text size="xs" lh={1.25}>
        {label}
      </Text>
    </div>
  );
  if (onShow === undefined) {
    return (
      <Box px={10} py={6} style={style}>
        {content}
      </Box>
    );
  }
  return (
    <UnstyledButton onClick={() => onShow(show)} px={10} py={6} style={style}>
      {content}
    </UnstyledButton>
  );
}
