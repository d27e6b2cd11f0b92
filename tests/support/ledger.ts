import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Makes a database of one's own with the whole schema, copied from the template that `npm test` migrates; `drop` removes it whoever is still connected. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return createFrom(`template ${required('TEST_TEMPLATE')}`);
}

/** A database of one's own with nothing in it, for a test that brings the schema itself. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return createFrom('');
}

export interface TestDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

async function createFrom(template: string): Promise<TestDatabase> {
  const adminUrl = required('TEST_DATABASE_URL');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await run(adminUrl, `create database ${name} ${template}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => {
      await run(adminUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

/** How many connections a test's ledger may hold; TEST_POOL_SIZE=1 finds whoever waits for itself. */
export function poolSizeOr(usual: number): number {
  return Number(process.env['TEST_POOL_SIZE'] ?? usual);
}

async function run(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function required(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) {
    throw new Error(
      `${variable} is not set: run it with npm test -- <file>, which starts PostgreSQL`,
    );
  }
  return value;
}
