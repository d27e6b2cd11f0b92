import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../contract/plans.js';
import { momentText } from '../format/day-text.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useOffice } from '../requests/office.js';
import { useRead } from '../requests/use-read.js';

/** The rehearsals of a plan. */
export function PlanRehearsals({ data }: { readonly data: PlanDetail }) {
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
