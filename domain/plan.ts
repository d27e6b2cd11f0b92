import type { Instant } from './day.js';
import { ok, refuse } from './result.js';
import type { Result } from './result.js';

export type PlanState =
  'draft' | 'awaitingConsent' | 'consented' | 'started' | 'closed' | 'cancelled';

/** A plan on its way from the uploaded document to its end; closing it is a step of its workflow (`decidePlan`). */
export interface Plan {
  readonly state: PlanState;
  /** How often it was confirmed in this round, each time otherwise; 0 before the first. */
  readonly confirmations: number;
  readonly startedAt: Instant | null;
  readonly pausedAt: Instant | null;
  readonly cancelledAt: Instant | null;
}

export type PlanCommand =
  /** `isSame`: what is confirmed is, word for word, what waits for consent already. */
  | { readonly type: 'confirm'; readonly isSame: boolean }
  /** `seen`: the mark of what the approver had before the eyes; null when the caller does not say. */
  | {
      readonly type: 'consent';
      readonly shown: string;
      readonly seen: string | null;
      /** The approver is not whom the office keeps from consenting to his own list. */
      readonly mayAgree: boolean;
    }
  | { readonly type: 'return'; readonly reason: string }
  /** Its days are gone: it is only there for next year's plan. */
  | { readonly type: 'keepAsModel' }
  | { readonly type: 'start' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'cancel'; readonly reason: string };

export type PlanEvent =
  | { readonly type: 'confirmed'; readonly confirmations: number }
  | { readonly type: 'consented' }
  | { readonly type: 'returned'; readonly reason: string }
  | { readonly type: 'keptAsModel' }
  | { readonly type: 'started'; readonly at: Instant }
  | { readonly type: 'paused'; readonly at: Instant }
  | { readonly type: 'resumed' }
  | { readonly type: 'cancelled'; readonly at: Instant };

export type PlanRefusal =
  | 'PLAN_STATE'
  | 'PLAN_CHANGED'
  | 'SAME_PERSON'
  | 'REASON_MISSING'
  | 'ALREADY_PAUSED'
  | 'NOT_PAUSED';

/**
 * What an act makes of a plan at `now`, or why it is refused; changes nothing itself. Consent is to what
 * was shown. A caller that does not say what it saw is let through only as long as the plan was confirmed
 * once in this round: then nothing else can have been seen.
 */
export function decidePlanAct(
  plan: Plan,
  command: PlanCommand,
  now: Instant,
): Result<PlanEvent, PlanRefusal> {
  const { state } = plan;
  switch (command.type) {
    case 'confirm':
      if (state === 'draft') return ok({ type: 'confirmed', confirmations: 1 });
      if (state !== 'awaitingConsent') return refuse('PLAN_STATE');
      return ok({
        type: 'confirmed',
        confirmations: plan.confirmations + (command.isSame ? 0 : 1),
      });
    case 'consent': {
      if (state !== 'awaitingConsent') return refuse('PLAN_STATE');
      if (!command.mayAgree) return refuse('SAME_PERSON');
      const { seen, shown } = command;
      const isOfThis = seen === null ? plan.confirmations <= 1 : seen === shown;
      return isOfThis ? ok({ type: 'consented' }) : refuse('PLAN_CHANGED');
    }
    case 'return':
      if (command.reason.trim() === '') return refuse('REASON_MISSING');
      if (state !== 'awaitingConsent' && state !== 'consented') return refuse('PLAN_STATE');
      return ok({ type: 'returned', reason: command.reason });
    case 'keepAsModel':
      return state === 'draft' ? ok({ type: 'keptAsModel' }) : refuse('PLAN_STATE');
    case 'start':
      return state === 'consented' ? ok({ type: 'started', at: now }) : refuse('PLAN_STATE');
    case 'pause':
      if (state !== 'started') return refuse('PLAN_STATE');
      return plan.pausedAt === null ? ok({ type: 'paused', at: now }) : refuse('ALREADY_PAUSED');
    case 'resume':
      if (plan.pausedAt === null) return refuse('NOT_PAUSED');
      return state === 'started' ? ok({ type: 'resumed' }) : refuse('PLAN_STATE');
    case 'cancel':
      if (hasEnded(plan)) return refuse('PLAN_STATE');
      return command.reason.trim() === ''
        ? refuse('REASON_MISSING')
        : ok({ type: 'cancelled', at: now });
  }
}

/** The plan after one event. */
export function evolvePlan(plan: Plan, event: PlanEvent): Plan {
  switch (event.type) {
    case 'confirmed':
      return { ...plan, state: 'awaitingConsent', confirmations: event.confirmations };
    case 'consented':
      return { ...plan, state: 'consented' };
    case 'returned':
      return { ...plan, state: 'draft', confirmations: 0 };
    case 'keptAsModel':
      return { ...plan, state: 'closed' };
    case 'started':
      return { ...plan, state: 'started', startedAt: event.at };
    case 'paused':
      return { ...plan, pausedAt: event.at };
    case 'resumed':
      return { ...plan, pausedAt: null };
    case 'cancelled':
      return { ...plan, state: 'cancelled', cancelledAt: event.at };
  }
}

/** Whether a plan is over for good. */
function hasEnded({ state }: Pick<Plan, 'state'>): boolean {
  return state === 'closed' || state === 'cancelled';
}
