import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operations } from '../../../contract/operations.js';
import { cycleText, headed } from '../../format/cycle-text.js';
import { longMoment, momentText } from '../../format/day-text.js';
import { useLanguage } from '../../i18n/language.js';
import { useAct } from '../../parts/act-dialog.js';
import { failureText } from '../../parts/failure-text.js';
import { EmptyNote, Loaded } from '../../parts/loaded.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { PageLink } from '../../parts/router-link.js';
import { MESSAGE_TONE } from '../../parts/state-words.js';
import { ToneBadge } from '../../parts/tone-badge.js';
import type { Tone } from '../../parts/tone-badge.js';
import { wordsFor } from '../../parts/code-words.js';
import { useMay } from '../../requests/office.js';
import { useRead, useSend } from '../../requests/use-read.js';
import { owingOf, receivedOf } from '../../work/counts.js';

type Cycle = Operations['cycles'][number];

/** What an admin watches: cycles with next wave and last error, mail servers, mails in trouble. */
export function OperationsPage() {
  const { t } = useTranslation('admin');
  const operations = useRead('GET /api/operations', { everyMs: 15_000 });
  return (
    <>
      <PageHead title={t('cyclesTitle')} />
      <Loaded query={operations}>
        {(data) => (
          <>
            <Alarms alarms={data.alarms} />
            <Panel>
              {data.cycles.length === 0 ? (
                <EmptyNote>{t('cyclesEmpty')}</EmptyNote>
              ) : (
                <Cycles cycles={data.cycles} />
              )}
            </Panel>
            <Panel title={t('troubles')}>
              <Troubles data={data} />
            </Panel>
            <Panel title={t('relays')}>
              <Health data={data} />
            </Panel>
          </>
        )}
      </Loaded>
    </>
  );
}

/** What nobody looks at: the process that runs the steps is down, or cannot go on with these. */
function Alarms({ alarms }: { readonly alarms: Operations['alarms'] }) {
  const { t } = useTranslation('admin');
  const { language } = useLanguage();
  if (alarms.length === 0) return null;
  return (
    <Alert color="red" variant="outline" title={t('alarms')} role="alert">
      <Text size="sm">{t('alarmsIntro')}</Text>
      {alarms.map(({ target, id, planTitle, key, since }) => (
        <Text key={id} size="sm">
          {target === 'plan' ? (
            <PageLink to="/plans/$planId" params={{ planId: id }}>
              {planTitle}
            </PageLink>
          ) : (
            <PageLink to="/cycles/$cycleId" params={{ cycleId: id }}>
              {planTitle}, {cycleText(key ?? '', language)}
            </PageLink>
          )}{' '}
          {t('alarmSince', { at: momentText(since) })}
        </Text>
      ))}
    </Alert>
  );
}

function Cycles({ cycles }: { readonly cycles: readonly Cycle[] }) {
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
                    {headed(cycle.reportName)}, {cycleText(cycle.key, language)}
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

function Troubles({ data }: { readonly data: Operations }) {
  const { t } = useTranslation('admin');
  if (data.troubles.length === 0) return <EmptyNote>{t('noTroubles')}</EmptyNote>;
  return (
    <Stack gap="sm">
      {data.troubles.map((trouble) => (
        <div key={trouble.messageId}>
          <Group gap="xs">
            <ToneBadge tone={MESSAGE_TONE[trouble.state] ?? 'neutral'}>
              {wordsFor('message', trouble.state)}
            </ToneBadge>
            {trouble.obligationId === null ? (
              <Text size="sm">{trouble.agency ?? '–'}</Text>
            ) : (
              <PageLink
                size="sm"
                fw={600}
                to="/obligations/$obligationId"
                params={{ obligationId: trouble.obligationId }}
              >
                {trouble.agency}
              </PageLink>
            )}
            <Text size="xs" c="dimmed" className="number">
              {momentText(trouble.at)}
            </Text>
          </Group>
          <Text size="sm">{trouble.subject}</Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {[trouble.why === null ? null : wordsFor('why', trouble.why), trouble.response]
              .filter((part) => part !== null)
              .join(' · ')}
          </Text>
          <TroubleActs trouble={trouble} />
        </div>
      ))}
    </Stack>
  );
}

/** What a person can do about a mail that nobody can vouch for, and what was said at its tries. */
function TroubleActs({ trouble }: { readonly trouble: Operations['troubles'][number] }) {
  const { t } = useTranslation('admin');
  const act = useAct();
  const send = useSend();
  const mayWatch = useMay('officer', 'admin');
  const mayRead = useMay('admin');
  const [opened, setOpened] = useState(false);
  const params = { messageId: trouble.messageId };
  const doubtful = trouble.state === 'doubtful';
  return (
    <Group gap="xs" mt={4}>
      {mayWatch && doubtful && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() =>
            act({
              title: t('mailArrived'),
              intro: t('mailArrivedIntro'),
              confirmLabel: t('mailArrived'),
              run: () => send('POST /api/messages/:messageId/arrived', { params }),
            })
          }
        >
          {t('mailArrived')}
        </Button>
      )}
      {mayWatch && trouble.state !== 'bounced' && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() =>
            act({
              title: t('mailAgain'),
              intro: t(doubtful ? 'mailAgainDoubtful' : 'mailAgainRefused'),
              confirmLabel: t('mailAgain'),
              run: () => send('POST /api/messages/:messageId/again', { params }),
            })
          }
        >
          {t('mailAgain')}
        </Button>
      )}
      {mayRead && (
        <Button size="compact-xs" variant="subtle" onClick={() => setOpened(!opened)}>
          {t('mailTries')}
        </Button>
      )}
      {opened && <Tries messageId={trouble.messageId} />}
    </Group>
  );
}

