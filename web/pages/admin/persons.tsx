import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRequest } from '../../../contract/archive.js';
import { dayAt, instantOf } from '../../../domain/day.js';
import { HeldDataList } from '../../archive/held-data.js';
import { RequestActs } from '../../archive/request-acts.js';
import { momentText, shortDay } from '../../format/day-text.js';
import { useAct } from '../../parts/act-dialog.js';
import { EmptyNote, Loaded } from '../../parts/loaded.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { ToneBadge } from '../../parts/tone-badge.js';
import { useRead, useSend } from '../../requests/use-read.js';

const TONES = { open: 'amber', done: 'green', refused: 'neutral' } as const;

/** Dữ liệu cá nhân: how long they stay, and what persons ask about theirs. */
export function PersonsPage() {
  const { t } = useTranslation('archive');
  const page = useRead('GET /api/person-requests');
  return (
    <>
      <PageHead title={t('persons')} below={t('personsIntro')}>
        <NoteButton />
      </PageHead>
      <Loaded query={page}>
        {({ termMonths, requests }) => (
          <>
            <Panel title={t('term')} right={<TermButton termMonths={termMonths} />}>
              <Text size="sm">
                {termMonths === null ? t('termNone') : t('termIs', { n: termMonths })}
              </Text>
            </Panel>
            <Panel title={t('requests')}>
              {requests.length === 0 ? (
                <EmptyNote>{t('requestsEmpty')}</EmptyNote>
              ) : (
                <Stack gap="lg">
                  {requests.map((request) => (
                    <Request key={request.id} request={request} />
                  ))}
                </Stack>
              )}
            </Panel>
          </>
        )}
      </Loaded>
    </>
  );
}

function TermButton({ termMonths }: { readonly termMonths: number | null }) {
  const { t } = useTranslation(['archive', 'common']);
  const act = useAct();
  const send = useSend();
  return (
    <Button
      size="xs"
      variant="default"
      onClick={() =>
        act({
          title: t('archive:termSet'),
          confirmLabel: t('common:save'),
          fields: [
            {
              kind: 'text',
              name: 'months',
              label: t('archive:termMonths'),
              hint: t('archive:termMonthsHint'),
              required: false,
              ...(termMonths === null ? {} : { initial: String(termMonths) }),
            },
          ],
          run: async (values) => {
            const typed = values.text('months');
            const dataTermMonths = typed === '' ? null : Number(typed);
            return send('PUT /api/settings', { body: { dataTermMonths } });
          },
        })
      }
    >
      {t('archive:termSet')}
    </Button>
  );
}

function NoteButton() {
  const { t } = useTranslation('archive');
  const act = useAct();
  const send = useSend();
  return (
    <Button
      onClick={() =>
        act({
          title: t('note'),
          fields: [
            { kind: 'text', name: 'person', label: t('person') },
            { kind: 'text', name: 'words', label: t('words'), hint: t('wordsHint') },
            {
              kind: 'choice',
              name: 'kind',
              label: t('kind'),
              required: true,
              initial: 'show',
              options: (['show', 'correct', 'erase'] as const).map((value) => ({
                value,
                label: t(`kind_${value}`),
              })),
            },
            { kind: 'day', name: 'receivedOn', label: t('receivedOn') },
          ],
          run: async (values) =>
            send('POST /api/person-requests', {
              body: {
                kind: values.text('kind') as PersonRequest['kind'],
                person: values.text('person'),
                words: values
                  .text('words')
                  .split(',')
                  .map((word) => word.trim())
                  .filter((word) => word !== ''),
                receivedOn: values.text('receivedOn'),
              },
            }),
        })
      }
    >
      {t('note')}
    </Button>
  );
}

function Request({ request }: { readonly request: PersonRequest }) {
  const { t } = useTranslation('archive');
  const [looks, setLooks] = useState(false);
  const { state, dueOn, receivedOn, answer, answeredAt, answeredBy } = request;
  const isLate = state === 'open' && dueOn < dayAt(instantOf(Date.now()));
  return (
    <Stack gap={6}>
      <Group gap="xs">
        <Text fw={600}>{request.person}</Text>
        <ToneBadge tone={TONES[state]}>{t(`request_${state}`)}</ToneBadge>
        <Text size="sm">{t(`kind_${request.kind}`)}</Text>
        <Text size="sm" c="dimmed">
          {t('received', { day: shortDay(receivedOn) })}
        </Text>
        {state === 'open' && (
          <Text size="sm" c={isLate ? 'red.9' : 'dimmed'} fw={isLate ? 600 : 400}>
            {t(isLate ? 'dueLate' : 'due', { day: shortDay(dueOn) })}
          </Text>
        )}
      </Group>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {request.words.join(', ')}
      </Text>
      {answer !== null && answeredAt !== null && (
        <Text size="sm">
          {t('answered', { at: momentText(answeredAt), by: answeredBy ?? '', answer })}
        </Text>
      )}
      {state === 'open' && !looks && (
        <Group>
          <Button size="xs" onClick={() => setLooks(true)}>
            {t('look')}
          </Button>
        </Group>
      )}
      {state === 'open' && looks && (
        <>
          <HeldDataList requestId={request.id} />
          <RequestActs requestId={request.id} />
        </>
      )}
    </Stack>
  );
}
