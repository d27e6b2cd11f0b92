import { Checkbox, Group, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, BoardRow } from '../../contract/cycles.js';
import type { Sort } from '../../domain/board-filter.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { momentText, shortDay } from '../format/day-text.js';
import { lateShort } from '../format/deadline-text.js';
import { ActsMenu } from '../parts/acts-menu.js';
import { wordsFor } from '../parts/code-words.js';
import { ObligationBadges } from '../parts/obligation-badges.js';
import { PageLink } from '../parts/router-link.js';
import { useObligationActs } from './obligation-acts.js';

interface RowsProps {
  readonly board: Board;
  readonly rows: readonly BoardRow[];
  readonly chosen: ReadonlySet<string>;
  /** Whether rows may be chosen for acts on many at once. */
  readonly mayChoose: boolean;
  readonly onChoose: (ids: readonly string[], on: boolean) => void;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

/** The board as a table. */
export function BoardTable({ board, rows, chosen, mayChoose, onChoose, sort, onSort }: RowsProps) {
  const { t } = useTranslation('board');
  const actsFor = useObligationActs(board.cycle.id);
  const head = (by: Sort, label: string, width?: number) => (
    <SortHead by={by} label={label} sort={sort} onSort={onSort} width={width} />
  );
  const columns = mayChoose ? 8 : 7;
  return (
    <Table.ScrollContainer minWidth={860} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table
        verticalSpacing={6}
        highlightOnHover
        stickyHeader
        aria-label={t('title')}
        className="board-table"
      >
        <Table.Thead>
          <Table.Tr>
            {mayChoose && (
              <Table.Th w={36}>
                <ChooseAll rows={rows} chosen={chosen} onChoose={onChoose} />
              </Table.Th>
            )}
            {head('name', t('agency'), 200)}
            <Table.Th>{t('state')}</Table.Th>
            {head('late', t('late'))}
            {head('due', t('due'))}
            {head('last', t('last'))}
            {head('next', t('next'))}
            <Table.Th w={56} aria-label={t('actsOf', { agency: '' })} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, nth) => (
            <Fragment key={row.obligationId}>
              {sort === 'group' && row.group !== rows[nth - 1]?.group && (
                <Table.Tr>
                  <Table.Th colSpan={columns} scope="colgroup">
                    {groupWords(row)}
                  </Table.Th>
                </Table.Tr>
              )}
              <Table.Tr>
                {mayChoose && (
                  <Table.Td>
                    <ChooseRow row={row} chosen={chosen} onChoose={onChoose} />
                  </Table.Td>
                )}
                <Table.Td>
                  <AgencyLink row={row} />
                </Table.Td>
                <Table.Td>
                  <ObligationBadges row={row} />
                </Table.Td>
                <Table.Td className="number">
                  <DaysLate row={row} />
                </Table.Td>
                <Table.Td>
                  <DueDay row={row} />
                </Table.Td>
                <Table.Td>
                  <LastNotice row={row} />
                </Table.Td>
                <Table.Td>
                  <NextNotice row={row} />
                </Table.Td>
                <Table.Td>
                  <ActsMenu
                    label={t('actsOf', { agency: row.agency })}
                    acts={actsFor(row, board.asOf)}
                  />
                </Table.Td>
              </Table.Tr>
            </Fragment>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The board as cards, for a telephone. */
export function BoardCards({ board, rows, chosen, mayChoose, onChoose, sort }: RowsProps) {
  const { t } = useTranslation('board');
  const actsFor = useObligationActs(board.cycle.id);
  return (
    <Stack gap="xs">
      {mayChoose && (
        <Group gap="xs">
          <ChooseAll rows={rows} chosen={chosen} onChoose={onChoose} label={t('chooseAll')} />
        </Group>
      )}
      {rows.map((row, nth) => (
        <Fragment key={row.obligationId}>
          {sort === 'group' && row.group !== rows[nth - 1]?.group && (
            <Text fw={650} size="sm" mt="xs">
              {groupWords(row)}
            </Text>
          )}
          <div className="panel board-card">
            <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
              <Group gap="xs" wrap="nowrap" align="flex-start" style={{ minWidth: 0 }}>
                {mayChoose && <ChooseRow row={row} chosen={chosen} onChoose={onChoose} />}
                <AgencyLink row={row} />
              </Group>
              <ActsMenu
                label={t('actsOf', { agency: row.agency })}
                acts={actsFor(row, board.asOf)}
              />
            </Group>
            <ObligationBadges row={row} />
            <Group gap="md" mt={6}>
              <Labelled label={t('due')}>
                <DueDay row={row} />
              </Labelled>
              {row.daysLate !== null && (
                <Labelled label={t('late')}>
                  <DaysLate row={row} />
                </Labelled>
              )}
              {row.nextRung !== null && (
                <Labelled label={t('next')}>
                  <NextNotice row={row} />
                </Labelled>
              )}
            </Group>
          </div>
        </Fragment>
      ))}
    </Stack>
  );
}

/** The head of a column by which the board can be sorted. */
function SortHead({
  by,
  label,
  sort,
  onSort,
  width,
}: {
  readonly width: number | undefined;
  readonly by: Sort;
  readonly label: string;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}) {
  const isSorted = sort === by;
  return (
    <Table.Th miw={width} aria-sort={isSorted ? 'ascending' : 'none'}>
      <UnstyledButton className="sort-head" onClick={() => onSort(by)}>
        {label}
        {isSorted && <span aria-hidden="true"> ▲</span>}
      </UnstyledButton>
    </Table.Th>
  );
}

function ChooseRow({
  row: { obligationId, agency },
  chosen,
  onChoose,
}: Pick<RowsProps, 'chosen' | 'onChoose'> & { readonly row: BoardRow }) {
  const { t } = useTranslation('board');
  return (
    <Checkbox
      mt={2}
      aria-label={t('chooseRow', { agency })}
      checked={chosen.has(obligationId)}
      onChange={(event) => onChoose([obligationId], event.currentTarget.checked)}
    />
  );
}

function ChooseAll({
  rows,
  chosen,
  onChoose,
  label,
}: Pick<RowsProps, 'rows' | 'chosen' | 'onChoose'> & { readonly label?: string }) {
  const { t } = useTranslation('board');
  const all = rows.map(({ obligationId }) => obligationId);
  return (
    <Checkbox
      aria-label={t('chooseAll')}
      label={label}
      checked={chosen.size === rows.length}
      indeterminate={chosen.size > 0 && chosen.size < rows.length}
      onChange={(event) => onChoose(all, event.currentTarget.checked)}
    />
  );
}

function groupWords({ group }: BoardRow): string {
  return group === null ? '–' : wordsFor('kind', group);
}

/** How late, in working days; within the last day it is late by hours. */
function DaysLate({ row: { daysLate } }: { readonly row: BoardRow }) {
  const { t } = useTranslation('board');
  if (daysLate === null) return <Text size="sm">–</Text>;
  return (
    <Text size="sm" className="number">
      {daysLate === 0 ? t('lateToday') : daysLate}
    </Text>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {children}
    </div>
  );
}

function AgencyLink({ row }: { readonly row: BoardRow }) {
  return (
    <div style={{ minWidth: 0 }}>
      <PageLink
        size="sm"
        fw={600}
        to="/obligations/$obligationId"
        params={{ obligationId: row.obligationId }}
      >
        {row.agency}
      </PageLink>
      {row.reason !== null && (
        <Text size="xs" c="dimmed" lineClamp={2}>
          {row.reason}
        </Text>
      )}
    </div>
  );
}

function DueDay({ row }: { readonly row: BoardRow }) {
  const { t } = useTranslation('plan');
  if (row.targetAt === null) return <Text size="sm">–</Text>;
  return (
    <Text
      size="sm"
      className="number"
      {...(row.overdueAt === null
        ? {}
        : { title: `${t('lateLabel')} ${lateShort(row.overdueAt)}` })}
    >
      {shortDay(dayAt(row.targetAt))}
    </Text>
  );
}

function LastNotice({ row }: { readonly row: BoardRow }) {
  if (row.lastNotice === null) return <Text size="sm">–</Text>;
  return <Notice name={row.lastNotice.name} at={row.lastNotice.at} state={row.lastNotice.state} />;
}

function NextNotice({ row }: { readonly row: BoardRow }) {
  if (row.nextRung === null || row.nextAt === null) return <Text size="sm">–</Text>;
  return <Notice name={row.nextRung} at={row.nextAt} state={null} />;
}

function Notice({
  name,
  at,
  state,
}: {
  readonly name: string;
  readonly at: Instant;
  readonly state: string | null;
}) {
  return (
    <div>
      <Text size="sm">{wordsFor('rung', name)}</Text>
      <Text size="xs" c="dimmed" className="number">
        {momentText(at)}
        {state !== null && state !== 'sent' && ` · ${wordsFor('message', state)}`}
      </Text>
    </div>
  );
}
