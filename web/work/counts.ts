import type { Counts } from '../../contract/cycles.js';

/** Of those that owe, how many reports are in hand, taken in or not. */
export function receivedOf(counts: Counts): number {
  return counts.submitted + counts.accepted;
}

/** Of those that owe, how many are still to come; claims not yet reconciled are neither in nor missing. */
export function leftOf(counts: Counts): number {
  return counts.expected + counts.returned;
}

/** The denominator that people see: those freed from reporting are outside it. */
export function owingOf(counts: Counts): number {
  return counts.total - counts.waived;
}
