import { guardedStep } from './guarded-step.js';
import type { StepDeps } from './guarded-step.js';
import type { CycleRef, PlanRef } from './ledger-port.js';

/** The steps of a plan's life; each looks at the ledger first, so that running twice does no harm. */
export function createStepActivities(deps: StepDeps) {
  const { ledger } = deps;
  const step =
    <Ref extends CycleRef | PlanRef>(name: string, work: (ref: Ref) => Promise<void>) =>
    async (ref: Ref): Promise<void> =>
      guardedStep(deps, { ref, step: name }, async () => work(ref));
  return {
    openCycles: step('openCycles', async (ref: PlanRef) => ledger.openCycles(ref)),
    closePlan: step('closePlan', async (ref: PlanRef) => ledger.closePlan(ref)),
    draftLetter: step('draftLetter', async (ref: CycleRef) => ledger.draftLetter(ref)),
    closeCollection: step('closeCollection', async (ref: CycleRef) => ledger.closeCollection(ref)),
    consolidate: step('consolidate', async (ref: CycleRef) => ledger.consolidate(ref)),
    askApproval: step('askApproval', async (ref: CycleRef) => ledger.askApproval(ref)),
    sendUp: step('sendUp', async (ref: CycleRef) => ledger.sendUp(ref)),
    closeEdits: step('closeEdits', async (ref: CycleRef) => ledger.closeEdits(ref)),
    closeCycle: step('closeCycle', async (ref: CycleRef) => ledger.closeCycle(ref)),
  };
}
