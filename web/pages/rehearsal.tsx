import { Alert, Button, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Asked } from '../../contract/asked.js';
import type { PlanDetail, Rehearsal } from '../../contract/plans.js';
import { dayAt } from '../../domain/day.js';
import { cycleText } from '../format/cycle-text.js';
import { clockText, longDay } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { Icon } from '../icons/icon.js';
import { useAct } from '../parts/act-dialog.js';
import { Loaded } from '../parts/loaded.js';
import { Fact, PageHead, Panel } from '../parts/page-head.js';
import { PageButton, PageLink } from '../parts/router-link.js';
import { StageLine } from '../parts/stage-line.js';
import { PAPER_TONE } from '../parts/state-words.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { askCarrying, carriedBy } from '../requests/ask.js';
import { useMay, useSession } from '../requests/office.js';
import { readKey, useRead, useSend } from '../requests/use-read.js';
import { owingOf, receivedOf } from '../work/counts.js';

/** How often the progress of a running rehearsal is read, milliseconds. */
const EVERY_MS = 700;

/** A rehearsal as it runs: the days that pass, the stages that light up, mails and reports counted. */
export function RehearsalPage() {
  const { rehearsalId } = useParams({ strict: false });
  const id = rehearsalId ?? '';
  const progress = useRead('GET /api/rehearsals/:rehearsalId', {
    params: { rehearsalId: id },
    everyWhile: { ms: EVERY_MS, is: ({ state }) => state === 'running' || state === 'waiting' },
  });
  return <Loaded query={progress}>{(data) => <RehearsalView rehearsal={data} />}</Loaded>;
}

