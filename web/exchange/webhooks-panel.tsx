import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WebhookView } from '../../contract/exchange.js';
import { instantOf } from '../../domain/day.js';
import { WEBHOOK_EVENTS } from '../../domain/webhooks.js';
import { momentText } from '../format/day-text.js';
import { useAct } from '../parts/act-dialog.js';
import { useAtOnce } from '../parts/at-once.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { PageButton } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useRead, useSend } from '../requests/use-read.js';
import { ShownOnce } from './shown-once.js';
import { exchangeAnswer } from './tokens-panel.js';

/** Addresses that are told what happens: of what, whether they take it, and adding one. */
export function WebhooksPanel() {
  const { t } = useTranslation('exchange');
  const act = useAct();
  const send = useSend();
  const hooks = useRead('GET /api/webhooks', { everyMs: 20_000 });
  const [secret, setSecret] = useState<string | null>(null);
  const add = () =>
    act({
      title: t('addWebhook'),
      fields: [
        { kind: 'text', name: 'name', label: t('name') },
        { kind: 'text', name: 'url', label: t('url') },
        ...WEBHOOK_EVENTS.map((event) => ({
          ...{ kind: 'check' as const, name: event, label: t(`event_${event}`) },
        })),
      ],
      doneText: '',
      run: async (values) =>
        send('POST /api/webhooks', {
          body: {
            name: values.text('name'),
            url: values.text('url'),
            events: WEBHOOK_EVENTS.filter((event) => values.checked(event)),
          },
        }),
      onDone: (answer) => setSecret(exchangeAnswer(answer, 'secret')),
    });
  return (
    <Panel
      title={t('webhooks')}
      right={
        <Button size="xs" onClick={add}>
          {t('addWebhook')}
        </Button>
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        {t('webhooksIntro')}
      </Text>
      <Loaded
        query={hooks}
        isEmpty={(data) => data.webhooks.length === 0}
        emptyText={t('webhooksEmpty')}
      >
        {(data) => (
          <Stack gap="lg">
            {data.webhooks.map((hook) => (
              <Hook key={hook.id} hook={hook} onSecret={setSecret} />
            ))}
          </Stack>
        )}
      </Loaded>
      {secret !== null && (
        <ShownOnce
          title={t('secretMade')}
          intro={t('secretMadeIntro')}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </Panel>
  );
}

function Hook({
  hook,
  onSecret,
}: {
  readonly hook: WebhookView;
  readonly onSecret: (secret: string | null) => void;
}) {
  const { t } = useTranslation('exchange');
  const { waiting, failed, formerUntil, offWhy } = hook;
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {hook.name}
        </Text>
        <ToneBadge tone={offWhy === null ? 'green' : 'amber'}>
          {offWhy === null ? t('isOn') : t(`off_${offWhy}`)}
        </ToneBadge>
      </Group>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {hook.url}
      </Text>
      <Text size="sm" c="dimmed">
        {hook.events.map((event) => t(`event_${event}`)).join('; ')}
      </Text>
      <Text size="sm" c={failed > 0 ? 'red.9' : 'dimmed'}>
        {t('counts', { waiting, failed })}
        {formerUntil !== null &&
          formerUntil > instantOf(Date.now()) &&
          ` · ${t('formerUntil', { at: momentText(formerUntil) })}`}
      </Text>
      <HookActs hook={hook} onSecret={onSecret} />
    </Stack>
  );
}

function HookActs({
  hook,
  onSecret,
}: {
  readonly hook: WebhookView;
  readonly onSecret: (secret: string | null) => void;
}) {
  const { t } = useTranslation('exchange');
  const act = useAct();
  const atOnce = useAtOnce();
  const send = useSend();
  const params = { webhookId: hook.id };
  const isOn = hook.offWhy === null;
  return (
    <Group gap="xs">
      <PageButton
        size="xs"
        variant="default"
        to="/admin/exchange/$webhookId"
        params={{ webhookId: hook.id }}
      >
        {t('deliveries')}
      </PageButton>
      {isOn && (
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            act({
              title: t('test'),
              run: async () => send('POST /api/webhooks/:webhookId/test', { params }),
            })
          }
        >
          {t('test')}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        onClick={() =>
          act({
            title: t('rotate'),
            intro: t('rotateIntro'),
            doneText: '',
            run: async () => send('POST /api/webhooks/:webhookId/secret', { params }),
            onDone: (answer) => onSecret(exchangeAnswer(answer, 'secret')),
          })
        }
      >
        {t('rotate')}
      </Button>
      <Button
        size="xs"
        variant="default"
        onClick={() =>
          atOnce({
            doneText: isOn ? t('switchedOff') : t('switchedOn'),
            run: async () =>
              send('POST /api/webhooks/:webhookId/switch', { params, body: { on: !isOn } }),
            undo: async () =>
              send('POST /api/webhooks/:webhookId/switch', { params, body: { on: isOn } }),
          })
        }
      >
        {isOn ? t('switchOff') : t('switchOn')}
      </Button>
      <Button
        size="xs"
        variant="default"
        onClick={() =>
          act({
            title: t('removeHook'),
            intro: t('removeHookIntro'),
            danger: true,
            run: async () => send('DELETE /api/webhooks/:webhookId', { params }),
          })
        }
      >
        {t('removeHook')}
      </Button>
    </Group>
  );
}
