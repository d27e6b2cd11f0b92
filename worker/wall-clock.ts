import type { Clock } from '../activities/ports.js';
import { instantOf } from '../domain/day.js';

/** The real clock. */
export const wallClock: Clock = { now: () => instantOf(Date.now()) };
