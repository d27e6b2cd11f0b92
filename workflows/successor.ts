import { patched, workflowInfo } from '@temporalio/workflow';
import { namesOffice } from '../domain/workflow-id.js';

/** Whether this run stands under an id of earlier versions, which named no office. */
export function isEarlier({ officeId }: { readonly officeId: string }): boolean {
  return !namesOffice(workflowInfo().workflowId, officeId);
}

/**
 * Whether this run is to end at once: it is an earlier one, two offices may have shared its id, and
 * the workflow under today's id carries on from the ledger. Recorded histories replay as they were.
 */
export function hasSuccessor(ref: { readonly officeId: string }): boolean {
  return isEarlier(ref) && patched('office-in-workflow-id');
}
