import { Table, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figures } from '../../contract/cycles.js';
import { ABOUT, approximateNote } from '../../domain/approximate.js';
import { momentText } from '../format/day-text.js';
import { numberText } from '../format/number-text.js';
import { FiguresIn } from '../board/figures-in.js';
import { FiguresOut } from '../board/figures-out.js';
import { OfferedByRegisters } from '../programme/offered-figures.js';
import { BringBefore } from '../board/bring-before.js';
import { FiguresBeside } from '../parts/figures-beside.js';
import { FigureSourcesDrawer } from '../parts/figure-sources.js';
import { Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { useRead } from '../requests/use-read.js';

/** Every figure of a cycle as it stands now, beside the latest consolidation. */
export function FiguresPage() {
  const { cycleId } = useParams({ strict: false });
  const figures = useRead('GET /api/cycles/:cycleId/figures', {
    params: { cycleId: cycleId ?? '' },
  });
  return <Loaded query={figures}>{(data) => <FiguresView data={data} />}</Loaded>;
}

function FiguresView({ data }: { readonly data: Figures }) {
  const { t } = useTranslation('board');
  const [code, setCode] = useState<string | null>(null);
  const { cycle, consolidation } = data;
  const isCompared = data.comparedWith !== null;
  const labels = new Map(data.figures.map((figure) => [figure.code, figure.label]));
  return (
    <>
      <PageHead
        above={
          <PageLink to="/cycles/$cycleId" params={{ cycleId: cycle.id }}>
            {t('title')}
          </PageLink>
        }
        title={`${t('figuresTitle')}: ${cycle.reportName}`}
        below={
          <>
            {t('figuresIntro')}
            {consolidation !== null &&
              ` ${t('consolidatedAs', {
                n: consolidation.version,
                at: momentText(consolidation.madeAt),
              })}`}
          </>
        }
      >
        <FiguresIn cycleId={cycle.id} />
        <FiguresOut cycleId={cycle.id} />
      </PageHead>
      <BringBefore figures={data} />
      <OfferedByRegisters cycleId={cycle.id} />
      <Panel>
        <Table.ScrollContainer
          minWidth={isCompared ? 760 : consolidation === null ? 260 : 560}
          scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
        >
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('figure')}</Table.Th>
                <Table.Th ta="right">{t('now')}</Table.Th>
                <Table.Th visibleFrom="sm">{t('unit')}</Table.Th>
                {consolidation !== null && <Table.Th ta="right">{t('consolidated')}</Table.Th>}
                {isCompared && <Table.Th ta="right">{t('before')}</Table.Th>}
                {isCompared && <Table.Th>{t('change')}</Table.Th>}
                <Table.Th ta="right">{t('reporting')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.figures.map((figure) => (
                <Table.Tr key={figure.code}>
                  <Table.Td>
                    {figure.label}
                    <Text size="xs" c="dimmed" hiddenFrom="sm">
                      {figure.unit}
                    </Text>
                    {figure.approximate > 0 && (
                      <Text size="xs" c="dimmed">
                        {approximateNote(figure.approximate)}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td ta="right">
                    <button
                      type="button"
                      className="figure-button"
                      onClick={() => setCode(figure.code)}
                    >
                      {figure.total !== null && figure.approximate > 0 && `${ABOUT} `}
                      {figure.total === null ? '–' : numberText(figure.total)}
                    </button>
                  </Table.Td>
                  <Table.Td visibleFrom="sm">
                    <Text size="sm" c="dimmed">
                      {figure.unit}
                    </Text>
                  </Table.Td>
                  {consolidation !== null && (
                    <Table.Td ta="right" className="number">
                      {figure.consolidated === null ? '–' : numberText(figure.consolidated)}{' '}
                      {figure.consolidated !== figure.total && (
                        <ToneBadge tone="amber">{t('changedSince')}</ToneBadge>
                      )}
                    </Table.Td>
                  )}
                  {isCompared && (
                    <Table.Td ta="right" className="number">
                      {figure.before === null ? '–' : numberText(figure.before)}
                    </Table.Td>
                  )}
                  {isCompared && <Table.Td>{figure.change ?? ''}</Table.Td>}
                  <Table.Td ta="right" className="number">
                    {figure.reporting}/{figure.reporting + figure.nil + figure.missing}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Panel>
      <FiguresBeside leftOut={data.leftOut} supplementing={data.supplementing} labels={labels} />
      <FigureSourcesDrawer cycleId={cycle.id} code={code} onClose={() => setCode(null)} />
    </>
  );
}
