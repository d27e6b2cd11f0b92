import { instant, plusMs } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';

/** A Monday morning: the bench sends at any hour of any day. */
const MORNING = instant('2026-06-22T09:00:00+07:00');

/** The office's clock while the real one stood at `startedAtMs` when it showed nine on a Monday. */
export function morningClock(startedAtMs: number): { now(): Instant } {
  return { now: () => plusMs(MORNING, Date.now() - startedAtMs) };
}
