import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { connect } from './connection.js';
import type { PatienceName, PooledDb } from './connection.js';
import { LedgerBusy, openGate } from './gate.js';
import { keptRows } from './kept-plans.js';
import type { Tables } from './tables.js';

/** The connections of one process to the ledger, and the one way to a transaction. */
export interface LedgerPool {
  /** For single statements outside of transactions. */
  readonly db: PooledDb;
  /**
   * Runs `work` in one transaction, again from its beginning when the database ended it for another
   * one's sake; `work` therefore changes nothing outside of it that cannot be done twice.
   */
  transaction<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Thrown when the server of the ledger takes no connection. */
export class LedgerAway extends Error {
  override readonly name = 'LedgerAway';
  readonly code = 'LEDGER_AWAY';
}

/** A fault of ours: code inside a transaction asked the pool for a second connection. */
export class PoolInTransaction extends Error {
  override readonly name = 'PoolInTransaction';
}

// Serialization failure, deadlock, lock time-out, a kept plan that an upgrade outlived or that is gone from its
// connection: nothing was written, the act simply goes again.
const TRIED_AGAIN: ReadonlySet<string> = new Set(['40001', '40P01', '55P03', '0A000', '26000']);
const TRIES = 3;

/** The transaction that the running code stands in. */
const standing = new AsyncLocalStorage<Standing>();

interface Standing {
  open: boolean;
  /** Whether its rows come free before the disk has them. */
  diskAfter: boolean;
}

/** Asked in a statement, its transaction ends without waiting for the disk; what is committed behind it waits for it too. */
export const BEFORE_DISK = sql<string>`set_config('synchronous_commit', 'off', true)`;

/**
 * Gives the rows of this transaction free as it commits, while the disk still writes; whoever runs it goes
 * on only once the disk has it. To be said before a row is taken that many queue for: each of them would
 * else wait for the disk once more for everybody before him. Nothing leaves too early: what a worker does
 * about an act it has first written itself, behind it.
 */
export async function diskAfterRows(trx: Transaction<Tables>): Promise<void> {
  await keptRows(trx, sql`select ${BEFORE_DISK}`);
  waitsForDisk();
}

/** The same for a transaction of which a statement has asked BEFORE_DISK besides. */
export function waitsForDisk(): void {
  const here = standing.getStore();
  if (here?.open !== true) throw new Error('outside of a transaction nothing waits for the disk');
  here.diskAfter = true;
}

/** Resolves when the disk has all that this connection has committed: a commit writes everything before it. */
async function written(db: Kysely<Tables>): Promise<void> {
  await sql`select pg_logical_emit_message(true, 'dondoc', '')`.execute(db);
}

/** How many may wait for a connection or a transaction before the next is told to come again. */
export interface Waiting {
  readonly statements: number;
  readonly transactions: number;
}

/** In the last minute two hundred agencies send at once: each waits for its turn instead of being sent away. */
const WAITING: Readonly<Record<PatienceName, Waiting>> = {
  people: { statements: 512, transactions: 256 },
  jobs: { statements: Infinity, transactions: Infinity },
  migration: { statements: Infinity, transactions: Infinity },
};

/** Opens the pool of the ledger; of its connections a quarter stays free of transactions, for reading. */
export function openPool({
  databaseUrl,
  poolSize,
  patience,
  waiting = WAITING[patience],
}: {
  readonly databaseUrl: string;
  readonly poolSize: number;
  readonly patience: PatienceName;
  readonly waiting?: Waiting;
}): LedgerPool {
  const { db } = connect({
    databaseUrl,
    poolSize,
    patience,
    around: async (take, pool) => {
      refuseInside();
      if (pool.waitingCount >= waiting.statements) throw new LedgerBusy('too many statements wait');
      try {
        return await take();
      } catch (error) {
        throw waitedInVain(error);
      }
    },
  });
  // Acts that wait for each other's rows must not keep every connection from those who only look.
  const gate = openGate(Math.max(1, poolSize - Math.ceil(poolSize / 4)), waiting.transactions);
  return {
    db: db as unknown as PooledDb,
    transaction: async (work) => {
      refuseInside();
      return gate(async () => {
        for (let tries = 1; ; tries += 1) {
          const here = { open: true, diskAfter: false };
          try {
            return await db.connection().execute(async (own) => {
              const done = await own
                .transaction()
                .execute((trx) => standing.run(here, async () => work(trx)));
              if (here.diskAfter) await written(own);
              return done;
            });
          } catch (error) {
            if (tries >= TRIES || !TRIED_AGAIN.has(codeOf(error))) throw error;
          } finally {
            here.open = false;
          }
        }
      });
    },
    close: () => db.destroy(),
  };
}

/** With every connection in the hands of somebody who waits for another one, nobody would ever go on. */
function refuseInside(): void {
  if (standing.getStore()?.open === true) {
    throw new PoolInTransaction('inside a transaction only its own connection may be used');
  }
}

/** The driver tells its time-outs by words alone. */
function waitedInVain(error: unknown): unknown {
  const words = error instanceof Error ? error.message : '';
  if (words.startsWith('timeout exceeded when trying to connect')) {
    return new LedgerBusy('no connection came free in time', { cause: error });
  }
  return words.startsWith('Connection terminated due to connection timeout')
    ? new LedgerAway('the server took no connection in time', { cause: error })
    : error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}
