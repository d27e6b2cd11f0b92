/** The value below which a share of some times lies, to a hundredth of their unit; 0 of none. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return rounded(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}

/** A number to a hundredth. */
export function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}
