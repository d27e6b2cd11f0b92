import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Tables } from '../../db/tables.js';
import type { Ledger } from '../../office/scope.js';

/** Changed without an act: each is told by the row of the act that comes of it. */
const BEFORE_AN_ACT: readonly string[] = [
  // What is typed is kept field by field; the row comes with the sending.
  'form_draft',
  // A file waits to be looked at, or for the act that takes it.
  'upload',
  'upload_piece',
  // A link is used up before the password is changed, and given back when that fails.
  'password_reset',
];

/**
 * The same ledger, in which an act of a person or of a program that changes rows without leaving a row in
 * the audit fails, and is taken back: whoever writes an act without its row hears of it in every test of it.
 */
export function auditedActs(ledger: Ledger): Ledger {
  return {
    ...ledger,
    inOffice: (at, work) =>
      ledger.inOffice(at, async (scope) => {
        if (!isSomebody(at.actor)) return work(scope);
        const before = await changesOf(scope.trx);
        const value = await work(scope);
        const changed = [...(await changesOf(scope.trx))]
          .filter(([table, count]) => count > (before.get(table) ?? 0))
          .map(([table]) => table);
        const acted = changed.filter((table) => !BEFORE_AN_ACT.includes(table));
        if (acted.length > 0 && !acted.includes('audit')) {
          throw new Error(`an act changes ${acted.join(', ')} and leaves no row in the audit`);
        }
        return value;
      }),
  };
}

function isSomebody(actor: string): boolean {
  return /^(?:staff|agency|token):/u.test(actor);
}

/** Rows written so far by this connection, by table; what an earlier transaction wrote may be among them. */
async function changesOf(trx: Transaction<Tables>): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ readonly name: string; readonly n: number }>`
    select relname as name, (n_tup_ins + n_tup_upd + n_tup_del)::int as n
      from pg_stat_xact_user_tables where n_tup_ins + n_tup_upd + n_tup_del > 0`.execute(trx);
  return new Map(rows.map(({ name, n }) => [name, n]));
}
