import { dayAt } from '../day.js';
import type { Day, Instant } from '../day.js';
import type { LadderSettings } from '../ladder.js';
import { owes } from '../obligation.js';
import type { OwedDuty } from '../owed-duty.js';
import { isPast } from '../dated-cycle.js';
import { formOfPlan, isSameForm } from '../form-of.js';
import { printedDay } from '../printed-day.js';
import { ok, refuse } from '../result.js';
import type { Result } from '../result.js';
import type {
  ConfirmedCycle,
  ConfirmedPlan,
  ConfirmedRequirement,
} from '../schemas/confirmed-plan.js';
import type { FormDefinition } from '../schemas/form-definition.js';
import { planCycles } from '../start.js';
import { owersIn, trackedCycles } from '../tracked-cycles.js';
import type { Ower, TrackedAgency, TrackedCycle } from '../tracked-cycles.js';
import { isSameValue } from '../canonical-text.js';

/** A duty of a plan that runs. */
export interface RunningDuty extends OwedDuty {
  readonly id: string;
  readonly agencyId: string;
  readonly chased: boolean;
  /** Whether a mail about it has left: whoever has heard nothing is told nothing of a change. */
  readonly asked: boolean;
}

/** A cycle of a plan that runs, by the key it has in what was confirmed. */
export interface RunningCycle {
  readonly key: string;
  /** `leftOut`: no report is taken of it; `over`: nothing is collected in it any more. */
  readonly state: 'waiting' | 'open' | 'leftOut' | 'over';
  readonly opensAt: Instant;
  /** The key of the cycle in whose report this one's go up; null for one with a report of its own. */
  readonly mergedIn: string | null;
  readonly duties: readonly RunningDuty[];
}

/** A plan that runs, and the version that is to take the place of the one it runs by; both by the calendar of today. */
export interface AmendmentFacts {
  readonly before: ConfirmedPlan;
  readonly after: ConfirmedPlan;
  /** Everybody whom either version names. */
  readonly agencies: readonly TrackedAgency[];
  readonly cycles: readonly RunningCycle[];
}

/** A cycle with the duty it is one of, as a version confirms them. */
export interface PlacedCycle {
  readonly requirement: ConfirmedRequirement;
  readonly cycle: ConfirmedCycle;
}

/** When a duty is due after all. */
export interface AmendedDue {
  readonly targetAt: Instant | null;
  readonly overdueAt: Instant | null;
  readonly day: Day | null;
  /** The day given to its agency alone, where that stays. */
  readonly granted: Day | null;
}

/** What becomes of one duty; `told`: its agency hears of it with the amendment. */
export type DutyChange = { readonly agencyId: string; readonly told: boolean } & (
  | { readonly kind: 'added'; readonly ower: Ower; readonly due: AmendedDue }
  | { readonly kind: 'released' | 'restated' | 'dropped'; readonly dutyId: string }
  | {
      /** `begun`: its cycle opens with the amendment, so that this is its assignment. */
      readonly kind: 'begun' | 'wantedAgain' | 'moved';
      readonly dutyId: string;
      readonly due: AmendedDue;
    }
  | { readonly kind: 'rebound'; readonly dutyId: string; readonly binding: boolean }
);

/** A form in the place of another. */
export interface ChangedForm {
  /** Null for one that nobody knows any more. */
  readonly former: FormDefinition | null;
  readonly form: FormDefinition;
}

