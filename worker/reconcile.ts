import { hasWorkflow } from '../office/poke.js';
import { RUNNING_REHEARSAL, waitingRehearsals } from '../office/rehearsal/turn.js';
import type { RelayOptions } from './outbox-relay.js';
import { pokeWorkflow, tellEarlier } from './poke-workflow.js';
import type { PokedSubject } from './poke-workflow.js';
import { taskQueue } from '../config/task-queue.js';

/**
 * Pokes the workflow of every open plan, cycle and rehearsal: a lost, new or tampered Temporal
 * database costs minutes. `firstSinceStart`: an earlier version may have run until now, and what
 * it left under its ids is told to end. Answers how many could be told; one that fails holds nobody up.
 */
export async function reconcile(
  options: RelayOptions,
  { firstSinceStart }: { readonly firstSinceStart: boolean },
): Promise<number> {
  const { client, instanceId, officeKind, log } = options;
  let told = 0;
  for (const subject of await openSubjects(options)) {
    try {
      await pokeWorkflow({ client, taskQueue: taskQueue(instanceId, officeKind) }, subject);
      if (firstSinceStart) await tellEarlier(client, subject);
      told += 1;
    } catch (error) {
      const { target, targetId: id } = subject;
      log.warn({ err: error, target, id }, 'reconciling one workflow failed and comes again');
    }
  }
  return told;
}

async function openSubjects({ ledger: { db }, officeKind }: RelayOptions): Promise<PokedSubject[]> {
  const plans = await db
    .selectFrom('plan')
    .innerJoin('office', 'office.id', 'plan.office_id')
    .select(['plan.office_id as officeId', 'plan.id as targetId'])
    .where('office.kind', '=', officeKind)
    .where('office.id', 'not in', waitingRehearsals(db))
    .where('plan.state', '=', 'started')
    .execute();
  const cycles = await db
    .selectFrom('cycle')
    .innerJoin('office', 'office.id', 'cycle.office_id')
    .select(['cycle.office_id as officeId', 'cycle.id as targetId'])
    .where('office.kind', '=', officeKind)
    .where('office.id', 'not in', waitingRehearsals(db))
    .where('cycle.opened_at', 'is not', null)
    .where(hasWorkflow)
    .where('cycle.cancelled_at', 'is', null)
    .execute();
  const rehearsals = await db
    .selectFrom('office')
    .select(['id', 'rehearsal'])
    .where('kind', '=', officeKind)
    .where(RUNNING_REHEARSAL)
    .where('id', 'not in', waitingRehearsals(db))
    .execute();
  return [
    ...plans.map((row) => ({ ...row, target: 'plan' as const, secondsPerDay: 0 })),
    ...cycles.map((row) => ({ ...row, target: 'cycle' as const, secondsPerDay: 0 })),
    ...rehearsals.map(({ id, rehearsal }) => ({
      officeId: id,
      targetId: id,
      target: 'rehearsal' as const,
      secondsPerDay: Number(rehearsal?.['secondsPerDay'] ?? 0),
    })),
  ];
}
