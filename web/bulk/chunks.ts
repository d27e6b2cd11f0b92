import type { BulkLine } from '../../contract/bulk.js';
import { MOST_AT_ONCE } from '../../domain/bulk-act.js';

/** Lines in portions that one request takes; an agency with several duties is never parted, so that it gets one mail. */
export function portionsOf(
  lines: readonly BulkLine[],
  most = MOST_AT_ONCE,
): readonly (readonly BulkLine[])[] {
  const portions: BulkLine[][] = [];
  for (const agency of byAgency(lines)) {
    const last = portions.at(-1);
    if (last !== undefined && last.length + agency.length <= most) last.push(...agency);
    else portions.push([...agency]);
  }
  return portions;
}

function byAgency(lines: readonly BulkLine[]): readonly (readonly BulkLine[])[] {
  const agencies = new Map<string, BulkLine[]>();
  for (const line of lines) {
    agencies.set(line.agencyId, [...(agencies.get(line.agencyId) ?? []), line]);
  }
  return [...agencies.values()];
}
