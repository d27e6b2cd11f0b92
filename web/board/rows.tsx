import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../contract/cycles.js';
import { EmptyNote } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { wordsFor } from '../parts/code-words.js';
import { useMay } from '../requests/office.js';
import { BoardCards, BoardTable } from './board-rows.js';
import { CallList } from './call-list.js';
import { SHOWN } from '../../domain/board-filter.js';
import { shownOf } from './filter.js';
import type { BoardFilter } from './filter.js';
import { Reconcile } from './reconcile.js';

/** The agencies of a board as far as they were asked for, with what narrows them. */
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
  const { shown, group, name } = filter;
  return (
    <Panel>
      <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="xs" mb="sm">
        <Select
          label={t('filterState')}
          value={shown}
          allowDeselect={false}
          onChange={(value) => onFilter({ ...filter, shown: shownOf(value) })}
          data={SHOWN.map((value) => ({ value, label: t(`show_${value}`) }))}
        />
        <Select
          label={t('filterGroup')}
          value={group}
          clearable
          searchable
          placeholder={t('show_all')}
          onChange={(value) => onFilter({ ...filter, group: value })}
          data={board.groups.map((known) => ({
            value: known.name,
            label: wordsFor('kind', known.name),
          }))}
        />
        <TextInput
          label={t('filterName')}
          value={name}
          onChange={(event) => onFilter({ ...filter, name: event.currentTarget.value })}
        />
      </SimpleGrid>
      {shown === 'calls' ? (
        <CallList board={board} rows={board.rows} />
      ) : board.rows.length === 0 ? (
        <EmptyNote>{t('noRows')}</EmptyNote>
      ) : (
        <Choosable board={board} />
      )}
      {more}
    </Panel>
  );
}

function Choosable({ board }: { readonly board: Board }) {
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const isOfficer = useMay('officer');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const claimed = board.rows
    .filter(({ state }) => state === 'claimed')
    .map(({ obligationId }) => obligationId);
  const choosable = new Set(isOfficer ? claimed : []);
  const chosenNow = new Set([...chosen].filter((id) => choosable.has(id)));
  const shared = {
    board,
    rows: board.rows,
    chosen: chosenNow,
    choosable,
    onChoose: (id: string, on: boolean) =>
      setChosen(new Set(on ? [...chosenNow, id] : [...chosenNow].filter((other) => other !== id))),
  };
  return (
    <>
      {choosable.size > 0 && (
        <Reconcile
          board={board}
          chosen={[...chosenNow]}
          all={claimed}
          onChosen={(ids) => setChosen(new Set(ids))}
        />
      )}
      {isWide ? <BoardTable {...shared} /> : <BoardCards {...shared} />}
    </>
  );
}
