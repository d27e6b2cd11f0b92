import { Button, Table, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DeliveryView } from '../../../contract/exchange.js';
import type { WebhookEvent } from '../../../domain/webhooks.js';
import { momentText } from '../../format/day-text.js';
import { useAct } from '../../parts/act-dialog.js';
import { Loaded } from '../../parts/loaded.js';
import { MoreButton } from '../../parts/more-button.js';
import { PageHead, Panel } from '../../parts/page-head.js';
import { PageLink } from '../../parts/router-link.js';
import { ToneBadge } from '../../parts/tone-badge.js';
import { useReadPages } from '../../requests/use-read-pages.js';
import { useSend } from '../../requests/use-read.js';

const TONES = { waiting: 'amber', done: 'green', failed: 'red' } as const;

/** What an address was told, the answers, and sending one again. */
export function DeliveriesPage() {
  const { t } = useTranslation('exchange');
  const { webhookId = '' } = useParams({ strict: false });
  const list = useReadPages(
    'GET /api/webhooks/:webhookId/deliveries',
    { params: { webhookId }, query: { limit: 50 } },
    { everyMs: 10_000 },
  );
  return (
    <>
      <PageHead
        above={<PageLink to="/admin/exchange">{t('back')}</PageLink>}
        title={t('deliveries')}
      />
      <Panel>
        <Loaded
          query={list}
          isEmpty={({ pages }) => pages.every((page) => page.deliveries.length === 0)}
          emptyText={t('deliveriesEmpty')}
        >
          {({ pages }) => (
            <>
              <Deliveries
                webhookId={webhookId}
                rows={pages.flatMap(({ deliveries }) => deliveries)}
              />
              <MoreButton pages={list} />
            </>
          )}
        </Loaded>
      </Panel>
    </>
  );
}

function Deliveries({
  webhookId,
  rows,
}: {
  readonly webhookId: string;
  readonly rows: readonly DeliveryView[];
}) {
  const { t } = useTranslation('exchange');
  const act = useAct();
  const send = useSend();
  return (
    <Table.ScrollContainer minWidth={680} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('when')}</Table.Th>
            <Table.Th>{t('event')}</Table.Th>
            <Table.Th>{t('state')}</Table.Th>
            <Table.Th>{t('result')}</Table.Th>
            <Table.Th aria-label={t('replay')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td className="number">{momentText(row.madeAt)}</Table.Td>
              <Table.Td>{t(`event_${row.event as WebhookEvent | 'test'}`)}</Table.Td>
              <Table.Td>
                <ToneBadge tone={TONES[row.state]}>{t(`delivery_${row.state}`)}</ToneBadge>
              </Table.Td>
              <Table.Td>
                <Text size="sm">
                  {[row.status, row.problem, row.tries > 0 ? t('tries', { n: row.tries }) : null]
                    .filter((part) => part !== null)
                    .join(' · ')}
                </Text>
                {row.state === 'waiting' && row.tryAt !== null && row.tries > 0 && (
                  <Text size="xs" c="dimmed">
                    {t('nextTry', { at: momentText(row.tryAt) })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() =>
                    act({
                      title: t('replay'),
                      run: async () =>
                        send('POST /api/webhooks/:webhookId/deliveries/:deliveryId/replay', {
                          params: { webhookId, deliveryId: row.id },
                        }),
                    })
                  }
                >
                  {t('replay')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
