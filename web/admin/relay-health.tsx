import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Operations } from '../../contract/operations.js';
import { momentText } from '../format/day-text.js';
import { useAct } from '../parts/act-dialog.js';
import { wordsFor } from '../parts/code-words.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useMay } from '../requests/office.js';
import { useSend } from '../requests/use-read.js';

/** Whether mail leaves: the relays, the mails of the last days by their fate, what waits to be told. */
export function RelayHealth({ data }: { readonly data: Operations }) {
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
