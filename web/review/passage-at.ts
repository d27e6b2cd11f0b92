import type { Span } from './segments.js';

/** Where a paragraph or item begins on a line of its own: an empty line, or the mark of an item. */
const BREAK =
  /\n(?=[ \t]*(?:\n|[-+•*–][ \t]|\d{1,2}(?:\.\d{1,2})*[.)][ \t]|[a-zđ][.)][ \t]|[IVX]+\.[ \t]))/u;
/** A full stop behind which a sentence begins, or a semicolon; that of an item's number is none. */
const STOP = /(?<!(?:^|\s)(?:\d{1,2}|[a-zđ]|[IVX]{1,4}))[.!?…;](?=\s+["“(\p{Lu}\d-])/u;

/** The sentence, item or row of a text at a place of it; null where there is none. */
export function passageAt(text: string, place: number): Span | null {
  const before = text.slice(0, place);
  const behind = text.slice(place);
  const start = Math.max(lastEnd(before, BREAK), lastEnd(before, STOP, behind));
  const breakAt = BREAK.exec(behind)?.index ?? behind.length;
  const stop = STOP.exec(behind);
  const end = place + Math.min(breakAt, stop === null ? behind.length : stop.index + 1);
  return trimmed(text, { start, end });
}

/** The sentence, item or row behind a span of the text, or before it; null at the end of the text. */
export function passageBeside(text: string, from: Span | null, step: 1 | -1): Span | null {
  let place = from === null ? 0 : step === 1 ? from.end : from.start - 1;
  while (place >= 0 && place < text.length) {
    const found = passageAt(text, place);
    const isOther =
      found !== null &&
      (from === null || (step === 1 ? found.start >= from.end : found.end <= from.start));
    if (isOther) return found;
    place += step;
  }
  return null;
}

/** The span without white space at its ends; null where nothing is left. */
export function trimmed(text: string, { start, end }: Span): Span | null {
  const said = text.slice(start, end);
  const from = start + (said.length - said.trimStart().length);
  const to = from + said.trim().length;
  return from < to ? { start: from, end: to } : null;
}

/** Where the last match in `before` ends; what stands behind decides with it whether it is one. */
function lastEnd(before: string, mark: RegExp, behind = ''): number {
  const window = Math.max(0, before.length - 4_000);
  const near = `${before.slice(window)}${behind.slice(0, 20)}`;
  let last = window;
  for (const match of near.matchAll(new RegExp(mark.source, 'gu'))) {
    const end = window + match.index + match[0].length;
    if (end <= before.length) last = end;
  }
  return last;
}
