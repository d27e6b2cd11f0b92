import type { Instant } from '../domain/day.js';
import { dayAt, plusDays } from '../domain/day.js';
import type { DeadlineSettings } from '../domain/deadline.js';
import { clockOf, DAY_RULE } from '../domain/due-clock.js';
import type {
  ConfirmedCycle,
  ConfirmedPlan,
  ConfirmedRequirement,
} from '../domain/schemas/confirmed-plan.js';
import type { Chance } from './chance.js';
import { sure } from './office.js';

/** One thing that an amendment says of a plan that runs; cycles by their keys. */
export type PlanChange =
  | { readonly change: 'due'; readonly key: string; readonly cycle: ConfirmedCycle }
  | { readonly change: 'drop'; readonly key: string }
  | { readonly change: 'add'; readonly requirement: ConfirmedRequirement }
  | { readonly change: 'release' | 'include'; readonly agencyId: string }
  /** How it is to be sent, which moves no day. */
  | { readonly change: 'channel'; readonly key: string; readonly channel: string };

/** A plan as an amendment leaves it; whatever is not named stays word for word. */
export function changedPlan(plan: ConfirmedPlan, changes: readonly PlanChange[]): ConfirmedPlan {
  return changes.reduce(withChange, plan);
}

function withChange(plan: ConfirmedPlan, change: PlanChange): ConfirmedPlan {
  switch (change.change) {
    case 'due':
      return eachDuty(plan, (duty) => ({
        ...duty,
        cycles: duty.cycles.map((cycle) => (cycle.key === change.key ? change.cycle : cycle)),
      }));
    case 'drop':
      return eachDuty(plan, (duty) => ({
        ...duty,
        cycles: duty.cycles.filter(({ key }) => key !== change.key),
      }));
    case 'channel':
      return eachDuty(plan, (duty) =>
        duty.cycles.some(({ key }) => key === change.key)
          ? { ...duty, channel: change.channel }
          : duty,
      );
    case 'add':
      return { ...plan, requirements: [...plan.requirements, change.requirement] };
    case 'release':
      return withAgencies(plan, (ids) => ids.filter((id) => id !== change.agencyId));
    case 'include':
      return withAgencies(plan, (ids) => [...new Set([...ids, change.agencyId])]);
  }
}

function eachDuty(
  plan: ConfirmedPlan,
  change: (duty: ConfirmedRequirement) => ConfirmedRequirement,
): ConfirmedPlan {
  return {
    ...plan,
    requirements: plan.requirements.map(change).filter(({ cycles }) => cycles.length > 0),
  };
}

/** Whoever is named by a duty itself is taken in and out there too. */
function withAgencies(
  plan: ConfirmedPlan,
  change: (ids: readonly string[]) => string[],
): ConfirmedPlan {
  return {
    ...plan,
    agencyIds: change(plan.agencyIds),
    requirements: plan.requirements.map((duty) =>
      duty.agencyIds === undefined ? duty : { ...duty, agencyIds: change(duty.agencyIds) },
    ),
  };
}

/** What a plan is amended from. */
export interface AmendmentGround {
  readonly chance: Chance;
  readonly now: Instant;
  readonly settings: DeadlineSettings;
  /** Agencies that there are, the standing body left out. */
  readonly agencyIds: readonly string[];
}

/** One to three things that somebody thinks of changing in a plan that runs. */
export function inventedChanges(
  plan: ConfirmedPlan,
  ground: AmendmentGround,
): readonly PlanChange[] {
  const { chance } = ground;
  const kinds = [moved, moved, moved, dropped, added, released, released, included, sentOtherwise];
  return Array.from({ length: 1 + chance.below(3) }, () => {
    const kind = sure(kinds[chance.below(kinds.length)], 'kind');
    return kind(plan, ground);
  }).flat();
}

type Invented = (plan: ConfirmedPlan, ground: AmendmentGround) => readonly PlanChange[];

const moved: Invented = (plan, { chance, now, settings }) => {
  const cycle = someAhead(plan, { chance, now });
  if (cycle?.dueDay == null) return [];
  // Earlier or later, once in a while into the past, which is refused.
  const dueDay = plusDays(cycle.dueDay, chance.below(28) - 8);
  const clock = clockOf(cycle.rule ?? DAY_RULE, dueDay, settings);
  if (clock === null) return [];
  const moved = { ...cycle, ...clock, dueDay, duePhrase: `ngày ${dueDay}` };
  return [{ change: 'due', key: cycle.key, cycle: moved }];
};

const dropped: Invented = (plan, { chance, now }) => {
  const cycle = someAhead(plan, { chance, now });
  return cycle === null ? [] : [{ change: 'drop', key: cycle.key }];
};

const added: Invented = (plan, { chance, now, settings, agencyIds }) => {
  const dueDay = plusDays(dayAt(now), 3 + chance.below(40));
  const clock = clockOf(DAY_RULE, dueDay, settings);
  const some = agencyIds.filter(() => chance.happens(0.5));
  const [model] = plan.requirements.filter(({ onward }) => !onward);
  if (clock === null || model === undefined || some.length === 0) return [];
  const cycle: ConfirmedCycle = {
    ...{ key: `bo-sung-${dueDay}`, periodFrom: null, periodTo: null, cutOff: null },
    ...{ duePhrase: `ngày ${dueDay}`, dueDay, hourBound: false, showTarget: true },
    ...clock,
    rule: { ...DAY_RULE },
  };
  const isForAll = chance.happens(0.4);
  const requirement: ConfirmedRequirement = {
    ...{ what: 'report', reportName: 'báo cáo bổ sung', recipients: model.recipients },
    ...{ via: model.via, channel: model.channel, form: model.form, onward: false },
    ...(isForAll ? {} : { agencyIds: some }),
    cycles: [cycle],
  };
  return [{ change: 'add', requirement }];
};

const released: Invented = (plan, { chance, agencyIds }) => {
  const owing = agencyIds.filter((id) => plan.agencyIds.includes(id));
  // Who alone owes a duty is not let go: nobody would be left to owe it.
  const alone = plan.requirements.flatMap(({ agencyIds: ids }) => (ids?.length === 1 ? ids : []));
  const agencyId = owing[chance.below(owing.length)];
  if (agencyId === undefined || owing.length < 3 || alone.includes(agencyId)) return [];
  return [{ change: 'release', agencyId }];
};

const included: Invented = (plan, { chance, agencyIds }) => {
  const others = agencyIds.filter((id) => !plan.agencyIds.includes(id));
  const agencyId = others[chance.below(others.length)];
  return agencyId === undefined ? [] : [{ change: 'include', agencyId }];
};

const sentOtherwise: Invented = (plan, { chance, now }) => {
  const cycle = someAhead(plan, { chance, now });
  const channel = `thư điện tử ${String(chance.below(1000))}`;
  return cycle === null ? [] : [{ change: 'channel', key: cycle.key, channel }];
};

function someAhead(
  plan: ConfirmedPlan,
  { chance, now }: Pick<AmendmentGround, 'chance' | 'now'>,
): ConfirmedCycle | null {
  const ahead = plan.requirements
    .flatMap(({ cycles }) => cycles)
    .filter(({ targetAt }) => targetAt !== null && targetAt > now);
  return ahead[chance.below(ahead.length)] ?? null;
}
