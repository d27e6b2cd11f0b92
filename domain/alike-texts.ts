import { foldTones } from './fold.js';
import { markOf } from './text-mark.js';

/** One agency's words about one section. */
export interface AgencyWords {
  readonly agency: string;
  readonly text: string;
}

/** Words that many agencies share: the commonest wording, and who wrote it or nearly it. */
export interface AlikeWords {
  /** What the group is known by: the mark of its wording, spaces and case left out. */
  readonly id: string;
  readonly text: string;
  readonly agencies: readonly string[];
}

/** Of texts that share so many of their words one is said. */
const ALIKE = 0.85;
/** A text of a word or two is alike another by chance. */
const FEWEST_WORDS = 4;
/** So many different wordings are held against each other; beyond it equal ones alone are one. */
const MOST_COMPARED = 200;

/**
 * Words about one section, equal and nearly equal ones together, the most shared first and then in the order
 * in which they came. Texts with different numbers are never alike.
 */
export function alikeWords(words: readonly AgencyWords[]): readonly AlikeWords[] {
  const groups: {
    key: string;
    numbers: string;
    bag: ReadonlySet<string>;
    members: AgencyWords[];
  }[] = [];
  const byKey = new Map<string, (typeof groups)[number]>();
  for (const one of words) {
    const key = keyOf(one.text);
    const known = byKey.get(key);
    if (known !== undefined) {
      known.members.push(one);
      continue;
    }
    const bag = new Set(key.split(' '));
    const numbers = numbersIn(key);
    const near =
      groups.length < MOST_COMPARED
        ? groups.find((group) => group.numbers === numbers && isAlike(group.bag, bag))
        : undefined;
    const group = near ?? { key, numbers, bag, members: [] };
    if (near === undefined) groups.push(group);
    group.members.push(one);
    byKey.set(key, group);
  }
  return groups
    .map(({ members }) => groupOf(members))
    .sort(
      (a, b) =>
        Number(b.agencies.length > 1) - Number(a.agencies.length > 1) ||
        b.agencies.length - a.agencies.length,
    );
}

function groupOf(members: readonly AgencyWords[]): AlikeWords {
  const counts = new Map<string, number>();
  for (const { text } of members) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [text] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0]);
  return {
    id: `said/${markOf(keyOf(text))}`,
    text,
    agencies: [...new Set(members.map(({ agency }) => agency))],
  };
}

function keyOf(text: string): string {
  return foldTones(text.normalize('NFC').toLowerCase())
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}

function numbersIn(key: string): string {
  return key
    .split(' ')
    .filter((word) => /\p{N}/u.test(word))
    .join(' ');
}

/** How many of the words of both stand in both. */
function isAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  if (small.size < FEWEST_WORDS || small.size < ALIKE * large.size) return false;
  let shared = 0;
  for (const word of small) if (large.has(word)) shared += 1;
  return shared >= ALIKE * (one.size + other.size - shared);
}
