import pg from 'pg';

/** What some work asked of the database, in order; `begin` and `commit` are statements too. */
export interface CountedWork<T> {
  readonly value: T;
  readonly statements: readonly string[];
}

/** How a test's ledger looks whether an act left its row: no statement of the work itself. */
const ASKED_BY_TESTS = 'pg_stat_xact_user_tables';

type Query = (...args: unknown[]) => unknown;

/** Runs some work and notes every statement that any connection of this process sends meanwhile. */
export async function countStatements<T>(work: () => Promise<T>): Promise<CountedWork<T>> {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  const statements: string[] = [];
  prototype.query = function counted(this: unknown, ...args: unknown[]) {
    const text = textOf(args[0]);
    if (!text.includes(ASKED_BY_TESTS)) statements.push(text);
    return query.apply(this, args);
  };
  try {
    return { value: await work(), statements };
  } finally {
    prototype.query = query;
  }
}

function textOf(asked: unknown): string {
  if (typeof asked === 'string') return asked;
  const { text } = asked as { readonly text?: unknown };
  return typeof text === 'string' ? text : '?';
}
