import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { AnswerOf, Asked, Head, ReadHead } from '../../contract/asked.js';
import { useLanguage } from '../i18n/language.js';
import { ask, askCarrying, carriedBy } from './ask.js';
import type { AskedArgument, Asker, Carried } from './ask.js';
import { useOffice } from './office.js';

/** Who asks from the page on screen: its office (named by the address, else one's own) and language. */
export function useAsker(): Asker {
  const { language } = useLanguage();
  const { office: named } = useSearch({ strict: false });
  const office = useOffice();
  return { officeId: named ?? office?.id ?? null, language };
}

/** How a page reads besides what it asks. */
interface Reading<Answer> {
  /** Asks again while the page is open. */
  readonly everyMs?: number;
  /** Asks again only while the latest answer is so. */
  readonly everyWhile?: { readonly ms: number; is(answer: Answer): boolean };
  readonly enabled?: boolean;
}

type ReadArgument<H extends ReadHead> =
  Partial<Asked<H>> extends Asked<H>
    ? [options?: Asked<H> & Reading<AnswerOf<H>>]
    : [options: Asked<H> & Reading<AnswerOf<H>>];

/** Reads from the API for the office on screen; the answer's type is the contract's. */
export function useRead<H extends ReadHead>(
  head: H,
  ...[options]: ReadArgument<H>
): UseQueryResult<AnswerOf<H>> {
  const asker = useAsker();
  const carried = carriedBy<H>(options);
  const { everyMs, everyWhile, enabled = true }: Reading<AnswerOf<H>> = options ?? {};
  return useQuery({
    queryKey: readKey(head, asker, carried),
    queryFn: async () => askCarrying(head, asker, carried),
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => {
      if (everyWhile === undefined) return everyMs ?? false;
      return data === undefined || everyWhile.is(data) ? everyWhile.ms : false;
    },
  });
}

/** The key under which an answer is kept. */
export function readKey(
  head: ReadHead,
  asker: Asker,
  { params, query }: Carried,
): readonly unknown[] {
  return [head, asker.officeId, asker.language, params ?? null, query ?? null];
}

/** Sends a change to the API for the office on screen. */
export function useSend(): <H extends Head>(
  head: H,
  ...asked: AskedArgument<H>
) => Promise<AnswerOf<H>> {
  const asker = useAsker();
  return async (head, ...asked) => ask(head, asker, ...asked);
}

/** The address of a download, which carries its office in the query because a link sends no headers. */
export function useFileAddress(): (path: string) => string {
  const { officeId } = useAsker();
  return (path) => (officeId === null ? path : `${path}?office=${encodeURIComponent(officeId)}`);
}