/** What becomes of one cycle. */
export type CycleChange =
  | {
      readonly kind: 'added';
      readonly tracked: TrackedCycle;
      readonly opensNow: boolean;
      readonly duties: readonly DutyChange[];
    }
  | {
      readonly kind: 'kept';
      readonly from: PlacedCycle;
      readonly to: PlacedCycle;
      /** With its closings by the new version; null for one whose day has gone by. */
      readonly tracked: TrackedCycle | null;
      readonly moved: boolean;
      readonly opensNow: boolean;
      /** The form by which its duty is reported from now on, and the one before; null where it stays. */
      readonly form: ChangedForm | null;
      readonly duties: readonly DutyChange[];
    }
  | { readonly kind: 'dropped'; readonly from: PlacedCycle; readonly duties: readonly DutyChange[] }
  /** Nothing is collected in it any more: it stays as it was, whatever the new version says of its day. */
  | {
      readonly kind: 'over';
      readonly from: PlacedCycle;
      readonly to: PlacedCycle;
      readonly duties: readonly [];
    };

export type AmendmentRefusal = 'DUE_IN_THE_PAST' | 'CYCLE_CARRIES_OTHERS';

/**
 * What an amendment does to a plan that runs: cycles by their keys, duties by their agencies. What has
 * come stays in; what is not concerned is not named. Amending to what runs already is no change at all.
 */
export function decideAmendment(
  facts: AmendmentFacts,
  at: { readonly now: Instant; readonly settings: LadderSettings },
): Result<readonly CycleChange[], AmendmentRefusal> {
  const before = placedByKey(facts.before);
  const after = placedByKey(facts.after);
  const running = new Map(facts.cycles.map((cycle) => [cycle.key, cycle]));
  const openings = new Map(
    facts.cycles
      // One that has not opened and is due on another day opens by that day.
      .filter(({ key, state }) => state !== 'waiting' || !hasMoved(before.get(key), after.get(key)))
      .map(({ key, opensAt }) => [key, opensAt]),
  );
  const { planned } = planCycles(facts.after, { ...at, openings });
  const tracked = new Map(
    trackedCycles(planned, facts.after, {
      agencies: boundBy(facts.after, facts.agencies),
      settings: at.settings,
    }).map((one) => [one.planned.cycle.key, one]),
  );
  const changes: CycleChange[] = [];
  for (const [key, from] of before) {
    const cycle = running.get(key);
    if (cycle === undefined) continue;
    const to = after.get(key);
    if (to === undefined) {
      if (cycle.state === 'over') continue;
      const left = facts.cycles.find(
        (one) => one.mergedIn === key && after.has(one.key) && one.state !== 'over',
      );
      if (left !== undefined) return refuse('CYCLE_CARRIES_OTHERS');
      changes.push({ kind: 'dropped', from, duties: droppedDuties(cycle) });
      continue;
    }
    const kept = keptCycle({ facts, cycle, from, to, tracked: tracked.get(key) ?? null }, at.now);
    if (!kept.ok) return kept;
    if (kept.value !== null) changes.push(kept.value);
  }
  for (const [key, to] of after) {
    const one = tracked.get(key);
    // A day that has gone by is tracked in no case, as at a start.
    if (running.has(key) || one === undefined) continue;
    if (isPastTarget(to.cycle, at.now)) return refuse('DUE_IN_THE_PAST', pastDay(to.cycle));
    changes.push(addedCycle(one, at.now));
  }
  return ok(changes);
}

interface Kept {
  readonly facts: AmendmentFacts;
  readonly cycle: RunningCycle;
  readonly from: PlacedCycle;
  readonly to: PlacedCycle;
  readonly tracked: TrackedCycle | null;
}

function keptCycle(kept: Kept, now: Instant): Result<CycleChange | null, AmendmentRefusal> {
  const { cycle, from, to, tracked } = kept;
  const moved = hasMoved(from, to);
  if (cycle.state === 'over') {
    return ok(moved ? { kind: 'over', from, to, duties: [] } : null);
  }
  if (moved && isPastTarget(to.cycle, now)) return refuse('DUE_IN_THE_PAST', pastDay(to.cycle));
  const opensNow =
    cycle.state === 'waiting' &&
    cycle.opensAt > now &&
    tracked !== null &&
    tracked.planned.opensAt <= now;
  const duties = keptDuties(kept, { moved, opensNow, now });
  const form = otherForm(kept);
  const isSame = duties.length === 0 && isSameText(from, to) && form === null;
  return ok(isSame ? null : { kind: 'kept', from, to, tracked, moved, opensNow, form, duties });
}

