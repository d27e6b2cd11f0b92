import { isPast } from './dated-cycle.js';
import type { Instant } from './day.js';
import type { ConfirmedCycle, ConfirmedPlan } from './schemas/confirmed-plan.js';

/** An agency on a plan's list as an approver is shown it. */
export interface ListedAgency {
  readonly id: string;
  readonly name: string;
  readonly binding: boolean;
  readonly standing: boolean;
}

/** What of a plan is no longer as the approver agreed to it, by what people know it by. */
export interface ChangedSinceAgreed {
  /** Agencies by their present names: renamed, bound or merely asked otherwise, or standing body otherwise. */
  readonly agencies: readonly string[];
  /** The phrases of the due days that another calendar or other working hours have moved. */
  readonly duePhrases: readonly string[];
}

/** Nothing to hold a plan against, as where nobody was asked to agree. */
export const AS_AGREED: ChangedSinceAgreed = { agencies: [], duePhrases: [] };

/**
 * Consent is to what was shown. What a start would do is held against it: the list as it was shown
 * (null where it was not kept: the list is then taken as it is), and the clocks that were confirmed
 * against those of today. A cycle that is past either way is tracked in no case.
 */
export function changedSinceAgreed(
  agreed: { readonly plan: ConfirmedPlan; readonly agencies: readonly ListedAgency[] | null },
  present: { readonly plan: ConfirmedPlan; readonly agencies: readonly ListedAgency[] },
  now: Instant,
): ChangedSinceAgreed {
  const shown = agreed.agencies && new Map(agreed.agencies.map((one) => [one.id, one]));
  const there = new Set(present.agencies.map(({ id }) => id));
  const clocks = cyclesIn(agreed.plan);
  return {
    agencies: [
      ...present.agencies.filter(
        (agency) => shown !== null && !isAsShown(agency, shown.get(agency.id)),
      ),
      // Closed since.
      ...(agreed.agencies ?? []).filter(({ id }) => !there.has(id)),
    ].map(({ name }) => name),
    duePhrases: cyclesIn(present.plan)
      .filter((cycle, nth) => hasMoved(clocks[nth] ?? cycle, cycle, now))
      .map(({ duePhrase }) => duePhrase),
  };
}

function cyclesIn({ requirements }: ConfirmedPlan): readonly ConfirmedCycle[] {
  return requirements.flatMap(({ cycles }) => cycles);
}

function isAsShown(agency: ListedAgency, shown: ListedAgency | undefined): boolean {
  return (
    agency.name === shown?.name &&
    agency.binding === shown.binding &&
    agency.standing === shown.standing
  );
}

function hasMoved(agreed: ConfirmedCycle, present: ConfirmedCycle, now: Instant): boolean {
  if (isPast(agreed, now) && isPast(present, now)) return false;
  return agreed.targetAt !== present.targetAt || agreed.overdueAt !== present.overdueAt;
}
