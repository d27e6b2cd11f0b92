import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.js';

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const INT8 = 20;

/** A day stays its ten characters and an instant is ISO text: the driver's Dates would depend on TZ. */
const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<
  number,
  (text: string) => unknown
>([
  [
    TIMESTAMPTZ,
    (text) => new Date(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')).toISOString(),
  ],
  [DATE, (text) => text],
  [INT8, Number],
]);

export type LedgerDb = Kysely<Tables>;

/** Opens the ledger's connection pool; `poolSize` connections at most. */
export function connect({
  databaseUrl,
  poolSize,
}: {
  readonly databaseUrl: string;
  readonly poolSize: number;
}): { readonly db: LedgerDb; readonly pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: poolSize,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
        PARSERS.get(oid) ?? (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
    },
  });
  // Without a listener an idle connection that the server closes would end the process.
  pool.on('error', () => undefined);
  return { db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }), pool };
}
