import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../contract/cycles.js';
import { SHOWN, SORTS } from '../../domain/board-filter.js';
import { wordsFor } from '../parts/code-words.js';
import { shownOf, sortOf } from './filter.js';
import type { BoardFilter } from './filter.js';

/** What narrows and sorts the rows of a board: state, group, name, order. */
export function FilterBar({
  board,
  filter,
  onFilter,
}: {
  readonly board: Pick<Board, 'groups'>;
  readonly filter: BoardFilter;
  readonly onFilter: (filter: BoardFilter) => void;
}) {
  const { t } = useTranslation('board');
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="xs" mb="sm">
      <Select
        size="xs"
        label={t('filterState')}
        value={filter.shown}
        allowDeselect={false}
        onChange={(value) => onFilter({ ...filter, shown: shownOf(value) })}
        data={SHOWN.map((value) => ({ value, label: t(`show_${value}`) }))}
      />
      <Select
        size="xs"
        label={t('filterGroup')}
        value={filter.group}
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
        size="xs"
        label={t('filterName')}
        value={filter.name}
        onChange={(event) => onFilter({ ...filter, name: event.currentTarget.value })}
      />
      <Select
        size="xs"
        label={t('sort')}
        value={filter.sort}
        allowDeselect={false}
        onChange={(value) => onFilter({ ...filter, sort: sortOf(value) })}
        data={SORTS.map((value) => ({ value, label: t(`sort_${value}`) }))}
      />
    </SimpleGrid>
  );
}
