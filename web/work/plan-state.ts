import type { PlanRow } from '../../contract/plans.js';
import type { Tone } from '../parts/tone-badge.js';

export type ShownPlanState = PlanRow['state'] | 'paused';

/** The state people see: a running plan that is paused says so. */
export function shownState({
  state,
  pausedAt,
}: Pick<PlanRow, 'state' | 'pausedAt'>): ShownPlanState {
  return state === 'started' && pausedAt !== null ? 'paused' : state;
}

export const PLAN_TONE: Readonly<Record<ShownPlanState, Tone>> = {
  draft: 'amber',
  awaitingConsent: 'amber',
  consented: 'blue',
  started: 'green',
  paused: 'amber',
  closed: 'neutral',
  cancelled: 'neutral',
};
