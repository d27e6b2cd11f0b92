/** A half-open span of UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Segment {
  readonly start: number;
  readonly text: string;
  /** Whether something was read from here. */
  readonly marked: boolean;
  readonly chosen: boolean;
}

/** The text cut at every edge of a span, in order and without loss; spans may overlap. */
export function segmentsOf(
  text: string,
  spans: readonly Span[],
  chosen: readonly Span[],
): readonly Segment[] {
  const edges = [0, text.length, ...[...spans, ...chosen].flatMap(({ start, end }) => [start, end])]
    .filter((edge) => edge >= 0 && edge <= text.length)
    .sort((a, b) => a - b);
  const distinct = edges.filter((edge, index) => edge !== edges[index - 1]);
  return distinct.slice(0, -1).map((start, index) => {
    const end = distinct[index + 1] ?? text.length;
    return {
      start,
      text: text.slice(start, end),
      marked: covers(spans, start),
      chosen: covers(chosen, start),
    };
  });
}

function covers(spans: readonly Span[], offset: number): boolean {
  return spans.some(({ start, end }) => start <= offset && offset < end);
}
