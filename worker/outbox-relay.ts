import type { Client } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Ledger } from '../office/scope.js';
import { taskQueue } from './queues.js';

export interface RelayOptions {
  readonly ledger: Ledger;
  readonly client: Client;
  readonly instanceId: string;
  readonly officeKind: 'live' | 'rehearsal';
  readonly log: Logger;
}

interface Target {
  readonly office_id: string;
  readonly target: 'plan' | 'cycle' | 'rehearsal';
  readonly target_id: string;
}

/** How many rows one delivery takes; bursts on one workflow become one poke. */
const BATCH = 500;

/**
 * Delivers what waits in the outbox: each row pokes its workflow, starting it when it does not run.
 * A poke that is lost with a crash comes again, since rows are marked only afterwards.
 */
export async function deliverOutbox(options: RelayOptions): Promise<number> {
  const { ledger, officeKind } = options;
  const rows = await ledger.db
    .selectFrom('outbox')
    .innerJoin('office', 'office.id', 'outbox.office_id')
    .select(['outbox.id', 'outbox.office_id', 'outbox.target', 'outbox.target_id'])
    .where('outbox.delivered_at', 'is', null)
    .where('office.kind', '=', officeKind)
    .orderBy('outbox.id')
    .limit(BATCH)
    .execute();
  const targets = new Map(rows.map((row) => [`${row.target}/${row.target_id}`, row]));
  await Promise.all([...targets.values()].map(async (row) => poke(options, row)));
  if (rows.length > 0) {
    await ledger.db
      .updateTable('outbox')
      .set({ delivered_at: sql`clock_timestamp()` })
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
  }
  return rows.length;
}

/** Pokes the workflow of every open plan, cycle and rehearsal: a lost, new or tampered Temporal database costs minutes. */
export async function reconcile(options: RelayOptions): Promise<number> {
  const { ledger, officeKind } = options;
  const plans = await ledger.db
    .selectFrom('plan')
    .innerJoin('office', 'office.id', 'plan.office_id')
    .select(['plan.office_id as office_id', 'plan.id as target_id'])
    .where('office.kind', '=', officeKind)
    .where('plan.state', '=', 'started')
    .execute();
  const cycles = await ledger.db
    .selectFrom('cycle')
    .innerJoin('office', 'office.id', 'cycle.office_id')
    .select(['cycle.office_id as office_id', 'cycle.id as target_id'])
    .where('office.kind', '=', officeKind)
    .where('cycle.opened_at', 'is not', null)
    .where('cycle.closed_at', 'is', null)
    .where('cycle.cancelled_at', 'is', null)
    .execute();
  const rehearsals = await ledger.db
    .selectFrom('office')
    .select('id')
    .where('kind', '=', officeKind)
    .where(
      sql<boolean>`rehearsal is not null and not rehearsal ? 'doneAt' and not rehearsal ? 'stalledAt'`,
    )
    .execute();
  const targets: Target[] = [
    ...plans.map((row) => ({ ...row, target: 'plan' as const })),
    ...cycles.map((row) => ({ ...row, target: 'cycle' as const })),
    ...rehearsals.map(({ id }) => ({ office_id: id, target_id: id, target: 'rehearsal' as const })),
  ];
  for (const target of targets) await poke(options, target);
  return targets.length;
}

/** The ledger is the guard: a terminated id must be startable again, a running one is only told. */
async function poke(
  { ledger, client, instanceId, officeKind, log }: RelayOptions,
  { office_id: officeId, target, target_id: id }: Target,
): Promise<void> {
  const common = {
    workflowId: `${target}/${id}`,
    taskQueue: taskQueue(instanceId, officeKind),
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    staticSummary: `${target} of office ${officeId}`,
  };
  if (target === 'rehearsal') {
    const { rehearsal } = await ledger.db
      .selectFrom('office')
      .select('rehearsal')
      .where('id', '=', officeId)
      .executeTakeFirstOrThrow();
    const secondsPerDay = Number(rehearsal?.['secondsPerDay'] ?? 0);
    await client.workflow.start('rehearsal', { ...common, args: [{ officeId, secondsPerDay }] });
  } else {
    await client.workflow.signalWithStart(target === 'plan' ? 'planLifecycle' : 'reportingCycle', {
      ...common,
      signal: 'changed',
      args: [target === 'plan' ? { officeId, planId: id } : { officeId, cycleId: id }],
    });
  }
  log.debug({ target, id }, 'poked');
}
