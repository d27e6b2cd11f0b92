import { isDated } from './dated-cycle.js';
import type { DeadlineSettings } from './deadline.js';
import { withForms } from './form-of.js';
import { unowedIn } from './owing-agencies.js';
import { refuse } from './result.js';
import type { Result } from './result.js';
import type { ConfirmedCycle, ConfirmedPlan } from './schemas/confirmed-plan.js';
import { byCalendar } from './start.js';

export type ConfirmationRefusal =
  | 'NO_REQUIREMENTS'
  | 'NO_AGENCIES'
  | 'AGENCY_UNKNOWN'
  | 'NOBODY_OWES'
  | 'CYCLE_KEY_TWICE'
  | 'DUE_ORDER'
  | 'FORM_UNKNOWN';

/**
 * A confirmation as it is put before the approver. What a rule gives is computed here from its day, by the
 * office's calendar, whatever instants came with it: the page that sends them may be old. What a person set
 * by hand has no rule and stays, if it can be kept.
 */
export function checkedConfirmation(
  given: ConfirmedPlan,
  {
    settings,
    knownAgencies,
  }: { readonly settings: DeadlineSettings; readonly knownAgencies: ReadonlySet<string> },
): Result<ConfirmedPlan, ConfirmationRefusal> {
  if (given.requirements.length === 0) return refuse('NO_REQUIREMENTS');
  if (given.agencyIds.length === 0) return refuse('NO_AGENCIES');
  if (given.agencyIds.some((id) => !knownAgencies.has(id))) return refuse('AGENCY_UNKNOWN');
  const [unowed] = unowedIn(given);
  if (unowed !== undefined) return refuse('NOBODY_OWES', { report: unowed.reportName });
  const confirmed = byCalendar(given, settings);
  const cycles = confirmed.requirements.flatMap((requirement) => requirement.cycles);
  const twice = firstTwice(cycles.map(({ key }) => key));
  if (twice !== null) return refuse('CYCLE_KEY_TWICE', { key: twice });
  const lateTooSoon = cycles.find(isLateTooSoon);
  return lateTooSoon === undefined
    ? withForms(confirmed)
    : refuse('DUE_ORDER', { phrase: lateTooSoon.duePhrase });
}

/** Nobody is asked for a moment at which he is late already. */
function isLateTooSoon(cycle: ConfirmedCycle): boolean {
  return isDated(cycle) && cycle.overdueAt < cycle.targetAt;
}

function firstTwice(keys: readonly string[]): string | null {
  return keys.find((key, index) => keys.indexOf(key) < index) ?? null;
}
