import { decideCycle, decidePlan } from '../domain/cycle.js';
import type { Answer, ChaseStep, PlanStep, ReportStep } from '../domain/cycle.js';
import type { Instant } from '../domain/day.js';
import type { CycleLedger, CycleRef, Look, PlanRef } from './ledger-port.js';
import { notedFailure } from './noted-failure.js';

/** What a cycle is due to do, and the words people read in the Temporal UI. */
export interface CycleView {
  readonly chase: Answer<ChaseStep>;
  readonly report: Answer<ReportStep>;
  readonly stepped: boolean;
  /** What the ledger's clock showed; absent in answers of an earlier version. */
  readonly now?: Instant;
  readonly label: string;
  readonly owing: number;
  readonly unsettled: number;
}

export interface PlanView {
  readonly life: Answer<PlanStep>;
  readonly stepped: boolean;
  /** What the ledger's clock showed; absent in answers of an earlier version. */
  readonly now?: Instant;
  readonly label: string;
  readonly openCycles: number;
}

/** The activities by which a workflow looks at the ledger; the answer is the pure rule's. */
export function createObserveActivities({ ledger }: { readonly ledger: CycleLedger }) {
  return {
    async observeCycle(look: CycleRef & Look): Promise<CycleView> {
      const { facts, now, stepped, label } = await notedFailure(
        ledger,
        { ref: look, step: 'look' },
        async () => ledger.viewCycle(look),
      );
      const { owing, unsettled } = facts;
      return { ...decideCycle(facts, now), stepped, now, label, owing, unsettled };
    },
    async observePlan(look: PlanRef & Look): Promise<PlanView> {
      const { facts, now, stepped, label } = await notedFailure(
        ledger,
        { ref: look, step: 'look' },
        async () => ledger.viewPlan(look),
      );
      return { life: decidePlan(facts, now), stepped, now, label, openCycles: facts.openCycles };
    },
  };
}
