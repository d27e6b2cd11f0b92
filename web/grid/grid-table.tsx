import { Checkbox, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridCell, PlanGrid } from '../../contract/grid.js';
import { cycleText, headed } from '../format/cycle-text.js';
import { useLanguage } from '../i18n/language.js';
import { wordsFor } from '../parts/code-words.js';
import { PageLink } from '../parts/router-link.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { owingOf, receivedOf } from '../work/counts.js';
import { lookOf } from './cell-look.js';

/** Agencies in rows, cycles in columns: the state of each by colour, sign and word, and the days late. */
export function GridTable({
  grid,
  grouped,
  chosen,
  onChoose,
}: {
  readonly grid: PlanGrid;
  /** Whether the rows stand by groups. */
  readonly grouped: boolean;
  /** Agencies chosen; null for those who may not act. */
  readonly chosen: ReadonlySet<string> | null;
  readonly onChoose: (agencyIds: readonly string[], on: boolean) => void;
}) {
  const { t } = useTranslation(['board', 'states']);
  const { language } = useLanguage();
  const { cycles, rows } = grid;
  const reports = new Set(cycles.map(({ reportName }) => reportName));
  const all = rows.map(({ agencyId }) => agencyId);
  return (
    <Table.ScrollContainer minWidth={320} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table className="grid-table" verticalSpacing={4} aria-label={t('board:gridTitle')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Group gap={8} wrap="nowrap">
                {chosen !== null && (
                  <Checkbox
                    aria-label={t('board:chooseAll')}
                    checked={chosen.size > 0 && chosen.size === rows.length}
                    indeterminate={chosen.size > 0 && chosen.size < rows.length}
                    onChange={(event) => onChoose(all, event.currentTarget.checked)}
                  />
                )}
                {t('board:agency')}
              </Group>
            </Table.Th>
            {cycles.map((cycle) => (
              <Table.Th key={cycle.id} miw={104}>
                <PageLink size="sm" to="/cycles/$cycleId" params={{ cycleId: cycle.id }}>
                  {headed(cycleText(cycle.dueDay, language))}
                </PageLink>
                {reports.size > 1 && (
                  <Text size="xs" c="dimmed" lineClamp={2}>
                    {cycle.reportName}
                  </Text>
                )}
                <Text size="xs" c="dimmed" className="number">
                  {receivedOf(cycle.counts)}/{owingOf(cycle.counts)}
                </Text>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, nth) => (
            <Fragment key={row.agencyId}>
              {grouped && row.group !== rows[nth - 1]?.group && (
                <Table.Tr>
                  <Table.Th colSpan={cycles.length + 1} scope="colgroup">
                    {row.group === null ? '–' : wordsFor('kind', row.group)}
                  </Table.Th>
                </Table.Tr>
              )}
              <Table.Tr>
                <Table.Td>
                  <Group gap={8} wrap="nowrap" align="flex-start">
                    {chosen !== null && (
                      <Checkbox
                        mt={2}
                        aria-label={t('board:chooseRow', { agency: row.agency })}
                        checked={chosen.has(row.agencyId)}
                        onChange={(event) => onChoose([row.agencyId], event.currentTarget.checked)}
                      />
                    )}
                    <div>
                      <Text size="sm" fw={600}>
                        {row.agency}
                      </Text>
                      {row.unreachable && (
                        <ToneBadge tone="amber" wraps>
                          {t('states:unreachable')}
                        </ToneBadge>
                      )}
                    </div>
                  </Group>
                </Table.Td>
                {cycles.map(({ id }) => (
                  <Table.Td key={id}>
                    <Cell cell={row.cells.find(({ cycleId }) => cycleId === id)} />
                  </Table.Td>
                ))}
              </Table.Tr>
            </Fragment>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Cell({ cell }: { readonly cell: GridCell | undefined }) {
  const { t } = useTranslation('board');
  if (cell === undefined) {
    return (
      <Text size="sm" c="dimmed">
        <span aria-hidden="true">·</span>
        <VisuallyHidden>{t('cell_none')}</VisuallyHidden>
      </Text>
    );
  }
  const { tone, sign, word } = lookOf(cell);
  return (
    <PageLink
      className="grid-cell"
      to="/obligations/$obligationId"
      params={{ obligationId: cell.obligationId }}
      style={{ background: `var(--tone-${tone}-bg)`, color: `var(--tone-${tone}-fg)` }}
    >
      <span>
        <span aria-hidden="true">{sign} </span>
        {t(`cell_${word}`)}
      </span>
      {cell.daysLate !== null && cell.daysLate > 0 && (
        <span className="number">{t('cellLate', { n: cell.daysLate })}</span>
      )}
    </PageLink>
  );
}
