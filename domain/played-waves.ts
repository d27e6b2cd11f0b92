import type { Day } from './day.js';
import { closingOfCycle } from './desk.js';
import type { LadderFacts, LadderSettings } from './ladder.js';
import type { Contact } from './reach.js';
import { factsAtOpening } from './start.js';
import type { PlannedCycle } from './start.js';
import { placeOf } from './wave.js';
import type { WaveDuty } from './wave.js';
import { wavesAhead } from './waves-ahead.js';
import type { WaveAhead } from './waves-ahead.js';

/** One duty as an audience has it. */
export interface PlayedDuty {
  readonly of: PlannedCycle;
  readonly facts: LadderFacts;
}

/**
 * The waves that one agency is part of when it never answers: each at the moment at which the ledger
 * wakes for it, planned as real ones are. A notice names its duty by its place in the list.
 */
export function playWaves(
  played: readonly PlayedDuty[],
  contacts: readonly Contact[],
  settings: LadderSettings,
): readonly WaveAhead[] {
  const agency = { id: '', contacts, waiting: [], told: new Set<string>(), toldToday: false };
  const duties = played.map(({ of, facts }, index) => {
    const { opensAt } = of;
    const duty: WaveDuty = {
      id: String(index),
      cycleId: of.cycle.key,
      reminded: true,
      reached: null,
      facts,
    };
    const { nextAt } = placeOf(duty, { now: opensAt, settings });
    return {
      duty,
      closesAt: closingIn(of, settings)?.forEditsAt ?? null,
      // What fell due before its cycle opened goes with the opening.
      nextAt: nextAt !== null && nextAt < opensAt ? opensAt : nextAt,
    };
  });
  return wavesAhead(agency, duties, { from: null, settings });
}

/** What the ladder of a bound agency knows, the heads released as soon as somebody is late. */
export function unansweredFacts(
  of: PlannedCycle,
  {
    eventDays,
    settings,
  }: { readonly eventDays: readonly Day[]; readonly settings: LadderSettings },
): LadderFacts {
  return {
    ...factsAtOpening(of, eventDays),
    headReleasedAt: of.cycle.overdueAt,
    letterOnFirstLateDay: closingIn(of, settings)?.letterOnFirstLateDay ?? false,
  };
}

/** Addresses as the rule of reach wants them; which ones they are does not matter here. */
export function contactsWith({
  reachable,
  headReachable,
}: {
  readonly reachable: boolean;
  readonly headReachable: boolean;
}): readonly Contact[] {
  const roles = [
    ...(reachable ? ['mailbox' as const] : []),
    ...(headReachable ? ['head' as const] : []),
  ];
  return roles.map((role) => ({
    id: role,
    role,
    position: 1,
    name: null,
    email: '',
    bounced: false,
    validFrom: null,
    validTo: null,
  }));
}

/** When a cycle closes by itself. */
export function closingIn(
  { cycle, onwardTargetAt, nextOpensAt }: PlannedCycle,
  settings: LadderSettings,
) {
  const { overdueAt, periodKind: period = null } = cycle;
  return closingOfCycle({ overdueAt, onwardTargetAt, period, nextOpensAt }, settings);
}
