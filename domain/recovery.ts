import { plusWorkingDays } from './calendar.js';
import type { Calendar } from './calendar.js';
import { at, dayAt } from './day.js';
import type { Instant } from './day.js';
import { sendingMoment } from './ladder.js';
import { LADDER } from './ladder-rules.js';
import type { LadderSettings, Step } from './ladder.js';

/** A time that a restore took away: the ledger is what it was at its beginning. */
export interface Recovery {
  readonly lostFrom: Instant;
  /** When the operator let the ledger work again. */
  readonly lostUntil: Instant;
  /** Until when nobody is asked for a report that may have come in meanwhile; null: until an officer has decided. */
  readonly quietUntil: Instant | null;
}

/** Working days an agency has to send again what was lost, before it is reminded of it. */
const QUIET_DAYS = 2;

/** Until when agencies are left in peace that were told at `told` to send again what was lost. */
export function quietUntil(told: Instant, calendar: Calendar): Instant {
  return at(plusWorkingDays(calendar, dayAt(told), QUIET_DAYS + 1), 0);
}

/** Whether what is held back may have reached its reader in the lost time; what fell due afterwards has not, but for the assignment of a cycle that opens once more. */
export function mayHaveGone(
  held: { readonly rung: string; readonly dueAt: Instant },
  { lostUntil }: Recovery,
): boolean {
  return held.rung === 'assigned' || held.dueAt <= lostUntil;
}

/**
 * Whether a due rung is held back for an officer: it fell due before the ledger worked again, and so may
 * have gone already, or it asks for a report that may have been lost. A cycle whose day came after that
 * lost nothing.
 */
export function isHeldBack(
  step: Pick<Step, 'rung' | 'at'>,
  opensAt: Instant,
  recovery: Recovery,
  settings: LadderSettings,
): boolean {
  if (opensAt > recovery.lostUntil) return false;
  // A cycle that opened in the lost time opens once more now: its assignment may have gone.
  const assigned = step.rung === 'assigned' ? sendingMoment(opensAt, settings) : step.at;
  if (step.at <= recovery.lostUntil || assigned <= recovery.lostUntil) return true;
  const asks = LADDER.find(({ rung }) => rung === step.rung)?.asksForReport ?? false;
  return asks && (recovery.quietUntil === null || step.at < recovery.quietUntil);
}
