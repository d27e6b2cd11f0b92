import { Alert, Anchor, Button, Group, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../contract/plans.js';
import { cycleText, headed } from '../format/cycle-text.js';
import { longDay, longMoment, momentText, shortDay } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { Icon } from '../icons/icon.js';
import { useAct } from '../parts/act-dialog.js';
import { CycleLine } from '../parts/cycle-line.js';
import { DueFacts } from '../parts/due-facts.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { failureText } from '../parts/failure-text.js';
import { Fact, PageHead, Panel } from '../parts/page-head.js';
import { PaperLine } from '../parts/paper-line.js';
import { PageButton, PageLink } from '../parts/router-link.js';
import { StageLine } from '../parts/stage-line.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { wordsFor } from '../parts/code-words.js';
import { useMay, useOffice } from '../requests/office.js';
import { useFileAddress, useRead, useSend } from '../requests/use-read.js';
import { PLAN_TONE, shownState } from '../work/plan-state.js';

/** One plan: where it stands, what may be done by whom, its cycles, papers and rehearsals. */
export function PlanPage() {
  const { planId } = useParams({ strict: false });
  const id = planId ?? '';
  const detail = useRead('GET /api/plans/:planId', {
    params: { planId: id },
    everyMs: 20_000,
  });
  return <Loaded query={detail}>{(data) => <PlanView data={data} />}</Loaded>;
}

function PlanView({ data }: { readonly data: PlanDetail }) {
  const { t } = useTranslation(['plan', 'states']);
  const { plan } = data;
  const state = shownState(plan);
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
          {failureText(plan)}
        </Alert>
      )}
      {waitsForStart && data.seen !== null && (
        <Text size="sm" c="dimmed">
          {t('plan:confirmedContent', { hash: data.seen.slice(0, 12) })}
        </Text>
      )}
      {waitsForStart && <BeforeStart planId={plan.id} />}
      {data.stages.length > 0 && (
        <Panel title={t('plan:stages')}>
          <StageLine stages={data.stages} />
        </Panel>
      )}
      <Panel title={t('plan:cycles')}>
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
      {plan.startedAt !== null && <Papers planId={plan.id} />}
      <Identity data={data} />
      <Rehearsals data={data} />
    </>
  );
}

function PlanActs({ data: { plan, seen } }: { readonly data: PlanDetail }) {
  const { t } = useTranslation(['plan', 'common']);
  const act = useAct();
  const send = useSend();
  const isOfficer = useMay('officer');
  const isApprover = useMay('approver');
  const runs = useMay('officer', 'admin');
  const params = { planId: plan.id };
  const reason = { kind: 'reason', name: 'reason', label: t('common:reason') } as const;
  const waits = plan.state === 'draft' || plan.state === 'awaitingConsent';
  const waitsForStart = plan.state === 'awaitingConsent' || plan.state === 'consented';

  return (
    <>
      {isOfficer && waits && (
        <PageButton
          to="/plans/$planId/review"
          params={params}
          variant={plan.state === 'draft' ? 'filled' : 'default'}
        >
          {t('plan:review')}
        </PageButton>
      )}
      {isApprover && waitsForStart && (
        <>
          {!isOfficer && (
            <PageButton to="/plans/$planId/review" params={params} variant="default">
              {t('plan:viewReview')}
            </PageButton>
          )}
          <Button
            variant="default"
            onClick={() =>
              act({
                title: t('plan:sendBack'),
                fields: [reason],
                confirmLabel: t('plan:sendBack'),
                run: (values) =>
                  send('POST /api/plans/:planId/return', {
                    params,
                    body: { reason: values.text('reason') },
                  }),
              })
            }
          >
            {t('plan:sendBack')}
          </Button>
          {plan.state === 'awaitingConsent' && (
            <Button
              onClick={() =>
                act({
                  title: t('plan:consent'),
                  intro: t('plan:consentIntro', { hash: seen?.slice(0, 12) ?? '–' }),
                  confirmLabel: t('plan:consent'),
                  run: () => send('POST /api/plans/:planId/consent', { params, body: { seen } }),
                })
              }
            >
              {t('plan:consent')}
            </Button>
          )}
        </>
      )}
      {runs && plan.state !== 'draft' && <RehearseButton planId={plan.id} />}
      {isOfficer && plan.state === 'consented' && <StartButton planId={plan.id} />}
      {runs && plan.state === 'started' && (
        <>
          {plan.pausedAt === null ? (
            <Button
              variant="default"
              onClick={() =>
                act({
                  title: t('plan:pause'),
                  intro: t('plan:pauseIntro'),
                  fields: [reason],
                  confirmLabel: t('plan:pause'),
                  run: (values) =>
                    send('POST /api/plans/:planId/pause', {
                      params,
                      body: { reason: values.text('reason') },
                    }),
                })
              }
            >
              {t('plan:pause')}
            </Button>
          ) : (
            <Button
              onClick={() =>
                act({
                  title: t('plan:resume'),
                  intro: t('plan:resumeIntro'),
                  fields: [reason],
                  confirmLabel: t('plan:resume'),
                  run: (values) =>
                    send('POST /api/plans/:planId/resume', {
                      params,
                      body: { reason: values.text('reason') },
                    }),
                })
              }
            >
              {t('plan:resume')}
            </Button>
          )}
          <Button
            variant="outline"
            color="red.9"
            onClick={() =>
              act({
                title: t('plan:cancel'),
                intro: t('plan:cancelIntro'),
                fields: [reason],
                confirmLabel: t('plan:cancel'),
                danger: true,
                run: (values) =>
                  send('POST /api/plans/:planId/cancel', {
                    params,
                    body: { reason: values.text('reason') },
                  }),
              })
            }
          >
            {t('plan:cancel')}
          </Button>
        </>
      )}
    </>
  );
}

