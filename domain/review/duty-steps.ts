import type { Instant } from '../day.js';
import { LEFT_OUT_WORDS } from '../explain/why-words.js';
import { leftOutOf } from '../left-out.js';
import { timetable } from '../ladder.js';
import type { LadderSettings } from '../ladder.js';
import type { Rung } from '../ladder-rules.js';
import { unansweredFacts } from '../played-waves.js';
import type { ConfirmedPlan } from '../schemas/confirmed-plan.js';
import { planCycles } from '../start.js';

/** When the rungs of a duty's next period would go. */
export interface DutySteps {
  readonly about: string;
  /** Whether that period runs already: its agencies know of it. */
  readonly isTracked: boolean;
  readonly steps: readonly { readonly rung: Rung; readonly at: Instant }[];
  /** What of its ladder does not go, and why, in words. */
  readonly leftOut: readonly { readonly rung: Rung; readonly why: string }[];
}

/** The time line of each duty under review: the rungs of its first period to come, if tracking began now and nobody answered; of a plan that runs, those still ahead. */
export function dutySteps(
  confirmed: Pick<ConfirmedPlan, 'requirements' | 'eventDays'>,
  at: { readonly now: Instant; readonly settings: LadderSettings },
  running: Pick<ConfirmedPlan, 'requirements'> | null = null,
): readonly DutySteps[] {
  const { planned } = planCycles(confirmed, at);
  const tracked = new Set(
    running?.requirements.flatMap(({ cycles }) => cycles.map(({ key }) => key)),
  );
  return confirmed.requirements.flatMap((requirement) => {
    const first = planned.find((one) => one.requirement === requirement);
    const { about, onward } = requirement;
    if (first === undefined || about === undefined || onward) return [];
    const facts = unansweredFacts(first, { eventDays: confirmed.eventDays, settings: at.settings });
    const { steps } = timetable(facts, at.settings);
    const isTracked = tracked.has(first.cycle.key);
    return [
      {
        about,
        isTracked,
        steps: steps
          .filter(({ rung }) => !isTracked || rung !== 'assigned')
          .map((step) => ({ rung: step.rung, at: step.at })),
        leftOut: leftOutOf(first, confirmed, at.settings).map(({ rung, why }) => ({
          rung,
          why: LEFT_OUT_WORDS[why],
        })),
      },
    ];
  });
}
