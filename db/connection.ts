import { Kysely, PostgresDialect } from 'kysely';
import type { PostgresPool } from 'kysely';
import pg from 'pg';
import { keepingPlans } from './kept-plans.js';
import type { Tables } from './tables.js';

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const INT8 = 20;

/** So many moments are remembered: most rows of an answer name the same few. */
const MOST_MOMENTS = 1_000;
const moments = new Map<string, string>();

/** An instant as ISO text; of thousands of rows with one moment it is worked out once. */
function instantOf(text: string): string {
  const known = moments.get(text);
  if (known !== undefined) return known;
  const iso = new Date(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')).toISOString();
  if (moments.size >= MOST_MOMENTS) moments.clear();
  moments.set(text, iso);
  return iso;
}

/** A day stays its ten characters and an instant is ISO text: the driver's Dates would depend on TZ. */
const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<
  number,
  (text: string) => unknown
>([
  [TIMESTAMPTZ, instantOf],
  [DATE, (text) => text],
  [INT8, Number],
]);

/** What statements are built on: the pool or one transaction; it opens no transaction by itself. */
export type LedgerDb = Omit<
  Kysely<Tables>,
  'transaction' | 'startTransaction' | 'connection' | 'destroy'
>;

declare const pooled: unique symbol;

/** The pool: every statement takes a connection of its own. Lint finds one inside a transaction. */
export type PooledDb = LedgerDb & { readonly [pooled]: true };

/** How long a connection waits for anything, in milliseconds; 0 waits for ever. */
export interface Patience {
  /** For a free connection of the pool, or for the server to take one. */
  readonly connectMs: number;
  /** For a row that another transaction holds. */
  readonly lockMs: number;
  readonly statementMs: number;
  /** For the next statement of a transaction that holds locks and does nothing. */
  readonly idleMs: number;
}

/** A person waits seconds, a workflow's step comes again, a migration has all the time it needs. */
export const PATIENCE = {
  people: { connectMs: 8_000, lockMs: 2_500, statementMs: 15_000, idleMs: 20_000 },
  jobs: { connectMs: 30_000, lockMs: 10_000, statementMs: 120_000, idleMs: 60_000 },
  migration: { connectMs: 30_000, lockMs: 60_000, statementMs: 0, idleMs: 0 },
} as const satisfies Readonly<Record<string, Patience>>;

export type PatienceName = keyof typeof PATIENCE;

/** What the connections of each kind are called at the server. */
export const NAME_OF_CONNECTIONS = {
  people: 'dondoc people',
  jobs: 'dondoc jobs',
  migration: 'dondoc migration',
} as const satisfies Readonly<Record<PatienceName, string>>;

/** Opens a connection pool of the ledger; `around` may stand before every taking of a connection. */
export function connect({
  databaseUrl,
  poolSize,
  patience,
  around = (take) => take(),
}: {
  readonly databaseUrl: string;
  readonly poolSize: number;
  readonly patience: PatienceName;
  readonly around?: <T>(take: () => Promise<T>, pool: pg.Pool) => Promise<T>;
}): { readonly db: Kysely<Tables>; readonly pool: pg.Pool } {
  const { connectMs, lockMs, statementMs, idleMs } = PATIENCE[patience];
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: NAME_OF_CONNECTIONS[patience],
    max: poolSize,
    connectionTimeoutMillis: connectMs,
    lock_timeout: lockMs,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: idleMs,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
        PARSERS.get(oid) ?? (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
    },
  });
  // Without a listener an idle connection that the server closes would end the process.
  pool.on('error', () => undefined);
  // Nor may one that ends between two statements of a transaction: the pool listens to idle ones only.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  const guarded: PostgresPool = {
    connect: () => around(async () => keepingPlans(await pool.connect()), pool),
    end: () => pool.end(),
  };
  return { db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: guarded }) }), pool };
}
