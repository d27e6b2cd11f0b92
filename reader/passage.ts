import type { Evidence } from '../domain/schemas/plan-draft.js';
import { fold, foldTones } from '../domain/fold.js';

/** A run of cleaned text that remembers where each of its characters stood in the extracted text. */
export interface Passage {
  /** As printed, white space folded. */
  readonly text: string;
  /** `text` with one tone placement, same length. */
  readonly plain: string;
  /** `plain` in lower case, same length: what the phrase tables are matched against. */
  readonly key: string;
  /** Where each character begins in the extracted text. */
  readonly from: readonly number[];
  /** Where each character ends in the extracted text. */
  readonly to: readonly number[];
}

/** A passage of characters and their places. */
export function passageOf(text: string, from: readonly number[], to: readonly number[]): Passage {
  // The south writes "gởi".
  return { text, plain: foldTones(text), key: fold(text).replaceAll('gởi', 'gửi'), from, to };
}

/** The part of a passage from `start` to `end`, white space at its ends left out. */
export function part(passage: Passage, start: number, end: number): Passage {
  let a = start;
  let b = end;
  while (a < b && passage.text[a] === ' ') a += 1;
  while (b > a && passage.text[b - 1] === ' ') b -= 1;
  return {
    text: passage.text.slice(a, b),
    plain: passage.plain.slice(a, b),
    key: passage.key.slice(a, b),
    from: passage.from.slice(a, b),
    to: passage.to.slice(a, b),
  };
}

/** Passages one after another with a space between. */
export function joined(passages: readonly Passage[]): Passage {
  const [first] = passages;
  if (first !== undefined && passages.length === 1) return first;
  const from: number[] = [];
  const to: number[] = [];
  for (const passage of passages) {
    const gapFrom = to.at(-1);
    if (gapFrom !== undefined) {
      from.push(gapFrom);
      to.push(passage.from[0] ?? gapFrom);
    }
    for (const place of passage.from) from.push(place);
    for (const place of passage.to) to.push(place);
  }
  return passageOf(passages.map(({ text }) => text).join(' '), from, to);
}

/** The evidence for characters `start` to `end` of a passage: offsets into the extracted text and the exact slice. */
export function evidenceOf(
  source: string,
  passage: Passage,
  start = 0,
  end = passage.text.length,
): Evidence {
  let a = start;
  let b = end;
  while (a < b && passage.text[a] === ' ') a += 1;
  while (b > a && passage.text[b - 1] === ' ') b -= 1;
  // The cells of a table may stand in another order than they are read.
  let first = passage.from[a] ?? 0;
  let last = first;
  for (let at = a; at < b; at += 1) {
    first = Math.min(first, passage.from[at] ?? first);
    last = Math.max(last, passage.to[at] ?? last);
  }
  return { start: first, end: last, text: source.slice(first, last) };
}
