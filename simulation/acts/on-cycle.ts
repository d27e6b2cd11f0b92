import type { Instant } from '../../domain/day.js';
import { dutiesOf, pokeCycle, rearm } from '../duties.js';
import { sure } from '../office.js';
import type { SimOffice } from '../office.js';

/** A person lets the letters to heads go. */
export function releaseHeads(office: SimOffice, cycleId: string, now: Instant): boolean {
  const cycle = sure(office.cycles.get(cycleId), 'cycle');
  if (cycle.openedAt === null || cycle.editsClosedAt !== null || cycle.headReleasedAt !== null) {
    return false;
  }
  cycle.headReleasedAt = now;
  rearm(office, dutiesOf(office, cycle), now);
  pokeCycle(office, cycleId);
  return true;
}

/** The officer closes the collection. */
export function closeCollection(office: SimOffice, cycleId: string, now: Instant): boolean {
  const cycle = sure(office.cycles.get(cycleId), 'cycle');
  if (cycle.openedAt === null || cycle.closedAt !== null || cycle.collectionClosedAt !== null) {
    return false;
  }
  cycle.collectionClosedAt = now;
  cycle.desk = null;
  pokeCycle(office, cycleId);
  return true;
}
