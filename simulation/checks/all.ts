import type { Check } from './check.js';
import { amended } from './amended.js';
import { moments } from './moments.js';
import { recount } from './recount.js';
import { rungs } from './rungs.js';
import { sends } from './sends.js';
import { silence } from './silence.js';
import { stalls } from './stalls.js';
import { told } from './told.js';

/** Everything that is promised of a year. */
export const ALL_CHECKS: readonly Check[] = [
  ...[moments, silence, rungs, sends],
  ...[told, amended, recount, stalls],
];
