import { defineSignal } from '@temporalio/workflow';

/** The only message: the ledger has changed, look again. It carries nothing, so it can be lost, doubled or late without harm. */
export const changed = defineSignal('changed');