function RehearsalView({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const { t } = useTranslation(['plan', 'common']);
  const { language } = useLanguage();
  const { state, clockAt, acts } = rehearsal;
  const plan = useShadowPlan(rehearsal);
  const counts = plan?.plan.counts;
  return (
    <>
      <PageHead
        above={<PageLink to="/plans">{t('plan:plans')}</PageLink>}
        title={t('plan:rehearsalTitle', { title: rehearsal.planTitle })}
        below={
          <ToneBadge tone={state === 'stalled' ? 'red' : state === 'done' ? 'green' : 'blue'}>
            {t(`plan:rehearsal_${state}`)}
          </ToneBadge>
        }
      >
        <DeleteButton rehearsalId={rehearsal.officeId} />
      </PageHead>
      <div className="rehearsal-banner">
        <Text fw={700} size="sm">
          {t('common:rehearsalBanner')}
        </Text>
        <Text size="sm">{t('common:rehearsalNote')}</Text>
      </div>
      {rehearsal.stall !== null && (
        <Alert color="red" variant="outline" role="alert" title={t('plan:rehearsal_stalled')}>
          {rehearsal.stall}
        </Alert>
      )}
      <Panel>
        <Text size="sm" c="dimmed">
          {t('plan:rehearsalDay')}
        </Text>
        <Text fz={26} fw={700} className="number" aria-live="off">
          {longDay(dayAt(clockAt), language)}{' '}
          <Text span fz={18} fw={400} c="dimmed">
            {clockText(clockAt)}
          </Text>
        </Text>
        <Progress
          mt="sm"
          size="lg"
          animated={state === 'running'}
          value={progressOf(rehearsal)}
          aria-label={t('plan:rehearsalActs')}
        />
        <SimpleGrid cols={{ base: 2, sm: 4 }} mt="md">
          <Big label={t('plan:rehearsalMails')} n={rehearsal.mails} />
          <Big label={t('plan:rehearsalActs')} n={acts.done} of={acts.total} />
          {counts !== undefined && (
            <>
              <Big label={t('plan:rehearsalReports')} n={receivedOf(counts)} of={owingOf(counts)} />
              <Big label={t('plan:rehearsalOverdue')} n={counts.overdue} />
            </>
          )}
        </SimpleGrid>
      </Panel>
      <Panel title={t('plan:stages')}>
        <StageLine stages={rehearsal.stages} />
      </Panel>
      <Results rehearsal={rehearsal} plan={plan} />
    </>
  );
}

/** Percent; the office's own steps after the last act of the script are not counted in advance. */
function progressOf({ state, acts }: Rehearsal): number {
  if (state === 'done') return 100;
  return acts.total === 0 ? 0 : Math.min(95, (acts.done / acts.total) * 100);
}

function Big({
  label,
  n,
  of,
}: {
  readonly label: string;
  readonly n: number;
  readonly of?: number;
}) {
  return (
    <Fact label={label}>
      <Text fz={22} fw={700} className="number">
        {n}
        {of !== undefined && (
          <Text span size="md" c="dimmed">
            /{of}
          </Text>
        )}
      </Text>
    </Fact>
  );
}

function Results({
  rehearsal,
  plan,
}: {
  readonly rehearsal: Rehearsal;
  readonly plan: PlanDetail | null;
}) {
  const { t } = useTranslation(['plan', 'states']);
  const { language } = useLanguage();
  const search = { office: rehearsal.officeId };
  const papers = useInShadow('GET /api/papers', rehearsal, {});
  return (
    <Panel title={t('plan:rehearsalResults')}>
      <Stack gap="sm">
        <Group gap="xs">
          <PageButton
            to="/admin/mailbox"
            search={search}
            variant="default"
            leftSection={<Icon name="mail" size={16} />}
          >
            {t('plan:rehearsalMailbox')}
          </PageButton>
          {plan !== null && (
            <PageButton
              to="/plans/$planId"
              params={{ planId: plan.plan.id }}
              search={search}
              variant="default"
            >
              {t('plan:rehearsalPlan')}
            </PageButton>
          )}
        </Group>
        {plan?.cycles.map((cycle) => (
          <PageLink
            key={cycle.id}
            size="sm"
            fw={600}
            to="/cycles/$cycleId"
            params={{ cycleId: cycle.id }}
            search={search}
          >
            {t('plan:rehearsalBoard', {
              key: `${cycle.reportName}, ${cycleText(cycle.dueDay, language)}`,
            })}
          </PageLink>
        ))}
        {papers.data?.papers.map((paper) => (
          <Group key={paper.id} gap="xs">
            <PageLink
              size="sm"
              fw={600}
              to="/papers/$documentId"
              params={{ documentId: paper.id }}
              search={search}
            >
              {`${t(`states:paper_${paper.kind}`)}, ${cycleText(paper.dueDay, language)}`}
            </PageLink>
            <ToneBadge tone={PAPER_TONE[paper.state]}>
              {t(`states:paperState_${paper.state}`)}
            </ToneBadge>
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}

function DeleteButton({ rehearsalId }: { readonly rehearsalId: string }) {
  const { t } = useTranslation('plan');
  const may = useMay('officer', 'admin');
  const act = useAct();
  const send = useSend();
  const navigate = useNavigate();
  if (!may) return null;
  return (
    <Button
      variant="outline"
      color="red.9"
      onClick={() =>
        act({
          title: t('rehearsalDelete'),
          intro: t('rehearsalDeleteIntro'),
          danger: true,
          run: () => send('DELETE /api/rehearsals/:rehearsalId', { params: { rehearsalId } }),
          onDone: () => void navigate({ to: '/plans', search: {} }),
        })
      }
    >
      {t('rehearsalDelete')}
    </Button>
  );
}

/** Reads inside the shadow office, while the page itself stays in the real one. */
function useInShadow<H extends 'GET /api/plans' | 'GET /api/plans/:planId' | 'GET /api/papers'>(
  head: H,
  { officeId, state }: Rehearsal,
  asked: Asked<H> & { readonly enabled?: boolean },
) {
  const carried = carriedBy<H>(asked);
  const { enabled = true }: { readonly enabled?: boolean } = asked;
  const { language } = useLanguage();
  const session = useSession();
  const asker = { officeId, language };
  return useQuery({
    queryKey: [...readKey(head, asker, carried), state],
    queryFn: async () => askCarrying(head, asker, carried),
    enabled: session.data !== undefined && enabled,
    refetchInterval: state === 'running' ? EVERY_MS * 3 : false,
    placeholderData: (before) => before,
  });
}

function useShadowPlan(rehearsal: Rehearsal): PlanDetail | null {
  const plans = useInShadow('GET /api/plans', rehearsal, {});
  const planId = plans.data?.plans[0]?.id ?? '';
  const detail = useInShadow('GET /api/plans/:planId', rehearsal, {
    params: { planId },
    enabled: planId !== '',
  });
  return detail.data ?? null;
}
