import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { AnswerOf, Asked, ReadHead } from '../../contract/asked.js';
import { ask } from './ask.js';
import type { AskedArgument } from './ask.js';
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
  return useInfiniteQuery({
    queryKey: [...readKey(head, asker, asked), 'pages'],
    queryFn: ({ pageParam }) => {
      const page = { ...asked, query: { ...asked.query, after: pageParam } };
      return ask(head, asker, ...([page] as unknown as AskedArgument<H>));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last as { readonly next: string | null }).next,
    placeholderData: keepPreviousData,
    refetchInterval: everyMs === 0 ? false : everyMs,
  });
}
