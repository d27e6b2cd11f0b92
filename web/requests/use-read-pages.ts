import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { AnswerOf, Asked, ReadHead } from '../../contract/asked.js';
import { askCarrying, carriedBy } from './ask.js';
import { readKey, useAsker } from './use-read.js';

/** The routes that answer one page of a list and say where the next one begins. */
type PagedHead = {
  [H in ReadHead]: AnswerOf<H> extends { readonly next: string | null } ? H : never;
}[ReadHead];

/** Reads a list page by page, as far as a person asked for more; all of them anew every `everyMs`. */
export function useReadPages<H extends PagedHead>(
  head: H,
  asked: Asked<H>,
  { everyMs = 0 }: { readonly everyMs?: number } = {},
) {
  const asker = useAsker();
  const carried = carriedBy<H>(asked);
  return useInfiniteQuery({
    queryKey: [...readKey(head, asker, carried), 'pages'],
    queryFn: ({ pageParam }) =>
      askCarrying(head, asker, { ...carried, query: { ...carried.query, after: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: nextOf,
    placeholderData: keepPreviousData,
    refetchInterval: everyMs === 0 ? false : everyMs,
  });
}

/** Where the next page begins; null where the list has ended. */
function nextOf(page: unknown): string | null {
  const hasNext = typeof page === 'object' && page !== null && 'next' in page;
  return hasNext && typeof page.next === 'string' ? page.next : null;
}
