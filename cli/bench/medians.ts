/** Seconds to a thousandth. */
export function secondsOf(number: number | undefined): number {
  return Math.round((number ?? Number.NaN) * 1000) / 1000;
}

/** The middle one of some measurements, to a thousandth. */
export function medianOf(measured: readonly number[]): number {
  const sorted = inOrder(measured);
  return secondsOf(sorted[Math.floor(sorted.length / 2)]);
}

/** The least and the most of some measurements, to a thousandth. */
export function rangeOf(measured: readonly number[]): readonly [number, number] {
  const sorted = inOrder(measured);
  return [secondsOf(sorted[0]), secondsOf(sorted.at(-1))];
}

function inOrder(measured: readonly number[]): readonly number[] {
  return [...measured].sort((a, b) => a - b);
}
