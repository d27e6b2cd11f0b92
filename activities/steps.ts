import type { CycleLedger, CycleRef, PlanRef } from './ledger-port.js';

/** The steps of a plan's life; each looks at the ledger first, so that running twice does no harm. */
export function createStepActivities({ ledger }: { readonly ledger: CycleLedger }) {
  return {
    openCycles: async (ref: PlanRef): Promise<void> => ledger.openCycles(ref),
    closePlan: async (ref: PlanRef): Promise<void> => ledger.closePlan(ref),
    draftLetter: async (ref: CycleRef): Promise<void> => ledger.draftLetter(ref),
    closeCollection: async (ref: CycleRef): Promise<void> => ledger.closeCollection(ref),
    consolidate: async (ref: CycleRef): Promise<void> => ledger.consolidate(ref),
    askApproval: async (ref: CycleRef): Promise<void> => ledger.askApproval(ref),
    sendUp: async (ref: CycleRef): Promise<void> => ledger.sendUp(ref),
    closeEdits: async (ref: CycleRef): Promise<void> => ledger.closeEdits(ref),
    closeCycle: async (ref: CycleRef): Promise<void> => ledger.closeCycle(ref),
  };
}
