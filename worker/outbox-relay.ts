import type { Client } from '@temporalio/client';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Tables } from '../db/tables.js';
import type { Instant } from '../domain/day.js';
import { waitingRehearsals } from '../office/rehearsal/turn.js';
import type { Ledger } from '../office/scope.js';
import { endWorkflow, pokeWorkflow } from './poke-workflow.js';
import { taskQueue } from '../config/task-queue.js';

export interface RelayOptions {
  readonly ledger: Ledger;
  readonly client: Client;
  readonly instanceId: string;
  readonly officeKind: 'live' | 'rehearsal';
  readonly log: Logger;
}

/** How many rows one delivery takes; bursts on one workflow become one poke. */
const BATCH = 500;
/** A row that fails is tried again after a second, then after twice as long each time, up to a minute. */
const LONGEST_WAIT_S = 60;
/** Delivered rows stay for a day, for whoever asks what became of an act. */
const KEPT_HOURS = 24;

type Row = Awaited<ReturnType<typeof takeRows>>[number];

/**
 * Delivers what waits in the outbox: each row pokes its workflow, starting it when it does not run;
 * answers how many rows were delivered. Rows stay locked until they are marked: another worker
 * passes over them, and those of a killed one are free at once. One that fails holds nobody up.
 */
export async function deliverOutbox(options: RelayOptions): Promise<number> {
  return options.ledger.transaction(async (trx) => {
    const groups = [...byWorkflow(await takeRows(trx, options.officeKind)).values()];
    const outcomes = await Promise.all(
      groups.map(async (rows) => ({
        ids: rows.map(({ id }) => id),
        problem: await problemOf(options, rows),
      })),
    );
    const delivered = outcomes.flatMap(({ ids, problem }) => (problem === null ? ids : []));
    if (delivered.length > 0) await markDelivered(trx, delivered);
    for (const { ids, problem } of outcomes) {
      if (problem !== null) await markFailed(trx, ids, problem);
    }
    return delivered.length;
  });
}

/** Deletes rows that were delivered long ago; answers how many. */
export async function purgeOutbox({ ledger, officeKind }: RelayOptions): Promise<number> {
  const { numDeletedRows } = await ledger.db
    .deleteFrom('outbox')
    .using('office')
    .whereRef('office.id', '=', 'outbox.office_id')
    .where('office.kind', '=', officeKind)
    .where(
      'delivered_at',
      '<',
      sql<Instant>`clock_timestamp() - make_interval(hours => ${KEPT_HOURS})`,
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

async function takeRows(trx: Transaction<Tables>, officeKind: 'live' | 'rehearsal') {
  return (
    trx
      .selectFrom('outbox')
      .innerJoin('office', 'office.id', 'outbox.office_id')
      .select([
        'outbox.id',
        'outbox.office_id as officeId',
        'outbox.target',
        'outbox.target_id as targetId',
        'outbox.workflow_ids as workflowIds',
        'office.rehearsal',
      ])
      .where('outbox.delivered_at', 'is', null)
      .where('outbox.next_try_at', '<=', sql<Instant>`clock_timestamp()`)
      .where('office.kind', '=', officeKind)
      // A rehearsal that waits for its turn is told nothing: it has no workflow yet.
      .where('outbox.office_id', 'not in', waitingRehearsals(trx))
      .orderBy('outbox.id')
      .limit(BATCH)
      .forUpdate('outbox')
      .skipLocked()
      .execute()
  );
}

function byWorkflow(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.officeId}/${row.target}/${row.targetId}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

/** Does what the rows of one workflow ask for; answers why it could not be done, or null. */
async function problemOf(
  { client, instanceId, officeKind, log }: RelayOptions,
  rows: readonly Row[],
): Promise<string | null> {
  const [row] = rows;
  if (row === undefined) return null;
  const { officeId, target, targetId } = row;
  try {
    if (target === 'ended') {
      for (const id of rows.flatMap(({ workflowIds }) => workflowIds)) {
        await endWorkflow(client, id);
      }
    } else {
      const secondsPerDay = Number(row.rehearsal?.['secondsPerDay'] ?? 0);
      await pokeWorkflow(
        { client, taskQueue: taskQueue(instanceId, officeKind) },
        { officeId, target, targetId, secondsPerDay },
      );
    }
    log.debug({ target, id: targetId }, 'poked');
    return null;
  } catch (error) {
    log.warn({ err: error, target, id: targetId }, 'a poke failed and comes again');
    return error instanceof Error ? error.message : 'unknown';
  }
}

async function markDelivered(trx: Transaction<Tables>, ids: readonly number[]): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ delivered_at: sql`clock_timestamp()`, last_error: null })
    .where('id', 'in', ids)
    .execute();
}

async function markFailed(
  trx: Transaction<Tables>,
  ids: readonly number[],
  problem: string,
): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({
      attempts: sql`attempts + 1`,
      next_try_at: sql`clock_timestamp() + make_interval(secs => least(power(2, least(attempts, 10)), ${LONGEST_WAIT_S}))`,
      last_error: problem.slice(0, 300),
    })
    .where('id', 'in', ids)
    .execute();
}
