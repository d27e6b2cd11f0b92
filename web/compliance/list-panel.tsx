import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ComplianceListHead } from '../../contract/compliance.js';
import { momentText, shortDay } from '../format/day-text.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useRead } from '../requests/use-read.js';

export const LIST_TONE = {
  awaitingApproval: 'amber',
  agreed: 'green',
  sentBack: 'red',
  superseded: 'neutral',
} as const satisfies Record<ComplianceListHead['state'], string>;

/** The lists that were put before the approvers. */
export function ListPanel() {
  const { t } = useTranslation('compliance');
  const lists = useRead('GET /api/compliance/lists');
  return (
    <Panel title={t('lists')}>
      <Text size="sm" mb="sm">
        {t('listsIntro')}
      </Text>
      <Loaded query={lists}>
        {(data) =>
          data.lists.length === 0 ? (
            <EmptyNote>{t('listsEmpty')}</EmptyNote>
          ) : (
            <Stack gap="xs">
              {data.lists.map((list) => (
                <Group key={list.id} gap="xs">
                  <PageLink
                    to="/compliance-lists/$listId"
                    params={{ listId: list.id }}
                    size="sm"
                    fw={600}
                  >
                    {t('list', {
                      from: shortDay(list.from),
                      to: shortDay(list.to),
                      n: list.agencies,
                    })}
                  </PageLink>
                  <ToneBadge tone={LIST_TONE[list.state]}>{t(`state_${list.state}`)}</ToneBadge>
                  <Text size="xs" c="dimmed">
                    {t('putForwardBy', {
                      by: list.putForwardBy,
                      at: momentText(list.putForwardAt),
                    })}
                  </Text>
                </Group>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Panel>
  );
}
