import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperDetail } from '../../contract/papers.js';
import { numberText } from '../format/number-text.js';
import { Panel } from '../parts/page-head.js';

/** The figures of a report, each to be opened, beside the same period before where it is known. */
export function ReportFigures({
  figures,
  onOpen,
}: {
  readonly figures: PaperDetail['figures'];
  readonly onOpen: (code: string) => void;
}) {
  const { t } = useTranslation(['paper', 'board']);
  const isCompared = figures.some(({ before }) => before !== undefined);
  return (
    <Table.ScrollContainer
      minWidth={isCompared ? 620 : 300}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    >
      <Table verticalSpacing={6}>
        {isCompared && (
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('paper:indicator')}</Table.Th>
              <Table.Th ta="right">{t('paper:result')}</Table.Th>
              <Table.Th ta="right">{t('board:before')}</Table.Th>
              <Table.Th>{t('board:change')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
        )}
        <Table.Tbody>
          {figures.map((figure) => (
            <Table.Tr key={figure.code}>
              <Table.Td>
                {figure.label}
                {figure.note !== null && (
                  <Text size="xs" c="dimmed">
                    {figure.note}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                <button
                  type="button"
                  className="figure-button"
                  aria-label={`${figure.label}: ${figure.total ?? '–'}`}
                  onClick={() => onOpen(figure.code)}
                >
                  {figure.total === null ? '–' : numberText(figure.total)}
                </button>{' '}
                <Text span size="sm" c="dimmed">
                  {figure.unit}
                </Text>
              </Table.Td>
              {isCompared && (
                <Table.Td ta="right" className="number">
                  {figure.before === null || figure.before === undefined
                    ? '–'
                    : numberText(figure.before)}
                </Table.Td>
              )}
              {isCompared && <Table.Td>{figure.change ?? ''}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const COUNTS = ['expected', 'counted', 'waiting', 'missing', 'onTime', 'late'] as const;

/** How complete and timely the reports of each kind and group are. */
export function ByGroup({ groups }: { readonly groups: PaperDetail['byGroup'] }) {
  const { t } = useTranslation('paper');
  if (groups.length === 0) return null;
  return (
    <Panel title={t('byGroup')}>
      <Table.ScrollContainer minWidth={620} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('group')}</Table.Th>
              {COUNTS.map((count) => (
                <Table.Th key={count} ta="right">
                  {t(count)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          {/* Each agency stands once in either part: one list of both would be added up. */}
          {(['kind', 'tag'] as const)
            .map((by) => ({ by, rows: groups.filter((group) => group.by === by) }))
            .filter(({ rows }) => rows.length > 0)
            .map(({ by, rows }) => (
              <Table.Tbody key={by}>
                <Table.Tr>
                  <Table.Th scope="rowgroup" colSpan={COUNTS.length + 1}>
                    {t(`groups_${by}`)}
                  </Table.Th>
                </Table.Tr>
                {rows.map((group) => (
                  <Table.Tr key={group.name}>
                    <Table.Td>{group.name}</Table.Td>
                    {COUNTS.map((count) => (
                      <Table.Td key={count} ta="right" className="number">
                        {group[count]}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            ))}
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}
