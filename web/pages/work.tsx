import { Group, Progress, Stack, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operations } from '../../contract/operations.js';
import type { PlanRow } from '../../contract/plans.js';
import { longMoment } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { Icon } from '../icons/icon.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageButton, PageLink } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { CycleLine } from '../parts/cycle-line.js';
import { useMay } from '../requests/office.js';
import { useRead } from '../requests/use-read.js';
import { ToDoList } from '../work/to-do-list.js';

const UndecidedSettings = lazy(async () => {
  const { UndecidedSettings: Undecided } = await import('../work/undecided-settings.js');
  return { default: Undecided };
});

/** What waits for this person now, and where every open cycle stands. */
export function WorkPage() {
  const { t } = useTranslation('work');
  const { language } = useLanguage();
  const mayUpload = useMay('officer');
  const watches = useMay('officer', 'admin');
  const isAdmin = useMay('admin');
  const plans = useRead('GET /api/plans', { everyMs: 30_000, enabled: !watches });
  const toDo = useRead('GET /api/to-do', { everyMs: 30_000 });

  return (
    <>
      <PageHead
        title={t('title')}
        below={
          toDo.data === undefined ? null : t('asOf', { at: longMoment(toDo.data.asOf, language) })
        }
      >
        {mayUpload && (
          <PageButton to="/plans/new" size="md" leftSection={<Icon name="upload" />}>
            {t('upload')}
          </PageButton>
        )}
      </PageHead>
      {isAdmin && (
        <Suspense fallback={null}>
          <UndecidedSettings />
        </Suspense>
      )}
      <Panel title={t('todo')}>
        <Loaded query={toDo}>{(page) => <ToDoList page={page} />}</Loaded>
      </Panel>
      {watches ? (
        <FollowedCycles />
      ) : (
        <Panel title={t('following')}>
          <Loaded query={plans}>
            {({ plans: rows }) => (
              <FollowedPlans plans={rows.filter(({ state }) => state === 'started')} />
            )}
          </Loaded>
        </Panel>
      )}
    </>
  );
}

function FollowedCycles() {
  const { t } = useTranslation('work');
  const operations = useRead('GET /api/operations', { everyMs: 30_000 });
  return (
    <Panel title={t('following')}>
      <Loaded
        query={operations}
        isEmpty={({ cycles }) => cycles.filter(isOpen).length === 0}
        emptyText={t('nothingFollowed')}
      >
        {({ cycles }) => (
          <Stack gap="md">
            {cycles.filter(isOpen).map((cycle) => (
              <CycleLine key={cycle.id} cycle={cycle} counts={cycle.counts} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function FollowedPlans({ plans }: { readonly plans: readonly PlanRow[] }) {
  const { t } = useTranslation('work');
  if (plans.length === 0) return <EmptyNote>{t('nothingFollowed')}</EmptyNote>;
  return (
    <Stack gap="md">
      {plans.map((plan) => {
        const owing = plan.counts.total - plan.counts.waived;
        const received = plan.counts.submitted + plan.counts.accepted;
        return (
          <div key={plan.id}>
            <PageLink fw={600} size="sm" to="/plans/$planId" params={{ planId: plan.id }}>
              {plan.title}
            </PageLink>
            <Group gap="sm" mt={4}>
              <Text size="sm">
                {t('received', { received, total: owing, left: owing - received })}
              </Text>
              {plan.counts.overdue > 0 && (
                <ToneBadge tone="red">{t('overdueCount', { n: plan.counts.overdue })}</ToneBadge>
              )}
            </Group>
            <Progress
              mt={6}
              value={owing === 0 ? 0 : (received / owing) * 100}
              aria-label={plan.title}
            />
          </div>
        );
      })}
    </Stack>
  );
}

function isOpen(cycle: Operations['cycles'][number]): boolean {
  return cycle.openedAt !== null && cycle.closedAt === null && cycle.cancelledAt === null;
}
