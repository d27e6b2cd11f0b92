import { boldTextWidth } from './text-width.js';

/** Lines and rounding, in twips. */
const SLACK = 40;

/**
 * The widths of a table's columns as they are wished for, but none narrower than its longest word: what a
 * column lacks the others give, each by the room it has. Where all words together are too wide, as wished for.
 */
export function fittedWidths({
  columns,
  rows,
  points,
  margin,
}: {
  readonly columns: readonly { readonly heading: string; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
  readonly points: number;
  /** On each side of a cell, in twips. */
  readonly margin: number;
}): number[] {
  const needs = columns.map(({ heading }, index) => {
    const words = new Set([heading, ...rows.map((cells) => cells[index] ?? '')].flatMap(wordsOf));
    return Math.max(...[...words].map((word) => boldTextWidth(word, points))) + 2 * margin + SLACK;
  });
  const lacks = columns.map(({ width }, index) => Math.max(0, (needs[index] ?? 0) - width));
  const room = columns.map(({ width }, index) => Math.max(0, width - (needs[index] ?? 0)));
  const [lacking, given] = [sum(lacks), sum(room)];
  if (lacking === 0 || lacking > given) return columns.map(({ width }) => width);
  return columns.map(
    ({ width }, index) =>
      width + (lacks[index] ?? 0) - Math.ceil(((room[index] ?? 0) * lacking) / given),
  );
}

/** What a line is not broken in: a hyphen ends a word, a slash does not. */
function wordsOf(text: string): string[] {
  return text.split(/\s+|(?<=-)/u);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