function Tries({ messageId }: { readonly messageId: string }) {
  const { t } = useTranslation('admin');
  const tries = useRead('GET /api/messages/:messageId/tries', {
    params: { messageId },
  });
  return (
    <Loaded query={tries}>
      {(data) =>
        data.tries.length === 0 ? (
          <Text size="xs">{t('mailNoTries')}</Text>
        ) : (
          <Stack gap={4} w="100%">
            {data.tries.map((one) => (
              <Text
                key={`${one.at}${one.response}`}
                size="xs"
                component="pre"
                style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 }}
              >
                {momentText(one.at)}
                {'\n'}
                {one.conversation ?? one.response}
              </Text>
            ))}
          </Stack>
        )
      }
    </Loaded>
  );
}

function Health({ data }: { readonly data: Operations }) {
  const { t } = useTranslation('admin');
  const act = useAct();
  const send = useSend();
  const may = useMay('admin');
  return (
    <Stack gap="xs">
      {data.mailAlarm !== null && (
        <Alert color="red" variant="light">
          {t(`mailAlarm_${data.mailAlarm.trouble}`, { words: data.mailAlarm.words })}
        </Alert>
      )}
      {data.relays.length === 0 && <Text size="sm">{t('noRelays')}</Text>}
      {data.relays.map(({ relay, stoppedAt, reason, standing, tryAt }) => (
        <Group key={relay} gap="xs">
          <Text size="sm" fw={600}>
            {relay}
          </Text>
          <ToneBadge tone={stoppedAt === null ? 'green' : 'red'} wraps>
            {stoppedAt === null
              ? t('relayRuns')
              : t('relayStopped', { at: momentText(stoppedAt), reason: reason ?? '' })}
          </ToneBadge>
          {standing !== 'open' && tryAt !== null && (
            <Text size="xs" c="dimmed">
              {t('relayTriesAt', { at: momentText(tryAt) })}
            </Text>
          )}
          {standing !== 'open' && may && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() =>
                act({
                  title: t('relayRetry'),
                  intro: t('relayRetryIntro'),
                  confirmLabel: t('relayRetry'),
                  run: () => send('POST /api/relay/retry', {}),
                })
              }
            >
              {t('relayRetry')}
            </Button>
          )}
        </Group>
      ))}
      <Group gap="md">
        <Text size="sm">{t('messages')}:</Text>
        {Object.entries(data.messages).map(([state, n]) => (
          <Text key={state} size="sm" className="number">
            {wordsFor('message', state)}: <b>{n}</b>
          </Text>
        ))}
      </Group>
      <Text size="sm">
        {t('outbox', { n: data.outbox.waiting })}
        {data.outbox.oldestAt !== null &&
          `, ${t('outboxOldest', { at: momentText(data.outbox.oldestAt) })}`}
        {data.outbox.lastError !== null && `: ${data.outbox.lastError}`}
      </Text>
    </Stack>
  );
}
