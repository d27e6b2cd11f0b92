import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { PaperLine } from '../parts/paper-line.js';
import { useRead } from '../requests/use-read.js';

/** The letters and reports of a plan. */
export function PlanPapers({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('plan');
  const papers = useRead('GET /api/papers', { query: { planId } });
  return (
    <Panel title={t('papers')}>
      <Loaded query={papers} isEmpty={(data) => data.papers.length === 0} emptyText={t('noPapers')}>
        {(data) => (
          <Stack gap="xs">
            {data.papers.map((paper) => (
              <PaperLine key={paper.id} paper={paper} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}
