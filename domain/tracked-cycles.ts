import { isDated } from './dated-cycle.js';
import type { Instant } from './day.js';
import { letterAt } from './desk.js';
import type { LadderSettings } from './ladder.js';
import { boundBy, owersOf } from './owing-agencies.js';
import { closingIn } from './played-waves.js';
import type { ConfirmedPlan, ConfirmedRequirement } from './schemas/confirmed-plan.js';
import { carryingCycle } from './shared-report.js';
import type { PlannedCycle } from './start.js';

/** What of an agency decides what it owes. */
export interface TrackedAgency {
  readonly id: string;
  readonly binding: boolean;
  readonly standing: boolean;
}

/** One agency that owes in one cycle. */
export interface Ower {
  readonly agencyId: string;
  readonly binding: boolean;
  /** The standing body enters its own figures and is not chased. */
  readonly chased: boolean;
}

/** One cycle as it is tracked from the start on; other cycles are named as they were planned. */
export interface TrackedCycle {
  readonly planned: PlannedCycle;
  /** The collecting cycle whose report goes up in this one; null for a collecting cycle. */
  readonly feedsFrom: PlannedCycle | null;
  /** The cycle in whose report this one's go up; null for one with a report of its own. */
  readonly mergedIn: PlannedCycle | null;
  readonly closesForNewAt: Instant | null;
  readonly closesForEditsAt: Instant | null;
  readonly letterAt: Instant | null;
  readonly letterOnFirstLateDay: boolean;
  readonly owers: readonly Ower[];
}

/** The cycles of a plan as a start tracks them: when each closes, which report each goes into, and who owes. */
export function trackedCycles(
  planned: readonly PlannedCycle[],
  confirmed: Pick<ConfirmedPlan, 'agencyIds'>,
  {
    agencies,
    settings,
  }: { readonly agencies: readonly TrackedAgency[]; readonly settings: LadderSettings },
): readonly TrackedCycle[] {
  const standing = new Set(agencies.filter((agency) => agency.standing).map(({ id }) => id));
  const leaders = carryingCycle(planned, standing);
  const mergedIn = (one: PlannedCycle): PlannedCycle | null => {
    const leader = leaders.get(one) ?? one;
    return leader === one ? null : leader;
  };
  const reporting = planned.filter((one) => isMerged(one.requirement) && mergedIn(one) === null);
  return planned.map((one) => {
    const { onward } = one.requirement;
    return {
      planned: one,
      feedsFrom: onward ? fedBy(one, reporting) : null,
      mergedIn: mergedIn(one),
      ...closings(one, settings),
      owers: owersIn(one.requirement, {
        confirmed,
        agencies,
        isMergedIn: mergedIn(one) !== null,
      }),
    };
  });
}

/** Only reports are merged into one that goes up; plans and lists are collected and filed. */
export function isMerged({ what, onward }: Pick<ConfirmedRequirement, 'what' | 'onward'>): boolean {
  return what === 'report' && !onward;
}

/** Who owes in the cycles of a requirement, and whether it binds them; `isMergedIn`: their report goes up with another's. */
export function owersIn(
  requirement: ConfirmedRequirement,
  {
    confirmed,
    agencies,
    isMergedIn,
  }: {
    readonly confirmed: Pick<ConfirmedPlan, 'agencyIds'>;
    readonly agencies: readonly TrackedAgency[];
    readonly isMergedIn: boolean;
  },
): readonly Ower[] {
  if (requirement.onward) {
    // The standing body is bound by its own report upward, though nobody chases it.
    return agencies.filter(({ standing }) => standing).map((agency) => owing(agency, true));
  }
  const owers = owersOf(requirement, confirmed);
  const bound = boundBy(requirement, confirmed, agencies);
  return (
    agencies
      // The standing body's own figures go into a report once, with the cycle that makes it.
      .filter(({ id, standing }) => owers.has(id) && !(isMergedIn && standing))
      .map((agency) => owing(agency, bound.has(agency.id)))
  );
}

function owing({ id, standing }: TrackedAgency, binding: boolean): Ower {
  return { agencyId: id, binding, chased: !standing };
}

/** The collecting cycle whose report goes up: the last one due before the report upward is. */
function fedBy(
  { cycle: upward }: PlannedCycle,
  reporting: readonly PlannedCycle[],
): PlannedCycle | null {
  const before = reporting.filter(
    ({ cycle }) => isDated(cycle) && isDated(upward) && cycle.overdueAt < upward.targetAt,
  );
  return before.at(-1) ?? reporting[0] ?? null;
}

/** A report upward is the office's own: it closes with its release and no letter urges for it. */
function closings(
  planned: PlannedCycle,
  settings: LadderSettings,
): Pick<TrackedCycle, 'closesForNewAt' | 'closesForEditsAt' | 'letterAt' | 'letterOnFirstLateDay'> {
  const { requirement, cycle } = planned;
  const closing = closingIn(planned, settings);
  const letterOnFirstLateDay = closing?.letterOnFirstLateDay ?? false;
  if (requirement.onward) {
    return { closesForNewAt: null, closesForEditsAt: null, letterAt: null, letterOnFirstLateDay };
  }
  const period = cycle.periodKind ?? null;
  return {
    closesForNewAt: closing?.forNewAt ?? null,
    closesForEditsAt: closing?.forEditsAt ?? null,
    letterAt: isDated(cycle)
      ? letterAt(cycle.overdueAt, { period, letterOnFirstLateDay }, settings)
      : null,
    letterOnFirstLateDay,
  };
}
