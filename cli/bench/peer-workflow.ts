import { proxyActivities } from '@temporalio/workflow';

/** What the workflow of an agency may ask for. */
export interface PeerActivities {
  sendMail(nth: number): Promise<void>;
}

const { sendMail } = proxyActivities<PeerActivities>({ startToCloseTimeout: '1 minute' });

/** The whole life of one agency's mail, as a workflow of its own. */
export async function oneAgency(nth: number): Promise<void> {
  await sendMail(nth);
}