function keptDuties(
  { facts, cycle, from, to }: Kept,
  { moved, opensNow, now }: { moved: boolean; opensNow: boolean; now: Instant },
): readonly DutyChange[] {
  const had = byAgency(owersOfVersion(from, facts.before, facts));
  const have = byAgency(owersOfVersion(to, facts.after, facts));
  const own = new Map(cycle.duties.map((duty) => [duty.agencyId, duty]));
  const due = {
    targetAt: to.cycle.targetAt,
    overdueAt: to.cycle.overdueAt,
    day: to.cycle.dueDay,
    granted: null,
  };
  // Nobody is asked anew for what is late already, and nobody begins where no report is taken.
  const isAhead = !isPast(to.cycle, now) && cycle.state !== 'leftOut';
  const isTold = cycle.state === 'open' || opensNow;
  const restated = !isSameWords(from, to);
  const changes = cycle.duties.flatMap((duty): readonly DutyChange[] => {
    const { id: dutyId, agencyId, chased, asked } = duty;
    const isTheirs = have.has(agencyId);
    const told = cycle.state === 'open' && chased && asked;
    const common = { dutyId, agencyId };
    if (had.has(agencyId) && !isTheirs) {
      return owes(duty) ? [{ ...common, kind: 'released', told }] : [];
    }
    if (duty.state === 'waived' && !had.has(agencyId) && isTheirs && isAhead) {
      return [{ ...common, kind: 'wantedAgain', told, due }];
    }
    const binding = have.get(agencyId)?.binding ?? duty.binding;
    const isRebound =
      had.get(agencyId) !== undefined &&
      isTheirs &&
      had.get(agencyId)?.binding !== binding &&
      duty.binding !== binding;
    const rebound: readonly DutyChange[] = isRebound
      ? [{ ...common, kind: 'rebound', binding, told: told && owes(duty) }]
      : [];
    if (opensNow && owes(duty)) {
      const { targetAt, overdueAt, dueDay: day, grantedDay: granted } = duty;
      const kept = { targetAt, overdueAt, day, granted };
      const theirs = hasClockToMove(duty, due) ? due : kept;
      return [...rebound, { ...common, kind: 'begun', told: chased, due: theirs }];
    }
    if (moved && hasClockToMove(duty, due)) {
      return [...rebound, { ...common, kind: 'moved', told: told && owes(duty), due }];
    }
    if (restated && told && owes(duty)) return [...rebound, { ...common, kind: 'restated', told }];
    return rebound;
  });
  const added = [...have.values()]
    .filter(({ agencyId }) => isAhead && !had.has(agencyId) && !own.has(agencyId))
    .map((ower): DutyChange => {
      const { agencyId, chased } = ower;
      return { kind: 'added', agencyId, ower, due, told: isTold && chased };
    });
  return [...changes, ...added];
}

function addedCycle(tracked: TrackedCycle, now: Instant): CycleChange {
  const { cycle, opensAt } = tracked.planned;
  const opensNow = opensAt <= now;
  const due = {
    targetAt: cycle.targetAt,
    overdueAt: cycle.overdueAt,
    day: cycle.dueDay,
    granted: null,
  };
  return {
    kind: 'added',
    tracked,
    opensNow,
    duties: tracked.owers.map((ower) => ({
      ...{ kind: 'added', agencyId: ower.agencyId, ower, due },
      told: opensNow && ower.chased && !tracked.planned.requirement.onward,
    })),
  };
}

/** The form of the new version where it asks otherwise; null where it asks the same. */
function otherForm({ facts, from, to }: Kept): ChangedForm | null {
  const former = formOfPlan(facts.before, from.requirement.form);
  const form = formOfPlan(facts.after, to.requirement.form);
  const isSame = form === null || (former !== null && isSameForm(former, form));
  return isSame ? null : { former, form };
}

