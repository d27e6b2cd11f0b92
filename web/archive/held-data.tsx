import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useFileAddress, useRead } from '../requests/use-read.js';

/** What is held of the person of a request, and what of it has to stay. */
export function HeldDataList({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation('archive');
  const addressOf = useFileAddress();
  const held = useRead('GET /api/person-requests/:requestId/held', { params: { requestId } });
  return (
    <Loaded query={held}>
      {(data) =>
        data.held.length === 0 ? (
          <EmptyNote>{t('heldNone')}</EmptyNote>
        ) : (
          <Stack gap={6}>
            {data.held.map(({ place, about, count, keptBecause }) => (
              <Group key={`${place} ${about} ${keptBecause ?? ''}`} gap="xs" align="flex-start">
                <ToneBadge tone={keptBecause === null ? 'green' : 'neutral'}>
                  {t(`place_${place}`)} × {count}
                </ToneBadge>
                <Text size="sm" style={{ flex: '1 1 240px', overflowWrap: 'anywhere' }}>
                  {about === '' ? '' : `${about}. `}
                  {keptBecause === null
                    ? t('erasable')
                    : t('kept', { why: t(`kept_${keptBecause}`) })}
                </Text>
              </Group>
            ))}
            <Anchor size="sm" href={addressOf(`/api/person-requests/${requestId}/held-file`)}>
              {t('heldFile')}
            </Anchor>
          </Stack>
        )
      }
    </Loaded>
  );
}