function RehearseButton({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('plan');
  const act = useAct();
  const send = useSend();
  const navigate = useNavigate();
  return (
    <Button
      variant="default"
      leftSection={<Icon name="rehearse" size={16} />}
      onClick={() =>
        act({
          title: t('rehearse'),
          intro: t('rehearseIntro'),
          confirmLabel: t('rehearse'),
          run: async () => {
            const { rehearsalId } = await send('POST /api/plans/:planId/rehearsals', {
              params: { planId },
              body: {},
            });
            await navigate({ to: '/rehearsals/$rehearsalId', params: { rehearsalId } });
          },
        })
      }
    >
      {t('rehearse')}
    </Button>
  );
}

function StartButton({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('plan');
  const act = useAct();
  const send = useSend();
  const preview = useRead('GET /api/plans/:planId/start', { params: { planId } });
  const isReady = preview.data?.problems.length === 0;
  return (
    <Button
      disabled={!isReady}
      onClick={() =>
        act({
          title: t('start'),
          intro: t('startIntro'),
          confirmLabel: t('start'),
          run: async () => {
            const started = await send('POST /api/plans/:planId/start', {
              params: { planId },
            });
            notifications.show({
              message: t('startCounts', {
                cycles: started.cycles,
                obligations: started.obligations,
              }),
            });
          },
        })
      }
    >
      {t('start')}
    </Button>
  );
}

/** What a start would do now: what it lacks, which reminders are already past, whom no mail reaches. */
function BeforeStart({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('plan');
  const { language } = useLanguage();
  const preview = useRead('GET /api/plans/:planId/start', { params: { planId } });
  return (
    <Panel title={t('before')}>
      <Loaded query={preview}>
        {({ problems, skipped, withoutContact, cycles }) => (
          <Stack gap="md">
            {problems.length === 0 ? (
              <Text size="sm">{t('noProblems')}</Text>
            ) : (
              <Alert color="red" variant="outline" title={t('problems')}>
                <List size="sm">
                  {problems.map(({ code, message }) => (
                    <List.Item key={code + message}>{message}</List.Item>
                  ))}
                </List>
                <Text size="sm" mt="xs">
                  {t('problemsHint')}
                </Text>
              </Alert>
            )}
            <Stack gap="xs">
              {cycles.map(({ key, targetAt, overdueAt, closesForNewAt }) => (
                <div key={key}>
                  <Text size="sm" fw={600}>
                    {headed(cycleText(key, language))}
                  </Text>
                  <DueFacts phrase={null} targetAt={targetAt} overdueAt={overdueAt} />
                  {closesForNewAt !== null && (
                    <Text size="sm" c="dimmed">
                      {t('closesForNew')}: {longMoment(closesForNewAt, language)}
                    </Text>
                  )}
                </div>
              ))}
            </Stack>
            <div>
              <Text size="sm" fw={600}>
                {skipped.length === 0 ? t('noSkipped') : t('skipped')}
              </Text>
              <List size="sm">
                {skipped.map(({ rung, at, why }) => (
                  <List.Item key={rung + at}>
                    {wordsFor('rung', rung)}, {longMoment(at, language)}: {why}
                  </List.Item>
                ))}
              </List>
            </div>
            <div>
              <Text size="sm" fw={600}>
                {withoutContact.length === 0
                  ? t('allHaveContact')
                  : t('withoutContact', { n: withoutContact.length })}
              </Text>
              {withoutContact.length > 0 && <Text size="sm">{withoutContact.join('; ')}</Text>}
            </div>
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function Papers({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('plan');
  const papers = useRead('GET /api/papers', { query: { planId } });
  return (
    <Panel title={t('papers')}>
      <Loaded query={papers} isEmpty={(data) => data.papers.length === 0} emptyText={t('noPapers')}>
        {(data) => (
          <Stack gap="xs">
            {data.papers.map((paper) => (
              <PaperLine key={paper.id} paper={paper} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function Identity({ data: { identity, plan, versions } }: { readonly data: PlanDetail }) {
  const { t } = useTranslation(['plan', 'common']);
  const { language } = useLanguage();
  const fileAddress = useFileAddress();
  return (
    <Panel title={t('plan:identity')}>
      {identity !== null && (
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm" mb="sm">
          <Fact label={t('plan:number')}>{identity.number ?? '–'}</Fact>
          <Fact label={t('plan:issuedOn')}>
            {identity.issuedOn === null ? '–' : longDay(identity.issuedOn, language)}
          </Fact>
          <Fact label={t('plan:issuer')}>{identity.issuer}</Fact>
          <Fact label={t('plan:sendingBody')}>{identity.sendingBody}</Fact>
          <Fact label={t('plan:contactPoint')}>
            {[identity.unit, identity.officerName, identity.officerPhone]
              .filter((part) => part !== '')
              .join(', ') || '–'}
          </Fact>
          <Fact label={t('plan:replyTo')}>{identity.replyTo}</Fact>
          {plan.windowFrom !== null && plan.windowTo !== null && (
            <Fact label={t('plan:window')}>
              {shortDay(plan.windowFrom)} – {shortDay(plan.windowTo)}
            </Fact>
          )}
        </SimpleGrid>
      )}
      <Stack gap={4}>
        {versions.map((version) => (
          <Text key={version.version} size="sm">
            <Anchor href={fileAddress(`/api/plans/${plan.id}/file`)} size="sm">
              {version.fileName}
            </Anchor>{' '}
            · {t('plan:version', { n: version.version, at: momentText(version.uploadedAt) })}
            {version.consentAt !== null &&
              ` · ${t('plan:consentedBy', {
                name: version.consentBy ?? '',
                at: momentText(version.consentAt),
              })}`}
          </Text>
        ))}
      </Stack>
    </Panel>
  );
}

function Rehearsals({ data }: { readonly data: PlanDetail }) {
  const { t } = useTranslation('plan');
  const office = useOffice();
  const isShown = data.rehearsals.length > 0 && office?.kind === 'live';
  const rehearsals = useRead('GET /api/rehearsals', {
    enabled: isShown,
  });
  if (!isShown) return null;
  return (
    <Panel title={t('rehearsals')}>
      <Loaded query={rehearsals}>
        {(all) => (
          <Stack gap="xs">
            {all.rehearsals
              .filter(({ officeId }) => data.rehearsals.includes(officeId))
              .map((rehearsal) => (
                <Group key={rehearsal.officeId} gap="sm">
                  <PageLink
                    size="sm"
                    fw={600}
                    to="/rehearsals/$rehearsalId"
                    params={{ rehearsalId: rehearsal.officeId }}
                  >
                    {momentText(rehearsal.createdAt)}
                  </PageLink>
                  <ToneBadge
                    tone={
                      rehearsal.state === 'stalled'
                        ? 'red'
                        : rehearsal.state === 'done'
                          ? 'green'
                          : 'blue'
                    }
                  >
                    {t(`rehearsal_${rehearsal.state}`)}
                  </ToneBadge>
                  <Text size="sm" c="dimmed">
                    {t('rehearsalMails')}: {rehearsal.mails}
                  </Text>
                </Group>
              ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}
