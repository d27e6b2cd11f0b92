import { readFileSync } from 'node:fs';
import type { Migration } from 'kysely';
import { Migrator, sql } from 'kysely';
import { connect } from '../../../db/connection.js';
import * as ledger from '../../../db/migrations/001-ledger.js';
import * as dueRule from '../../../db/migrations/002-due-rule.js';
import * as sharedReport from '../../../db/migrations/003-shared-report.js';

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-ledger': ledger,
  '002-due-rule': dueRule,
  '003-shared-report': sharedReport,
};

/**
 * Fills an empty database with what the version of migration 003 left behind: an office with a plan
 * that runs, in the middle of its second wave, and a rehearsal of that plan that has just begun. The
 * rows were written by that version itself.
 */
export async function earlierLedger(databaseUrl: string): Promise<void> {
  const { db } = connect({ databaseUrl, poolSize: 2, patience: 'migration' });
  try {
    const provider = { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) };
    const { error } = await new Migrator({ db, provider }).migrateToLatest();
    if (error !== undefined) throw new Error('cannot make the earlier schema', { cause: error });
    const file = new URL('ledger-003.jsonl', import.meta.url);
    for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
      const { table, row } = JSON.parse(line) as { table: string; row: object };
      await sql`insert into ${sql.table(table)} overriding system value
        select * from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(row)}::jsonb)`.execute(
        db,
      );
    }
    for (const [table, column] of IDENTITIES) {
      await sql`select setval(pg_get_serial_sequence(${table}, ${column}), 1000)`.execute(db);
    }
  } finally {
    await db.destroy();
  }
}

/** Rows of today are numbered behind those of then. */
const IDENTITIES = [
  ['submission', 'received_order'],
  ['message', 'ordinal'],
  ['notice', 'ordinal'],
  ['audit', 'ordinal'],
  ['outbox', 'id'],
] as const;
