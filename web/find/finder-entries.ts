import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundGroup, FoundKind, FoundThing } from '../../contract/find.js';
import type { OfficeOfStaff, Session } from '../../contract/session.js';
import { cycleText, headed } from '../format/cycle-text.js';
import type { Language } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import type { IconName } from '../icons/icon-paths.js';
import { destinationsFor } from '../layout/destinations.js';
import { wordsFor } from '../parts/code-words.js';
import { ask } from '../requests/ask.js';
import { useAsker, useRead } from '../requests/use-read.js';
import { matchingPages } from './matching-pages.js';

/** One line that can be chosen: a place to go to, or `more` of a kind. */
export interface FinderEntry {
  readonly key: string;
  readonly icon: IconName;
  readonly name: string;
  readonly beside: string;
  readonly to: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly more?: { readonly kind: FoundKind; readonly after: string };
}

interface FinderGroup {
  readonly name: string;
  readonly entries: readonly FinderEntry[];
}

const PLACES = {
  plan: { icon: 'plan', to: '/plans/$planId', param: 'planId' },
  cycle: { icon: 'cycles', to: '/cycles/$cycleId', param: 'cycleId' },
  agency: { icon: 'people', to: '/agencies/$agencyId', param: 'agencyId' },
  paper: { icon: 'log', to: '/papers/$documentId', param: 'documentId' },
} as const satisfies Record<FoundKind, { icon: IconName; to: string; param: string }>;

/** What the words find, by kind; `more` reads the next page of one kind behind what is shown. */
export function useFinderEntries({
  session,
  office,
  words,
}: {
  readonly session: Session;
  readonly office: OfficeOfStaff | null;
  readonly words: string;
}): {
  readonly groups: readonly FinderGroup[];
  readonly searching: boolean;
  readonly more: (of: NonNullable<FinderEntry['more']>) => void;
} {
  const { t } = useTranslation(['find', 'common', 'opening', 'work']);
  const { language } = useLanguage();
  const client = useQueryClient();
  const asker = useAsker();
  const [pages, setPages] = useState<{
    readonly words: string;
    readonly of: readonly FoundGroup[];
  }>({ words: '', of: [] });
  const found = useRead('GET /api/find', { query: { words }, enabled: words !== '' });
  const behind = pages.words === words ? pages.of : [];

  const more = ({ kind, after }: NonNullable<FinderEntry['more']>): void => {
    void client
      .query({
        queryKey: ['find', asker.officeId, words, kind, after],
        queryFn: () => ask('GET /api/find', asker, { query: { words, kind, after } }),
      })
      .then(({ groups }) => setPages({ words, of: [...behind, ...groups] }));
  };

  const places =
    office === null
      ? []
      : destinationsFor({ session, office }).map((place) => ({
          ...place,
          names: [t(place.label), t(place.label, { lng: 'vi' })],
        }));
  const offered: FinderGroup = {
    name: t('find:pages'),
    entries: matchingPages(places, words).map(({ to, icon, label }) => {
      return { key: to, icon, name: t(label), beside: '', to };
    }),
  };
  const things = (words === '' ? [] : (found.data?.groups ?? [])).map((first): FinderGroup => {
    const all = [first, ...behind.filter(({ kind }) => kind === first.kind)];
    const after = all.at(-1)?.next ?? null;
    return {
      name: t(`find:kind_${first.kind}`),
      entries: [
        ...all.flatMap(({ kind, rows }) => rows.map((row) => entryOf(kind, row, language))),
        ...(after === null
          ? []
          : [
              {
                key: `more-${first.kind}`,
                icon: 'menu' as const,
                name: t('find:more', { kind: t(`find:kind_${first.kind}`) }),
                beside: '',
                to: '',
                more: { kind: first.kind, after },
              },
            ]),
      ],
    };
  });
  return {
    groups: [offered, ...things].filter(({ entries }) => entries.length > 0),
    searching: words !== '' && found.isFetching,
    more,
  };
}

function entryOf(kind: FoundKind, row: FoundThing, language: Language): FinderEntry {
  const { icon, to, param } = PLACES[kind];
  const due = kind === 'cycle' || kind === 'paper' ? cycleText(row.dueDay, language) : null;
  return {
    key: row.id,
    icon,
    to,
    params: { [param]: row.id },
    name: headed(row.paper === null ? row.name : wordsFor('paper', row.paper)),
    beside: [row.paper === null ? null : row.name, row.beside, due]
      .filter((text) => text !== null)
      .join(' · '),
  };
}
