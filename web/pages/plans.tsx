import { Group, Progress, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanRow } from '../../contract/plans.js';
import { dayAt } from '../../domain/day.js';
import { longDay, shortDay } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { Icon } from '../icons/icon.js';
import { Loaded } from '../parts/loaded.js';
import { MoreButton } from '../parts/more-button.js';
import { PageHead } from '../parts/page-head.js';
import { PageButton } from '../parts/router-link.js';
import { OneOffButton } from '../plan/one-off-button.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useMay } from '../requests/office.js';
import { useReadPages } from '../requests/use-read-pages.js';
import { owingOf, receivedOf } from '../work/counts.js';
import { PLAN_TONE, shownState } from '../work/plan-state.js';

/** All plans of the office, those that are alive first. */
export function PlansPage() {
  const { t } = useTranslation('plan');
  const mayUpload = useMay('officer');
  const plans = useReadPages('GET /api/plans', {}, { everyMs: 30_000 });
  return (
    <>
      <PageHead title={t('plans')}>
        {mayUpload && (
          <>
            <OneOffButton />
            <PageButton to="/plans/new" size="md" leftSection={<Icon name="upload" />}>
              {t('upload')}
            </PageButton>
          </>
        )}
      </PageHead>
      <Loaded
        query={plans}
        isEmpty={({ pages }) => pages[0]?.plans.length === 0}
        emptyText={t('plansEmpty')}
      >
        {({ pages }) => (
          <Stack gap="sm">
            {pages
              .flatMap((page) => page.plans)
              .toSorted(aliveFirst)
              .map((plan) => (
                <PlanCard key={plan.id} plan={plan} />
              ))}
            <MoreButton pages={plans} />
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function PlanCard({ plan }: { readonly plan: PlanRow }) {
  const { t } = useTranslation(['plan', 'states']);
  const { language } = useLanguage();
  const state = shownState(plan);
  const owing = owingOf(plan.counts);
  const received = receivedOf(plan.counts);
  return (
    <Link to="/plans/$planId" params={{ planId: plan.id }} className="panel row-link">
      <Group justify="space-between" align="flex-start" gap="xs">
        <div style={{ minWidth: 0, flex: '1 1 300px' }}>
          <Text fw={600}>{plan.title}</Text>
          {plan.citation !== null && (
            <Text size="sm" c="dimmed">
              {plan.citation}
            </Text>
          )}
        </div>
        <ToneBadge tone={PLAN_TONE[state]}>{t(`states:plan_${state}`)}</ToneBadge>
      </Group>
      {plan.state === 'started' && (
        <>
          <Group gap="lg" mt="xs">
            <Text size="sm" className="number">
              {t('plan:received')}: <b>{received}</b>/{owing}
            </Text>
            {plan.counts.overdue > 0 && (
              <ToneBadge tone="red">
                {t('states:overdue')}: {plan.counts.overdue}
              </ToneBadge>
            )}
            {plan.nextTargetAt !== null && (
              <Text size="sm">
                {t('plan:nextDue')}: {longDay(dayAt(plan.nextTargetAt), language)}
              </Text>
            )}
          </Group>
          <Progress
            mt="xs"
            value={owing === 0 ? 0 : (received / owing) * 100}
            aria-label={plan.title}
          />
        </>
      )}
      {plan.windowFrom !== null && plan.windowTo !== null && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('plan:window')}: {shortDay(plan.windowFrom)} – {shortDay(plan.windowTo)}
        </Text>
      )}
    </Link>
  );
}

const ORDER: readonly PlanRow['state'][] = [
  'awaitingConsent',
  'consented',
  'draft',
  'started',
  'closed',
  'cancelled',
];

function aliveFirst(a: PlanRow, b: PlanRow): number {
  return ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.createdAt.localeCompare(a.createdAt);
}
