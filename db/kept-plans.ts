import type { CompiledQuery, Kysely, PostgresPoolClient, QueryExecutorProvider } from 'kysely';
import type pg from 'pg';

/** A statement as it is built, not yet asked. */
interface Statement<Row> {
  compile(provider: QueryExecutorProvider): CompiledQuery<Row>;
}

/** So many a process has kept; whatever else it asks is planned each time. */
const MOST = 200;
/** The names by the texts of the statements. */
const names = new Map<string, string>();
let renewed = 0;

/**
 * Asks a statement whose plan each connection keeps, since planning it costs more than answering it. Only
 * for what is found by the same index whatever its values are, and whose text does not grow with these.
 */
export async function keptRows<Row>(
  db: Pick<Kysely<never>, 'executeQuery' | 'getExecutor'>,
  statement: Statement<Row>,
): Promise<Row[]> {
  const compiled = statement.compile(db);
  if (names.size < MOST && !names.has(compiled.sql)) {
    names.set(compiled.sql, `kept_${String(renewed)}_${String(names.size)}`);
  }
  const { rows } = await db.executeQuery(compiled);
  return rows;
}

const keeping = new WeakMap<pg.PoolClient, PostgresPoolClient>();

/** A connection that has the statements of keptRows planned once each. */
export function keepingPlans(client: pg.PoolClient): PostgresPoolClient {
  const known = keeping.get(client);
  if (known !== undefined) return known;
  const fresh = {
    query: async (text: string, values: unknown[]) => {
      const name = names.get(text);
      if (name === undefined) return client.query(text, values);
      try {
        return await client.query({ name, text, values });
      } catch (error) {
        if (!isOutlived(error)) throw error;
        // An upgrade has changed a table under a running process: names that no connection knows plan anew.
        if (names.get(text) === name) renewNames();
        // Within a transaction this fails as all of it has; it begins again as a whole.
        return await client.query(text, values).catch(() => {
          throw error;
        });
      }
    },
    release: () => {
      client.release();
    },
  };
  keeping.set(client, fresh as unknown as PostgresPoolClient);
  return fresh as unknown as PostgresPoolClient;
}

function renewNames(): void {
  renewed += 1;
  for (const [nth, text] of [...names.keys()].entries()) {
    names.set(text, `kept_${String(renewed)}_${String(nth)}`);
  }
}

/** "cached plan must not change result type", or a pooler between that knows nothing of the name. */
function isOutlived(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === '0A000' || code === '26000';
}
