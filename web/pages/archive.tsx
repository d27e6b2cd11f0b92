import { Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ArchiveActs } from '../archive/archive-acts.js';
import { ArchiveState } from '../archive/archive-line.js';
import { Loaded } from '../parts/loaded.js';
import { MoreButton } from '../parts/more-button.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { useReadPages } from '../requests/use-read-pages.js';

/** Hồ sơ lưu trữ: plans that are over, how far their files are, and when the archive has to have them. */
export function ArchivePage() {
  const { t } = useTranslation('archive');
  const plans = useReadPages('GET /api/archive', { query: { limit: 50 } }, { everyMs: 15_000 });
  return (
    <>
      <PageHead title={t('title')} below={t('intro')} />
      <Panel>
        <Loaded
          query={plans}
          isEmpty={({ pages }) => pages.every((page) => page.plans.length === 0)}
          emptyText={t('empty')}
        >
          {({ pages }) => (
            <Stack gap="lg">
              {pages
                .flatMap((page) => page.plans)
                .map((plan) => (
                  <Stack key={plan.planId} gap={6}>
                    <PageLink
                      fw={600}
                      to="/archive/$planId"
                      params={{ planId: plan.planId }}
                      style={{ overflowWrap: 'anywhere' }}
                    >
                      {plan.title}
                    </PageLink>
                    <ArchiveState plan={plan} />
                    <Group gap="xs">
                      <ArchiveActs plan={plan} />
                    </Group>
                  </Stack>
                ))}
              <MoreButton pages={plans} />
            </Stack>
          )}
        </Loaded>
      </Panel>
    </>
  );
}
