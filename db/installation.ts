import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Instant } from '../domain/day.js';
import { fenceState } from '../domain/fence.js';
import type { FenceState, OwnPlace } from '../domain/fence.js';
import type { LedgerDb } from './connection.js';
import type { Marks, WrittenMark } from './marks.js';
import type { Tables } from './tables.js';

/** The ledger as one process of an installation sees it. */
export interface Installation {
  readonly own: OwnPlace;
  readonly marks: Marks;
}

/** Looks whether this ledger may poll and send here; `asOpened`: whether it might, had no command closed it. The marks are read first: those of a ledger at work are never ahead of it. */
export async function lookAtFence(
  db: LedgerDb | Transaction<Tables>,
  { own, marks }: Installation,
  { asOpened = false }: { readonly asOpened?: boolean } = {},
): Promise<FenceState> {
  const written = await marks.read();
  const row = await installationRow(db);
  const known = await knownRuns(db, written);
  return fenceState({
    own,
    ledger:
      row === null
        ? null
        : {
            instanceId: row.instance_id,
            seat: row.seat,
            systemId: row.system_id,
            beat: row.beat,
            closedWhy: asOpened ? null : row.closed_why,
          },
    systemId: await systemIdOf(db),
    everStarted: await wasEverStarted(db),
    marks: written.map(({ run, beat }) => ({ beat, knownRun: known.has(run) })),
  });
}

/** Where the ledger belongs; null while it was never bound. */
export async function installationRow(db: LedgerDb | Transaction<Tables>) {
  return (await db.selectFrom('installation').selectAll().executeTakeFirst()) ?? null;
}

/** Binds a ledger that belongs to nobody; of two that come at once the first wins. */
export async function bindLedger(db: LedgerDb, own: OwnPlace): Promise<void> {
  await db
    .insertInto('installation')
    .values({
      instance_id: own.instanceId,
      seat: own.seat,
      system_id: await systemIdOf(db),
      closed_why: null,
      restored_to: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Lets the ledger work here from now on, whatever it was before: it counts on from the highest mark, as a new start. */
export async function openFence(
  trx: Transaction<Tables>,
  { own, marks }: Installation,
  run: string,
): Promise<WrittenMark> {
  const written = await marks.read();
  const row = await installationRow(trx);
  const beat = Math.max(row?.beat ?? 0, ...written.map((mark) => mark.beat)) + 1;
  const place = {
    instance_id: own.instanceId,
    seat: own.seat,
    system_id: await systemIdOf(trx),
    beat,
    beat_at: sql<Instant>`clock_timestamp()`,
    closed_why: null,
    restored_to: null,
  };
  await trx
    .insertInto('installation')
    .values(place)
    .onConflict((conflict) => conflict.column('one').doUpdateSet(place))
    .execute();
  await noteRun(trx, run);
  return { run, beat, at: await databaseTime(trx) };
}

/** Closes the fence by a command: nothing is polled or sent any more; false for a ledger that was never at work. */
export async function closeFence(trx: Transaction<Tables>): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('installation')
    .set({ closed_why: 'byHand' })
    .where('closed_why', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0;
}

/** Notes that a process has begun to work on this ledger. */
export async function noteRun(db: LedgerDb | Transaction<Tables>, run: string): Promise<void> {
  await db
    .insertInto('installation_run')
    .values({ run })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Notes that a worker is at work, and how far the ledger's clock is ahead of its machine's; null: not measured yet. */
export async function noteClock(
  db: LedgerDb,
  run: string,
  ledgerAheadMs: number | null,
): Promise<void> {
  await db
    .updateTable('installation_run')
    .set({ ledger_ahead_ms: ledgerAheadMs, beat_at: sql<Instant>`clock_timestamp()` })
    .where('run', '=', run)
    .execute();
}

/** A worker that has not been heard of for so long has ended. */
const SILENT_MS = 60_000;

/** How far the ledger's clock is ahead of the machine of each worker at work, in milliseconds. */
export async function workerClocks(db: LedgerDb): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('installation_run')
    .select('ledger_ahead_ms as aheadMs')
    .where('ledger_ahead_ms', 'is not', null)
    .where('beat_at', '>', sql<never>`clock_timestamp() - ${SILENT_MS} * interval '1 millisecond'`)
    .orderBy('run')
    .$narrowType<{ aheadMs: number }>()
    .execute();
  return rows.map(({ aheadMs }) => aheadMs);
}

/** Counts the ledger on by one, as a process that is at work on it; null where it does not belong here any more. */
export async function beat(db: LedgerDb, own: OwnPlace, run: string): Promise<WrittenMark | null> {
  const row = await db
    .updateTable('installation')
    .set((eb) => ({ beat: eb('beat', '+', 1), beat_at: sql<Instant>`clock_timestamp()` }))
    .where('instance_id', '=', own.instanceId)
    .where('closed_why', 'is', null)
    .returning(['beat', 'beat_at'])
    .executeTakeFirst();
  return row === undefined ? null : { run, beat: row.beat, at: row.beat_at };
}

async function knownRuns(
  db: LedgerDb | Transaction<Tables>,
  written: readonly WrittenMark[],
): Promise<ReadonlySet<string>> {
  if (written.length === 0) return new Set();
  const rows = await db
    .selectFrom('installation_run')
    .select('run')
    .where(
      'run',
      'in',
      written.map(({ run }) => run),
    )
    .execute();
  return new Set(rows.map(({ run }) => run));
}

/** The identifier of the cluster that answers; null where the server does not let us ask. */
async function systemIdOf(db: LedgerDb | Transaction<Tables>): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    select case when has_function_privilege('pg_control_system()', 'execute')
           then (select system_identifier::text from pg_control_system()) end as id`.execute(db);
  return rows[0]?.id ?? null;
}

async function wasEverStarted(db: LedgerDb | Transaction<Tables>): Promise<boolean> {
  const { rows } = await sql<{ started: boolean }>`
    select exists (
      select from plan p join office o on o.id = p.office_id
       where o.kind = 'live' and p.started_at is not null) as started`.execute(db);
  return rows[0]?.started ?? false;
}

async function databaseTime(trx: Transaction<Tables>): Promise<Instant> {
  const { rows } = await sql<{ at: Instant }>`select clock_timestamp() as at`.execute(trx);
  const at = rows[0]?.at;
  if (at === undefined) throw new Error('the ledger does not tell the time');
  return at;
}
