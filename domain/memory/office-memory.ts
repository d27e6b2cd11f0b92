import type { AgencyKind } from '../agency-kinds.js';
import type { Instant } from '../day.js';
import { keyOfName } from '../name-key.js';
import type { OwingAgency } from '../owing-agency.js';

/** Whom some words mean as those who owe: all of some kinds or groups, which newcomers join, and single agencies. */
export interface OwersMeant {
  readonly kinds: readonly AgencyKind[];
  readonly tags: readonly string[];
  readonly agencyIds: readonly string[];
}

/** What words of documents mean in one office. */
export type Meaning =
  | { readonly use: 'owers'; readonly owers: OwersMeant }
  | { readonly use: 'recipients'; readonly names: readonly string[] };

/** One thing that corrections taught an office: its words as printed, and where it comes from. */
export type Remembered = Meaning & {
  readonly id: string;
  readonly words: string;
  readonly from: MemorySource;
};

/** Where an office has a meaning from: the plan that was corrected, who did it and when. */
export interface MemorySource {
  /** What the plan was called then. */
  readonly plan: string;
  readonly by: string;
  readonly at: Instant;
}

/** All that corrections taught one office. */
export type OfficeMemory = readonly Remembered[];

/** What tells a remembered meaning from every other of an office: `owers/các địa phương`. */
export function memoryPlace({ use, words }: Pick<Remembered, 'use' | 'words'>): string {
  return `${use}/${keyOfName(words)}`;
}

/** What some words mean here for one use; undefined where nothing was taught. */
export function rememberedFor<Use extends Meaning['use']>(
  memory: OfficeMemory,
  use: Use,
  words: string,
): Extract<Remembered, { use: Use }> | undefined {
  const key = keyOfName(words);
  return memory.find(
    (one): one is Extract<Remembered, { use: Use }> =>
      one.use === use && keyOfName(one.words) === key,
  );
}

/** Those of the office's agencies of today that a remembered meaning names. */
export function agenciesMeant<Agency extends OwingAgency>(
  { kinds, tags, agencyIds }: OwersMeant,
  agencies: readonly Agency[],
): readonly Agency[] {
  const ids = new Set(agencyIds);
  return agencies.filter(
    ({ id, kind, tags: own = [] }) =>
      ids.has(id) || kinds.includes(kind) || own.some((tag) => tags.includes(tag)),
  );
}

/** Fewer than this of a kind were picked one by one, and are remembered so. */
const FEWEST_OF_KIND = 3;

/**
 * Some agencies as a meaning that outlives its day: a group that is theirs exactly, else the kinds of which
 * all were chosen, and whoever is left by name. So a commune that comes later is meant as well.
 */
export function asMeaning(
  chosen: readonly OwingAgency[],
  agencies: readonly OwingAgency[],
): OwersMeant {
  const ids = new Set(chosen.map(({ id }) => id));
  const tag = [...new Set(chosen.flatMap(({ tags = [] }) => tags))].sort().find((one) => {
    const those = agencies.filter(({ tags = [] }) => tags.includes(one));
    return those.length === ids.size && those.length > 1 && those.every(({ id }) => ids.has(id));
  });
  if (tag !== undefined) return { kinds: [], tags: [tag], agencyIds: [] };
  const kinds = [...new Set(chosen.map(({ kind }) => kind))].sort().filter((kind) => {
    const those = agencies.filter((agency) => agency.kind === kind);
    return those.length >= FEWEST_OF_KIND && those.every(({ id }) => ids.has(id));
  });
  return {
    kinds,
    tags: [],
    agencyIds: chosen
      .filter(({ kind }) => !kinds.includes(kind))
      .map(({ id }) => id)
      .sort(),
  };
}
