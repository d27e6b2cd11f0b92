import { Group, Progress, Stack, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Operations } from '../../contract/operations.js';
import type { PlanRow } from '../../contract/plans.js';
import { cycleText, headed } from '../format/cycle-text.js';
import type { Language } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { Icon } from '../icons/icon.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageButton, PageLink } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { CycleLine } from '../parts/cycle-line.js';
import { ask } from '../requests/ask.js';
import { useMay, useOffice } from '../requests/office.js';
import { readKey, useAsker, useRead } from '../requests/use-read.js';
import { UndecidedSettings } from '../work/undecided-settings.js';
import { toDoList } from '../work/to-do.js';
import type { OpenCycle, ToDo } from '../work/to-do.js';

/** Boards looked into for extensions and calls; an office rarely has more open cycles. */
const MAX_BOARDS = 8;

/** What waits for this person now, and where every open cycle stands. */
export function WorkPage() {
  const { t } = useTranslation('work');
  const office = useOffice();
  const mayUpload = useMay('officer');
  const watches = useMay('officer', 'admin');
  const plans = useRead('GET /api/plans', { everyMs: 30_000 });
  const papers = useRead('GET /api/papers', { everyMs: 30_000 });
  const open = useOpenCycles(watches);

  return (
    <>
      <PageHead title={t('title')}>
        {mayUpload && (
          <PageButton to="/plans/new" size="md" leftSection={<Icon name="upload" />}>
            {t('upload')}
          </PageButton>
        )}
      </PageHead>
      <UndecidedSettings />
      <Panel title={t('todo')}>
        <Loaded query={plans}>
          {(planData) => (
            <Loaded query={papers}>
              {(paperData) => (
                <ToDos
                  list={toDoList({
                    roles: office?.roles ?? [],
                    plans: planData.plans,
                    papers: paperData.papers,
                    cycles: open,
                  })}
                />
              )}
            </Loaded>
          )}
        </Loaded>
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

function ToDos({ list }: { readonly list: readonly ToDo[] }) {
  const { t } = useTranslation(['work', 'states']);
  const { language } = useLanguage();
  if (list.length === 0) return <EmptyNote>{t('work:empty')}</EmptyNote>;
  return (
    <Stack gap="md">
      {byMatter(list, language).map(([about, items]) => (
        <div key={about}>
          <Text size="sm" c="dimmed" mb={4} lineClamp={2}>
            {about}
          </Text>
          <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {items.map((item) => (
              <Group key={item.key} component="li" wrap="nowrap" gap="sm" align="flex-start">
                <Text c={item.what === 'error' ? 'red.9' : 'song.8'} span pt={2}>
                  <Icon name={ICONS[item.what]} />
                </Text>
                <ToDoLink item={item}>
                  {t(`work:todo_${item.what}`, {
                    n: item.n,
                    paper: item.paper === null ? '' : t(`states:paper_${item.paper}`),
                  })}
                </ToDoLink>
              </Group>
            ))}
          </Stack>
        </div>
      ))}
    </Stack>
  );
}

/** What waits, gathered by the plan or report it is about, in the order of the list. */
function byMatter(
  list: readonly ToDo[],
  language: Language,
): readonly (readonly [string, readonly ToDo[]])[] {
  const matters = new Map<string, readonly ToDo[]>();
  for (const item of list) {
    const cycle = item.cycle === null ? '' : `, ${cycleText(item.cycle.dueDay, language)}`;
    const about = headed(item.about) + cycle;
    matters.set(about, [...(matters.get(about) ?? []), item]);
  }
  return [...matters];
}

const ICONS = {
  review: 'plan',
  consent: 'work',
  start: 'rehearse',
  approve: 'work',
  edit: 'plan',
  correct: 'plan',
  number: 'plan',
  release: 'mail',
  claims: 'search',
  check: 'work',
  extensions: 'clock',
  calls: 'phone',
  unreachable: 'warning',
  basis: 'plan',
  heads: 'mail',
  error: 'warning',
} as const;

function ToDoLink({ item, children }: { readonly item: ToDo; readonly children: string }) {
  const look = { fw: 600 } as const;
  switch (item.to) {
    case '/papers/$documentId':
      return (
        <PageLink {...look} to={item.to} params={{ documentId: item.id }}>
          {children}
        </PageLink>
      );
    case '/cycles/$cycleId':
      return (
        <PageLink
          {...look}
          to={item.to}
          params={{ cycleId: item.id }}
          search={item.show === null ? {} : { show: item.show }}
        >
          {children}
        </PageLink>
      );
    case '/plans/$planId':
    case '/plans/$planId/review':
      return (
        <PageLink {...look} to={item.to} params={{ planId: item.id }}>
          {children}
        </PageLink>
      );
  }
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

/** The open cycles with what only their boards tell: extensions asked for and calls to make. */
function useOpenCycles(watches: boolean): readonly OpenCycle[] {
  const asker = useAsker();
  const operations = useRead('GET /api/operations', { enabled: watches });
  const open = (operations.data?.cycles ?? [])
    .filter((cycle) => isOpen(cycle) && cycle.kind === 'collect')
    .slice(0, MAX_BOARDS);
  const boards = useQueries({
    queries: open.map(({ id }) => {
      const asked = { params: { cycleId: id }, query: { limit: 1 } };
      return {
        queryKey: readKey('GET /api/cycles/:cycleId/board', asker, asked),
        queryFn: () => ask('GET /api/cycles/:cycleId/board', asker, asked),
      };
    }),
  });
  return open.map((cycle, index) => {
    const board = boards[index]?.data;
    return {
      cycle,
      counts: cycle.counts,
      extensionsAsked: board?.extensionsAsked ?? 0,
      toCall: board?.callList.length ?? 0,
    };
  });
}
