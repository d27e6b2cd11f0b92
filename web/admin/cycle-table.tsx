import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Operations } from '../../contract/operations.js';
import { cycleText, headed } from '../format/cycle-text.js';
import { longMoment } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { failureText } from '../parts/failure-text.js';
import { PageLink } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import type { Tone } from '../parts/tone-badge.js';
import { owingOf, receivedOf } from '../work/counts.js';

type Cycle = Operations['cycles'][number];

/** Every cycle with how far it is, its next wave and what its last step failed with. */
export function CycleTable({ cycles }: { readonly cycles: readonly Cycle[] }) {
  const { t } = useTranslation('admin');
  const { language } = useLanguage();
  return (
    <Table.ScrollContainer minWidth={760} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('cycle')}</Table.Th>
            <Table.Th>{t('state')}</Table.Th>
            <Table.Th>{t('received')}</Table.Th>
            <Table.Th>{t('nextWave')}</Table.Th>
            <Table.Th>{t('lastError')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cycles.map((cycle) => {
            const [state, tone] = stateOf(cycle);
            return (
              <Table.Tr key={cycle.id}>
                <Table.Td>
                  <PageLink size="sm" fw={600} to="/cycles/$cycleId" params={{ cycleId: cycle.id }}>
                    {headed(cycle.reportName)}, {cycleText(cycle.dueDay, language)}
                  </PageLink>
                  <Text size="xs" c="dimmed">
                    {cycle.planTitle}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <ToneBadge tone={tone}>{t(`cycle_${state}`)}</ToneBadge>
                  {cycle.seenRevision < cycle.revision && cycle.closedAt === null && (
                    <Text size="xs" c="dimmed">
                      {t('notSeen')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td className="number">
                  {receivedOf(cycle.counts)}/{owingOf(cycle.counts)}
                </Table.Td>
                <Table.Td className="number">
                  <Text size="sm">
                    {cycle.nextWaveAt === null ? '–' : longMoment(cycle.nextWaveAt, language)}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Text size="sm" c={cycle.lastError === null ? '' : 'red.9'}>
                    {failureText(cycle) ?? '–'}
                  </Text>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type CycleState = 'waiting' | 'open' | 'paused' | 'collected' | 'closed' | 'cancelled';

function stateOf(cycle: Cycle): readonly [CycleState, Tone] {
  if (cycle.cancelledAt !== null) return ['cancelled', 'neutral'];
  if (cycle.closedAt !== null) return ['closed', 'neutral'];
  if (cycle.pausedAt !== null) return ['paused', 'amber'];
  if (cycle.openedAt === null) return ['waiting', 'neutral'];
  return cycle.collectionClosedAt === null ? ['open', 'green'] : ['collected', 'blue'];
}
