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

/** Words that turn a sentence round: texts that differ in one of them say different things. */
const TURNING =
  /^(?:không|chưa|chẳng|trừ|riêng|tăng|giảm|thiếu|vượt|hoãn|hủy|chậm|khó|cao|thấp|nhiều|ít)$/u;

/**
 * Words about one section, equal and nearly equal ones together, the most shared first and then in the order
 * in which they came. Texts with other numbers, other names or another "không" are never alike; what an agency
 * calls itself makes no difference and is not said of the others.
 */
export function alikeWords(words: readonly AgencyWords[]): readonly AlikeWords[] {
  const groups: { said: Said; members: Member[] }[] = [];
  const byKey = new Map<string, (typeof groups)[number]>();
  for (const one of words) {
    const text = withoutOwnName(one);
    const key = keyOf(text);
    const known = byKey.get(key);
    if (known !== undefined) {
      known.members.push({ ...one, shared: text });
      continue;
    }
    const said: Said = {
      bag: new Set(key.split(' ')),
      fixed: fixedWordsIn(key),
      named: namedIn(text),
    };
    const near =
      groups.length < MOST_COMPARED ? groups.find((group) => isAlike(group.said, said)) : undefined;
    const group = near ?? { said, members: [] };
    if (near === undefined) groups.push(group);
    group.members.push({ ...one, shared: text });
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

/** An agency's words, with what of them can be said of others. */
type Member = AgencyWords & { readonly shared: string };

function groupOf(members: readonly Member[]): AlikeWords {
  const [only] = members;
  const counts = new Map<string, number>();
  for (const { shared } of members) counts.set(shared, (counts.get(shared) ?? 0) + 1);
  const [common] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0]);
  return {
    id: `said/${markOf(keyOf(common))}`,
    text: members.length === 1 && only !== undefined ? only.text : common,
    agencies: [...new Set(members.map(({ agency }) => agency))],
  };
}

const BODY =
  /^((?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Công an)?\s*(?:xã|phường|đặc khu|thị trấn)|Sở|Ban|Cục|Chi cục|Công an|Hội)\s+(.+)$/iu;

/** "UBND xã Tân Tiến đã ban hành …" in the mouth of that commune is "UBND xã đã ban hành …" in everybody's. */
function withoutOwnName({ agency, text }: AgencyWords): string {
  const [, kind = '', own = ''] = BODY.exec(agency.normalize('NFC').trim()) ?? [];
  if (own === '') return text;
  // Behind the last word of its kind alone: "A" of "xã A" is a letter everywhere else.
  const last = kind.split(/\s+/u).at(-1) ?? kind;
  const spoken = `${last} ${own}`.toLowerCase();
  const normal = text.normalize('NFC');
  const lower = normal.toLowerCase();
  if (lower.length !== normal.length) return text;
  let said = '';
  let from = 0;
  for (let at = lower.indexOf(spoken); at >= 0; at = lower.indexOf(spoken, at + spoken.length)) {
    const end = at + spoken.length;
    if (isInWord(lower[at - 1]) || isInWord(lower[end])) continue;
    said += normal.slice(from, at + last.length);
    from = end;
  }
  return said + normal.slice(from);
}

function isInWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

/** What of a text decides whether another is nearly the same. */
interface Said {
  readonly bag: ReadonlySet<string>;
  /** Numbers and words that turn it round, in order. */
  readonly fixed: string;
  /** Words written as names. */
  readonly named: readonly string[];
}

function keyOf(text: string): string {
  return foldTones(text.normalize('NFC').toLowerCase())
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}

function fixedWordsIn(key: string): string {
  return key
    .split(' ')
    .filter((word) => /\p{N}/u.test(word) || TURNING.test(word))
    .join(' ');
}

/** Capitalised words that do not open a sentence. */
function namedIn(text: string): string[] {
  const named = text.normalize('NFC').match(/(?<=[\p{L}\p{N},;]\s+)\p{Lu}\p{L}*/gu) ?? [];
  return named.map(keyOf);
}

/** How many of the words of both stand in both. */
function isAlike(one: Said, other: Said): boolean {
  if (one.fixed !== other.fixed) return false;
  const [small, large] =
    one.bag.size < other.bag.size ? [one.bag, other.bag] : [other.bag, one.bag];
  if (small.size < FEWEST_WORDS || small.size < ALIKE * large.size) return false;
  let shared = 0;
  for (const word of small) if (large.has(word)) shared += 1;
  if (shared < ALIKE * (small.size + large.size - shared)) return false;
  // A name that stands in one of them alone is another place, another body, another day.
  return (
    one.named.every((word) => other.bag.has(word)) && other.named.every((word) => one.bag.has(word))
  );
}
