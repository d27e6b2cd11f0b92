import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useLanguage } from '../i18n/language.js';
import { ask } from './ask.js';
import type { Asked, Asker, Head } from './ask.js';
import { useOffice } from './office.js';

/** Who asks from the page on screen: its office (named by the address, else one's own) and language. */
export function useAsker(): Asker {
  const { language } = useLanguage();
  const { office: named } = useSearch({ strict: false });
  const office = useOffice();
  return { officeId: named ?? office?.id ?? null, language };
}

interface ReadOptions<Answer> extends Asked {
  /** Asks again while the page is open. */
  readonly everyMs?: number;
  /** Asks again only while the latest answer is so. */
  readonly everyWhile?: { readonly ms: number; is(answer: Answer): boolean };
  readonly enabled?: boolean;
}

/** Reads from the API for the office on screen. */
export function useRead<Answer>(
  head: Head & `GET ${string}`,
  { everyMs, everyWhile, enabled = true, ...asked }: ReadOptions<Answer> = {},
): UseQueryResult<Answer> {
  const asker = useAsker();
  return useQuery({
    queryKey: readKey(head, asker, asked),
    queryFn: () => ask<Answer>(head, asker, asked),
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => {
      if (everyWhile === undefined) return everyMs ?? false;
      return data === undefined || everyWhile.is(data) ? everyWhile.ms : false;
    },
  });
}

/** The key under which an answer is kept. */
export function readKey(head: Head, asker: Asker, { params, query }: Asked): readonly unknown[] {
  return [head, asker.officeId, asker.language, params ?? null, query ?? null];
}

/** Sends a change to the API for the office on screen. */
export function useSend(): <Answer>(head: Head, asked?: Asked) => Promise<Answer> {
  const asker = useAsker();
  return (head, asked) => ask(head, asker, asked);
}

/** The address of a download, which carries its office in the query because a link sends no headers. */
export function useFileAddress(): (path: string) => string {
  const { officeId } = useAsker();
  return (path) => (officeId === null ? path : `${path}?office=${encodeURIComponent(officeId)}`);
}
