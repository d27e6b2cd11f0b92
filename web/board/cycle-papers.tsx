import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../parts/page-head.js';
import { PaperLine } from '../parts/paper-line.js';
import { useRead } from '../requests/use-read.js';

/** The letters and reports of a cycle. */
export function CyclePapers({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation('board');
  const papers = useRead('GET /api/papers', { query: { cycleId } });
  if (papers.data === undefined || papers.data.papers.length === 0) return null;
  return (
    <Panel title={t('papers')}>
      <Stack gap="xs">
        {papers.data.papers.map((paper) => (
          <PaperLine key={paper.id} paper={paper} />
        ))}
      </Stack>
    </Panel>
  );
}
