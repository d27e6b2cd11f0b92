import { isDated } from './dated-cycle.js';
import { dayAt } from './day.js';
import type { Day, Instant } from './day.js';
import { stepKey, timetable } from './ladder.js';
import type { LadderSettings, Rung, Skip, SkipReason } from './ladder.js';
import { playWaves, contactsWith, unansweredFacts } from './played-waves.js';
import type { ConfirmedCycle, ConfirmedPlan } from './schemas/confirmed-plan.js';
import { factsAtOpening, openingDay } from './start.js';
import type { PlannedCycle } from './start.js';

/** A rung that no agency hears of. */
export interface LeftOut {
  readonly cycle: ConfirmedCycle;
  readonly rung: Rung;
  readonly at: Instant;
  /** `cyclePast`: late before the start, so not tracked; `tooLate`: no mail may leave before it is useless. */
  readonly why: SkipReason | 'withAssigned' | 'cyclePast' | 'tooLate';
}

/** The rungs of a tracked cycle that no bound agency hears of. */
export function leftOutOf(
  of: PlannedCycle,
  { eventDays }: { readonly eventDays: readonly Day[] },
  settings: LadderSettings,
): readonly LeftOut[] {
  const { cycle } = of;
  const facts = unansweredFacts(of, { eventDays, settings });
  const { steps, skipped } = timetable(facts, settings);
  const everywhere = contactsWith({ reachable: true, headReachable: true });
  const notices = playWaves([{ of, facts }], everywhere, settings).flatMap(({ now, plan }) =>
    plan.notices.map(({ step }) => ({ step, at: now })),
  );
  const told = new Set(notices.map(({ step }) => stepKey(step)));
  const assignedAt = notices.find(({ step }) => step.rung === 'assigned')?.at ?? of.opensAt;
  return [
    ...skipped.map((skip) => ({
      cycle,
      rung: skip.rung,
      at: skip.at,
      why: leftOutWhy(skip, assignedAt),
    })),
    ...steps
      .filter((step) => !told.has(stepKey(step)))
      .map(({ rung, at }) => ({
        cycle,
        rung,
        at,
        why: at <= assignedAt ? ('withAssigned' as const) : ('tooLate' as const),
      })),
  ];
}

/** Why a skipped rung is left out, told by the mail whose day it shares. */
export function leftOutWhy({ at, why }: Skip, assignedAt: Instant): LeftOut['why'] {
  return why === 'sameDay' && dayAt(at) === dayAt(assignedAt) ? 'withAssigned' : why;
}

/** The whole ladder of the cycles that were late before the start. */
export function pastRungs(
  { requirements, eventDays }: Pick<ConfirmedPlan, 'requirements' | 'eventDays'>,
  past: readonly ConfirmedCycle[],
  settings: LadderSettings,
): readonly LeftOut[] {
  return requirements
    .filter(({ onward }) => !onward)
    .flatMap((requirement) =>
      requirement.cycles
        .filter(isDated)
        .filter((cycle) => past.includes(cycle))
        .flatMap((cycle) => {
          const opensAt = openingDay(cycle, false, settings);
          const facts = factsAtOpening({ requirement, cycle, opensAt }, eventDays);
          return timetable(facts, settings).steps.map(({ rung, at }) => ({
            cycle,
            rung,
            at,
            why: 'cyclePast' as const,
          }));
        }),
    );
}
