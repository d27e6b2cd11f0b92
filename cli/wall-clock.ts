import type { Clock } from '../activities/ports.js';
import { instantOf } from '../domain/day.js';

/** The clock of this machine, for what is asked without a ledger. */
export const wallClock: Clock = { now: () => instantOf(Date.now()) };
