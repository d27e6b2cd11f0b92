import { Alert, Button, Group, List, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpeningView } from '../../../contract/opening.js';
import { DoctorPanel } from '../../admin/doctor-panel.js';
import { momentText } from '../../format/day-text.js';
import { useAct } from '../../parts/act-dialog.js';
import { Loaded } from '../../parts/loaded.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { PageLink } from '../../parts/router-link.js';
import { ToneBadge } from '../../parts/tone-badge.js';
import { useRead, useSend } from '../../requests/use-read.js';
import { notices } from '../../parts/notices.js';

type Step = OpeningView['steps'][number];
type Choices = Readonly<Record<string, 'anew' | 'drop'>>;

/** Where each step is done. */
const PAGES = {
  office: '/admin/settings',
  sender: '/admin/settings',
  agencies: '/admin/contacts',
  staff: '/admin/staff',
  calendar: '/admin/calendar',
  guidance: '/admin/settings',
} as const satisfies Record<Step['step'], string>;

/** The checklist of an office that is being prepared, and the act that opens it. */
export function OpeningPage() {
  const { t } = useTranslation('opening');
  const opening = useRead('GET /api/opening', {
    everyWhile: { ms: 3000, is: ({ testMail }) => testMail.state === 'waiting' },
  });
  return (
    <>
      <PageHead title={t('title')} below={t('intro')} />
      <Loaded query={opening}>
        {(view) =>
          view.openedAt === null ? (
            <Checklist view={view} />
          ) : (
            <Panel>
              <Text>{t('openSince', { at: momentText(view.openedAt) })}</Text>
            </Panel>
          )
        }
      </Loaded>
    </>
  );
}

function Checklist({ view }: { readonly view: OpeningView }) {
  const { t } = useTranslation('opening');
  const [choices, setChoices] = useState<Choices>({});
  return (
    <>
      {view.steps.map((step, at) => (
        <Panel
          key={step.step}
          title={`${String(at + 1)}. ${t(`step_${step.step}`)}`}
          right={
            <ToneBadge tone={step.done ? 'green' : 'amber'}>
              {t(step.done ? 'done' : 'missing')}
            </ToneBadge>
          }
        >
          <Stack gap="xs" align="flex-start">
            <Gaps gaps={step.gaps} />
            {step.step === 'sender' && <TestMail view={view} />}
            <PageLink size="sm" fw={600} to={PAGES[step.step]}>
              {t(`to_${step.step}`)}
            </PageLink>
          </Stack>
        </Panel>
      ))}
      {view.trials.length > 0 && (
        <Trials trials={view.trials} choices={choices} onChange={setChoices} />
      )}
      <Open view={view} choices={choices} />
    </>
  );
}

function Gaps({ gaps }: Pick<Step, 'gaps'>) {
  const { t } = useTranslation('opening');
  if (gaps.length === 0) return null;
  return (
    <List size="sm">
      {gaps.map(({ gap, count, stops }) => (
        <List.Item key={gap} {...(stops ? { fw: 600 } : { c: 'dimmed' })}>
          {t(`gap_${gap}`, { count: count ?? 0 })}
        </List.Item>
      ))}
    </List>
  );
}

function TestMail({ view: { sender, testMail } }: { readonly view: OpeningView }) {
  const { t } = useTranslation('opening');
  const send = useSend();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const sendTest = async (): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    try {
      await send('POST /api/opening/test-mail');
      await client.invalidateQueries();
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : null);
    } finally {
      setBusy(false);
    }
  };
  const { state, to, at, answer } = testMail;
  const about = { to: to ?? '', at: at === null ? '' : momentText(at) };
  return (
    <>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t('senderIs', sender)}
      </Text>
      {state !== 'none' && (
        <Text size="sm" role="status">
          {state === 'arrived' && t('testArrived', about)}
          {state === 'waiting' && t('testWaits', about)}
          {state === 'failed' && t('testFailed', about)}
        </Text>
      )}
      {state !== 'arrived' && answer !== null && (
        <Text size="sm" c="dimmed">
          {t('testAnswer', { answer })}
        </Text>
      )}
      {refusal !== null && (
        <Alert color="red" variant="outline" role="alert">
          {refusal}
        </Alert>
      )}
      <Button size="xs" loading={busy} onClick={() => void sendTest()}>
        {t(state === 'none' ? 'sendTest' : 'sendTestAgain')}
      </Button>
      <DoctorPanel />
    </>
  );
}

function Trials({
  trials,
  choices,
  onChange,
}: {
  readonly trials: OpeningView['trials'];
  readonly choices: Choices;
  readonly onChange: (choices: Choices) => void;
}) {
  const { t } = useTranslation('opening');
  return (
    <Panel title={t('trialsTitle')}>
      <Stack gap="sm">
        <Text size="sm">{t('trialsIntro')}</Text>
        {trials.map(({ planId, title, startedAt }) => (
          <Group key={planId} justify="space-between" gap="xs">
            <div style={{ minWidth: 0, flex: '1 1 240px' }}>
              <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {title}
              </Text>
              <Text size="xs" c="dimmed">
                {t('trialSince', { at: momentText(startedAt) })}
              </Text>
            </div>
            <SegmentedControl
              aria-label={title}
              value={choices[planId] ?? ''}
              onChange={(value) =>
                onChange({ ...choices, [planId]: value === 'drop' ? 'drop' : 'anew' })
              }
              data={[
                { value: 'anew', label: t('trial_anew') },
                { value: 'drop', label: t('trial_drop') },
              ]}
            />
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}

function Open({ view, choices }: { readonly view: OpeningView; readonly choices: Choices }) {
  const { t } = useTranslation('opening');
  const send = useSend();
  const act = useAct();
  const missing = view.steps.filter(({ done }) => !done).length;
  const isDecided = view.trials.every(({ planId }) => choices[planId] !== undefined);
  const open = () =>
    act({
      title: t('open'),
      intro: t('openIntro'),
      doneText: '',
      run: async () => send('POST /api/opening', { body: { choices } }),
      onDone: (answer) => {
        const { unstarted } = answer as { unstarted: { title: string; why: string }[] };
        notices.show({
          message: [
            t('opened'),
            ...(unstarted.length > 0 ? [t('unstarted')] : []),
            ...unstarted.map(({ title, why }) => `${title}: ${why}`),
          ].join(' '),
          autoClose: unstarted.length > 0 ? false : 4000,
        });
      },
    });
  return (
    <Group gap="sm">
      <Button size="md" disabled={missing > 0 || !isDecided} onClick={open}>
        {t('open')}
      </Button>
      {missing > 0 && <Text size="sm">{t('openNotYet', { count: missing })}</Text>}
      {missing === 0 && !isDecided && <Text size="sm">{t('openUndecided')}</Text>}
    </Group>
  );
}