/** Whoever had been asked hears that nothing is any more; what has come is kept. */
function droppedDuties({ state, duties }: RunningCycle): readonly DutyChange[] {
  return duties.map(({ id: dutyId, agencyId, chased, asked, state: stands }) => ({
    kind: 'dropped',
    dutyId,
    agencyId,
    told: state === 'open' && chased && asked && stands !== 'waived',
  }));
}

/** What has come keeps the clock it came by; a later day given to one agency is not taken from it. */
function hasClockToMove(duty: RunningDuty, due: AmendedDue): boolean {
  if (duty.state === 'submitted' || duty.state === 'accepted') return false;
  const { targetAt, overdueAt, grantedDay } = duty;
  const isLater = overdueAt !== null && due.overdueAt !== null && overdueAt >= due.overdueAt;
  if (grantedDay !== null && isLater) return false;
  const isSame = targetAt === due.targetAt && overdueAt === due.overdueAt;
  return grantedDay !== null || !isSame || duty.dueDay !== due.day;
}

function owersOfVersion(
  { requirement }: PlacedCycle,
  confirmed: ConfirmedPlan,
  { agencies }: AmendmentFacts,
): readonly Ower[] {
  return owersIn(requirement, {
    confirmed,
    agencies: boundBy(confirmed, agencies),
    isMergedIn: false,
  });
}

/** The agencies as a version binds them. */
function boundBy(
  { askedOwe }: ConfirmedPlan,
  agencies: readonly TrackedAgency[],
): readonly TrackedAgency[] {
  return agencies.map((agency) => ({ ...agency, binding: agency.binding || askedOwe === true }));
}

function placedByKey({ requirements }: ConfirmedPlan): ReadonlyMap<string, PlacedCycle> {
  return new Map(
    requirements.flatMap((requirement) =>
      requirement.cycles.map((cycle) => [cycle.key, { requirement, cycle }] as const),
    ),
  );
}

/** Whether what is asked for, or what counts as late, is another moment. */
function hasMoved(from: PlacedCycle | undefined, to: PlacedCycle | undefined): boolean {
  if (from === undefined || to === undefined) return false;
  const [was, is] = [from.cycle, to.cycle];
  return was.targetAt !== is.targetAt || was.overdueAt !== is.overdueAt || was.dueDay !== is.dueDay;
}

/** Whether the agencies that owe it read the same of it. */
function isSameWords(from: PlacedCycle, to: PlacedCycle): boolean {
  const words = ({ requirement, cycle }: PlacedCycle) => [
    requirement.reportName,
    requirement.recipients,
    requirement.via,
    requirement.channel,
    cycle.duePhrase,
    cycle.officeDue ?? null,
    cycle.periodFrom,
    cycle.periodTo,
  ];
  return isSameValue(words(from), words(to));
}

/** Whether its rows would hold the same. */
function isSameText(from: PlacedCycle, to: PlacedCycle): boolean {
  const all = ({ requirement, cycle }: PlacedCycle) => {
    const { about: _about, cycles: _cycles, owedBy, agencyIds: _ids, ...rest } = requirement;
    return { rest, owedBy: owedBy ?? [], cycle };
  };
  return isSameValue(all(from), all(to));
}

function byAgency(owers: readonly Ower[]): ReadonlyMap<string, Ower> {
  return new Map(owers.map((ower) => [ower.agencyId, ower]));
}

function pastDay({ targetAt }: ConfirmedCycle): { readonly day: string } {
  return { day: targetAt === null ? '' : printedDay(dayAt(targetAt)) };
}

/** Whether nobody can be asked for it any more; what has no day can. */
function isPastTarget({ targetAt }: ConfirmedCycle, now: Instant): boolean {
  return targetAt !== null && targetAt <= now;
}
