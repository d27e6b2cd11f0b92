import { Group, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Counts, ListedCycle } from '../../contract/cycles.js';
import { dayAt } from '../../domain/day.js';
import { cycleText, headed } from '../format/cycle-text.js';
import { longDay } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { leftOf, owingOf, receivedOf } from '../work/counts.js';
import { PageLink } from './router-link.js';
import { ToneBadge } from './tone-badge.js';

/** One cycle on a line: how many are in, what is late, the day asked for. */
export function CycleLine({
  cycle,
  counts,
}: {
  readonly cycle: ListedCycle;
  readonly counts: Counts;
}) {
  const { t } = useTranslation(['work', 'states']);
  const { language } = useLanguage();
  const owing = owingOf(counts);
  const received = receivedOf(counts);
  return (
    <div>
      <Group gap="xs" justify="space-between" align="flex-start">
        <PageLink fw={600} size="sm" to="/cycles/$cycleId" params={{ cycleId: cycle.id }}>
          {headed(cycle.reportName)}, {cycleText(cycle.dueDay, language)}
        </PageLink>
        {cycle.targetAt !== null && (
          <Text size="sm" c="dimmed">
            {t('work:due')} {longDay(dayAt(cycle.targetAt), language)}
          </Text>
        )}
      </Group>
      <Group gap="xs" mt={4}>
        <Text size="sm" className="number">
          {t('work:received', { received, total: owing, left: leftOf(counts) })}
        </Text>
        {counts.overdue > 0 && (
          <ToneBadge tone="red">{t('work:overdueCount', { n: counts.overdue })}</ToneBadge>
        )}
        {counts.claimed > 0 && (
          <ToneBadge tone="violet">
            {t('states:obligation_claimed')}: {counts.claimed}
          </ToneBadge>
        )}
        {counts.unreachable > 0 && (
          <ToneBadge tone="amber">
            {t('states:unreachable')}: {counts.unreachable}
          </ToneBadge>
        )}
        {cycle.pausedAt !== null && <ToneBadge tone="amber">{t('work:paused')}</ToneBadge>}
      </Group>
      <Progress
        mt={6}
        aria-label={cycle.reportName}
        value={owing === 0 ? 0 : (received / owing) * 100}
      />
    </div>
  );
}
