import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Sort } from '../../domain/board-filter.js';
import { BoardView } from '../board/board-view.js';
import { shownOf } from '../board/filter.js';
import type { BoardFilter } from '../board/filter.js';
import { Loaded } from '../parts/loaded.js';
import { MoreButton } from '../parts/more-button.js';
import { useReadPages } from '../requests/use-read-pages.js';

/** Bảng theo dõi: who has sent, who has not, what goes out next. */
export function BoardPage() {
  const { cycleId = '' } = useParams({ strict: false });
  const { show } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [group, setGroup] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [sort, setSort] = useState<Sort>('name');
  const [words] = useDebouncedValue(name, 300);
  const shown = shownOf(show);
  const pages = useReadPages(
    'GET /api/cycles/:cycleId/board',
    { params: { cycleId }, query: { show: shown, group, q: words, sort } },
    { everyMs: 15_000 },
  );
  const onFilter = (next: BoardFilter): void => {
    setGroup(next.group);
    setName(next.name);
    setSort(next.sort);
    if (next.shown === shown) return;
    void navigate({
      to: '/cycles/$cycleId',
      params: { cycleId },
      search: next.shown === 'all' ? {} : { show: next.shown },
      replace: true,
      resetScroll: false,
    });
  };
  return (
    <Loaded query={pages}>
      {({ pages: [first, ...others] }) =>
        first === undefined ? null : (
          <BoardView
            board={{
              ...first,
              next: others.at(-1)?.next ?? (others.length === 0 ? first.next : null),
              rows: [first, ...others].flatMap(({ rows }) => rows),
            }}
            filter={{ shown, group, name, sort }}
            onFilter={onFilter}
            more={<MoreButton pages={pages} />}
          />
        )
      }
    </Loaded>
  );
}
