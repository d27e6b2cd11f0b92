import type { Recovery } from '../../domain/recovery.js';
import type { OfficeRow } from '../scope.js';

/** The time that a restore took away from an office; null for none. */
export function recoveryOf(
  office: Pick<OfficeRow, 'lost_from' | 'lost_until' | 'quiet_until'>,
): Recovery | null {
  const { lost_from: lostFrom, lost_until: lostUntil, quiet_until: quietUntil } = office;
  return lostFrom === null || lostUntil === null ? null : { lostFrom, lostUntil, quietUntil };
}
