import { setTimeout as pause } from 'node:timers/promises';
import type { RouteRequest } from './serve.js';
import { cycleRevision, planRevision } from '../office/cycle/revisions.js';

const LOOK_EVERY_MS = 100;

/** Waits a few seconds for the running workflow to have seen what a person has just done; says whether it has. */
export async function seenBy(
  { deps, db, officeId }: Pick<RouteRequest<unknown, unknown, unknown>, 'deps' | 'db' | 'officeId'>,
  subject: { readonly planId: string } | { readonly cycleId: string },
): Promise<boolean> {
  const look = () =>
    'planId' in subject
      ? planRevision(db, officeId, subject.planId)
      : cycleRevision(db, officeId, subject.cycleId);
  const wanted = (await look())?.revision ?? 0;
  const until = performance.now() + deps.seenWaitMs;
  for (;;) {
    const now = await look();
    if (now === null || now.seenRevision >= wanted) return true;
    if (performance.now() >= until) return false;
    await pause(LOOK_EVERY_MS);
  }
}
