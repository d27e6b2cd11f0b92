import { Alert, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../contract/plans.js';
import { asksOnce } from '../../domain/one-off.js';
import { AmendmentEffectPanel } from '../amend/effect-panel.js';
import { momentText } from '../format/day-text.js';
import { Icon } from '../icons/icon.js';
import { CycleLine } from '../parts/cycle-line.js';
import { failureInShort } from '../parts/failure-text.js';
import { EmptyNote } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageButton, PageLink } from '../parts/router-link.js';
import { StageLine } from '../parts/stage-line.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { PLAN_TONE, shownState } from '../work/plan-state.js';
import { useMay } from '../requests/office.js';
import { PlanActs } from './plan-acts.js';
import { BeforeStart } from './before-start.js';
import { PlanForms } from './plan-forms.js';
import { PlanAxis } from '../axis/axis-panel.js';
import { PlanAttachments } from './plan-attachments.js';
import { PlanOfficers } from './plan-officers.js';
import { PlanPapers } from './plan-papers.js';
import { PlanIdentity } from './plan-identity.js';
import { PlanWavesPanel } from './plan-waves.js';
import { ProgrammeLine } from '../programme/programme-line.js';
import { PlanRehearsals } from './plan-rehearsals.js';

const OVER: ReadonlySet<PlanDetail['plan']['state']> = new Set(['closed', 'cancelled']);

/** One plan with what may be done, its stages, cycles, papers and rehearsals. */
export function PlanView({ data }: { readonly data: PlanDetail }) {
  const { t } = useTranslation(['plan', 'states', 'archive']);
  const { plan } = data;
  const isOfficer = useMay('officer');
  const state = shownState(plan);
  const amendReason = data.versions.at(-1)?.reason ?? '';
  const waitsForStart = plan.state === 'awaitingConsent' || plan.state === 'consented';
  return (
    <>
      <PageHead
        above={<PageLink to="/plans">{t('plan:plans')}</PageLink>}
        title={plan.title}
        below={
          <Group gap="xs">
            <ToneBadge tone={PLAN_TONE[state]}>{t(`states:plan_${state}`)}</ToneBadge>
            {plan.citation !== null && <span>{plan.citation}</span>}
          </Group>
        }
      >
        <PlanActs data={data} />
      </PageHead>
      {data.returnReason !== null && (
        <Alert color="yellow" variant="outline" icon={<Icon name="warning" />}>
          {t('plan:returned', { reason: data.returnReason })}
        </Alert>
      )}
      {plan.pausedAt !== null && (
        <Alert color="yellow" variant="outline">
          {t('plan:pausedSince', { at: momentText(plan.pausedAt) })}
        </Alert>
      )}
      {plan.lastError !== null && (
        <Alert color="red" variant="outline" title={t('plan:lastError')} role="alert">
          {failureInShort(plan)}
        </Alert>
      )}
      {(plan.state === 'closed' || plan.state === 'cancelled') && (
        <Text size="sm">
          <PageLink to="/archive/$planId" params={{ planId: plan.id }}>
            {t('archive:title')}
          </PageLink>
        </Text>
      )}
      {waitsForStart && data.seen !== null && (
        <Text size="sm" c="dimmed">
          {t('plan:confirmedContent', { hash: data.seen.slice(0, 12) })}
        </Text>
      )}
      {data.amends !== null && (
        <Alert variant="outline">
          {t('plan:amendsPlan')}{' '}
          <PageLink
            size="sm"
            underline="always"
            to="/plans/$planId"
            params={{ planId: data.amends.planId }}
          >
            {data.amends.title}
          </PageLink>
          {amendReason !== '' && (
            <Text size="sm">{t('plan:amendReason', { reason: amendReason })}</Text>
          )}
        </Alert>
      )}
      {data.amendment !== null && (
        <Alert variant="outline">
          {t('plan:amendmentOpen')}{' '}
          <PageLink
            size="sm"
            underline="always"
            to="/plans/$planId"
            params={{ planId: data.amendment.planId }}
          >
            {t('plan:amendmentSee')}
          </PageLink>
        </Alert>
      )}
      {waitsForStart && data.amends !== null && (
        <AmendmentEffectPanel planId={plan.id} of="confirmed" />
      )}
      {/* Who consents reads first who is asked for what; who starts, what stands against it. */}
      {waitsForStart && data.amends === null && plan.state !== 'awaitingConsent' && (
        <BeforeStart planId={plan.id} />
      )}
      {waitsForStart && data.amends === null && <PlanWavesPanel planId={plan.id} />}
      {waitsForStart && data.amends === null && plan.state === 'awaitingConsent' && (
        <BeforeStart planId={plan.id} />
      )}
      {data.stages.length > 0 && (
        <Panel title={t('plan:stages')}>
          <StageLine stages={data.stages} />
        </Panel>
      )}
      {data.amends === null && (
        <Panel
          title={t('plan:cycles')}
          right={
            plan.startedAt === null ? null : (
              <PageButton
                size="xs"
                variant="default"
                to="/plans/$planId/grid"
                params={{ planId: plan.id }}
              >
                {t('plan:grid')}
              </PageButton>
            )
          }
        >
          {data.cycles.length === 0 ? (
            <EmptyNote>{t('plan:noCycles')}</EmptyNote>
          ) : (
            <Stack gap="md">
              {data.cycles.map((cycle) => (
                <CycleLine key={cycle.id} cycle={cycle} counts={cycle.counts} />
              ))}
            </Stack>
          )}
        </Panel>
      )}
      {plan.startedAt !== null && <ProgrammeLine planId={plan.id} />}
      {plan.startedAt !== null && <PlanPapers planId={plan.id} />}
      {plan.startedAt !== null && <PlanAxis planId={plan.id} />}
      {plan.startedAt !== null && (
        <PlanForms planId={plan.id} mayEdit={isOfficer && plan.state === 'started'} />
      )}
      {data.identity !== null && asksOnce(data.identity) && (
        <PlanAttachments planId={plan.id} mayEdit={false} />
      )}
      {data.amends === null && <PlanOfficers planId={plan.id} isOver={OVER.has(plan.state)} />}
      <PlanIdentity data={data} />
      <PlanRehearsals data={data} />
    </>
  );
}
