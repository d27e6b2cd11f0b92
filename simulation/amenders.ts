import { dayAt, plusDays } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import type { ConfirmedPlan } from '../domain/schemas/confirmed-plan.js';
import type { Act } from './acts/act.js';
import { chanceOf } from './chance.js';
import type { SimAgency, SimCycle, SimOffice, SimPlan } from './office.js';
import { sure } from './office.js';
import { changedPlan, inventedChanges } from './plan-changes.js';
import type { Intent } from './reporters.js';

/** Those who change plans while they run, by one stream of chance. */
export interface Amenders {
  /** A plan that leaves out somebody at first, who may be taken in later. */
  beforehand(plan: ConfirmedPlan, agencies: readonly SimAgency[]): ConfirmedPlan;
  /** What they mean to change, looked at once a day. */
  daily(office: SimOffice, now: Instant): readonly Intent[];
  /** What they mean to take back. */
  after(act: Act, now: Instant): readonly Intent[];
}

/** People who amend, leave periods out, take them after all and add some. */
export function amendersOf(random: () => number): Amenders {
  const chance = chanceOf(random);
  const soon = (office: SimOffice, now: Instant, act: Act): Intent => {
    return { at: chance.deskHour(office, now), act };
  };
  return {
    beforehand: (plan, agencies) => {
      const others = agencies.filter(({ standing }) => !standing);
      const alone = plan.requirements.some(({ agencyIds = ['', ''] }) => agencyIds.length < 3);
      const agency = others[chance.below(others.length)];
      if (alone || agency === undefined || chance.happens(0.5)) return plan;
      return changedPlan(plan, [{ change: 'release', agencyId: agency.id }]);
    },
    daily: (office, now) =>
      runningPlans(office).flatMap((plan): readonly Intent[] => {
        const intents: Intent[] = [];
        if (chance.happens(0.012)) {
          const { settings, rollForward } = office;
          const changes = inventedChanges(plan.confirmed, {
            ...{ chance, now, settings: { ...settings, rollForward } },
            agencyIds: [...office.agencies.values()]
              .filter(({ standing, lastDay }) => !standing && lastDay === null)
              .map(({ id }) => id),
          });
          if (changes.length > 0) {
            intents.push(soon(office, now, { do: 'amend', planId: plan.id, changes }));
          }
        }
        const period = someCycle(office, plan);
        if (period !== null && chance.happens(0.008)) {
          intents.push(soon(office, now, { do: 'skip', cycleId: period.id }));
        }
        if (period !== null && chance.happens(0.003)) {
          const day = plusDays(dayAt(now), 2 + chance.below(30));
          intents.push(soon(office, now, { do: 'addPeriod', cycleId: period.id, day }));
        }
        return intents;
      }),
    after: (act, now) => {
      if (act.do !== 'skip' || !chance.happens(0.6)) return [];
      const at = chance.on(plusDays(dayAt(now), 1 + chance.below(12)));
      return [{ at, act: { do: 'unskip', cycleId: act.cycleId } }];
    },
  };

  function someCycle(office: SimOffice, plan: SimPlan): SimCycle | null {
    const collecting = plan.cycleIds
      .map((id) => sure(office.cycles.get(id), 'cycle'))
      .filter(({ kind, closedAt }) => kind === 'collect' && closedAt === null);
    return collecting[chance.below(collecting.length)] ?? null;
  }
}

function runningPlans(office: SimOffice): readonly SimPlan[] {
  return [...office.plans.values()].filter(({ plan }) => plan.state === 'started');
}
