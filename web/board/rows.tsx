import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../contract/cycles.js';
import { dayAt } from '../../domain/day.js';
import { BulkBar } from '../bulk/bulk-bar.js';
import { EmptyNote } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { useMay } from '../requests/office.js';
import { BoardCards, BoardTable } from './board-rows.js';
import { CallList } from './call-list.js';
import { FilterBar } from './filter-bar.js';
import type { BoardFilter } from './filter.js';

/** The agencies of a board as far as they were asked for, with what narrows and sorts them. */
export function Rows({
  board,
  filter,
  onFilter,
  more,
}: {
  readonly board: Board;
  readonly filter: BoardFilter;
  readonly onFilter: (filter: BoardFilter) => void;
  /** What asks for further rows. */
  readonly more: ReactNode;
}) {
  const { t } = useTranslation('board');
  return (
    <Panel>
      <FilterBar board={board} filter={filter} onFilter={onFilter} />
      {filter.shown === 'calls' ? (
        <CallList board={board} rows={board.rows} />
      ) : board.rows.length === 0 ? (
        <EmptyNote>{t('noRows')}</EmptyNote>
      ) : (
        <Choosable board={board} filter={filter} onFilter={onFilter} />
      )}
      {more}
    </Panel>
  );
}

function Choosable({
  board,
  filter,
  onFilter,
}: {
  readonly board: Board;
  readonly filter: BoardFilter;
  readonly onFilter: (filter: BoardFilter) => void;
}) {
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const isOfficer = useMay('officer');
  const { cycle, rows } = board;
  const isOpen = cycle.kind === 'collect' && cycle.openedAt !== null && cycle.closedAt === null;
  const mayChoose = isOfficer && isOpen && cycle.cancelledAt === null;
  const all = rows.map(({ obligationId }) => obligationId);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // What went off the screen by a filter is not acted on unseen.
  const chosenNow = new Set(all.filter((id) => chosen.has(id)));
  const shared = {
    board,
    rows,
    chosen: chosenNow,
    mayChoose,
    sort: filter.sort,
    onSort: (sort: BoardFilter['sort']) => onFilter({ ...filter, sort }),
    onChoose: (ids: readonly string[], on: boolean) => {
      const next = new Set(chosenNow);
      for (const id of ids)
        if (on) next.add(id);
        else next.delete(id);
      setChosen(next);
    },
  };
  return (
    <>
      {mayChoose && (
        <BulkBar
          chosen={[...chosenNow]}
          all={all}
          filter={
            board.next === null
              ? null
              : {
                  cycleId: cycle.id,
                  show: filter.shown,
                  ...(filter.group === null ? {} : { group: filter.group }),
                  ...(filter.name.trim() === '' ? {} : { q: filter.name.trim() }),
                }
          }
          today={dayAt(board.asOf)}
          onChosen={(ids) => setChosen(new Set(ids))}
        />
      )}
      {isWide ? <BoardTable {...shared} /> : <BoardCards {...shared} />}
    </>
  );
}
