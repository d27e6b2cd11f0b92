import { dayAt } from './day.js';
import type { Instant } from './day.js';

/**
 * Whether a period opens on a later day than its own. What lies before the plan was tracked, or its periods
 * were agreed to, was never missed.
 */
export function isOpenedLate({
  opensAt,
  trackedSince,
  now,
}: {
  readonly opensAt: Instant;
  readonly trackedSince: Instant | null;
  readonly now: Instant;
}): boolean {
  const due = trackedSince !== null && trackedSince > opensAt ? trackedSince : opensAt;
  return dayAt(due) < dayAt(now);
}
