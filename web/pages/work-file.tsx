import { Table, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WorkFile } from '../../contract/archive.js';
import { ArchiveActs } from '../archive/archive-acts.js';
import { ArchiveState } from '../archive/archive-line.js';
import { shortDay } from '../format/day-text.js';
import { EmptyNote, Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { useRead } from '../requests/use-read.js';

/** The file of one plan with the list of its papers. */
export function WorkFilePage() {
  const { planId } = useParams({ strict: false });
  const file = useRead('GET /api/plans/:planId/work-file', {
    params: { planId: planId ?? '' },
    everyWhile: { ms: 5_000, is: ({ plan }) => plan.state === 'asked' },
  });
  return <Loaded query={file}>{(data) => <FileView data={data} />}</Loaded>;
}

function FileView({ data }: { readonly data: WorkFile }) {
  const { t } = useTranslation('archive');
  const { plan, list } = data;
  return (
    <>
      <PageHead
        above={<PageLink to="/archive">{t('back')}</PageLink>}
        title={plan.title}
        below={plan.citation}
      >
        <ArchiveActs plan={plan} />
      </PageHead>
      <Panel>
        <ArchiveState plan={plan} />
      </Panel>
      <Panel title={t('list')}>
        {list.length === 0 ? (
          <EmptyNote>{t('state_none')}</EmptyNote>
        ) : (
          <>
            <PaperList list={list} />
            <Text size="xs" c="dimmed" mt="sm" style={{ overflowWrap: 'anywhere' }}>
              {t('listSum', { hash: plan.listSha256 ?? '' })}
            </Text>
          </>
        )}
      </Panel>
    </>
  );
}

function PaperList({ list }: Pick<WorkFile, 'list'>) {
  const { t } = useTranslation('archive');
  return (
    <Table.ScrollContainer minWidth={820} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('n')}</Table.Th>
            <Table.Th>{t('number')}</Table.Th>
            <Table.Th>{t('day')}</Table.Th>
            <Table.Th>{t('subject')}</Table.Th>
            <Table.Th>{t('author')}</Table.Th>
            <Table.Th ta="right">{t('pages')}</Table.Th>
            <Table.Th>{t('hash')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.map((paper) => (
            <Table.Tr key={paper.n}>
              <Table.Td className="number">{paper.n}</Table.Td>
              <Table.Td>{paper.number ?? '–'}</Table.Td>
              <Table.Td className="number">
                {paper.issuedOn === null ? '–' : shortDay(paper.issuedOn)}
              </Table.Td>
              <Table.Td>{paper.subject}</Table.Td>
              <Table.Td>{paper.author}</Table.Td>
              <Table.Td ta="right" className="number">
                {paper.pages ?? '–'}
              </Table.Td>
              <Table.Td>
                <Text size="xs" ff="monospace" title={paper.sha256}>
                  {paper.sha256.slice(0, 12)}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
