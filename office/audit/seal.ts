import { createHash, createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';

type AuditRow = Selectable<Tables['audit']>;

/** What the chain of an office begins with. */
const GENESIS = '0'.repeat(64);
const BATCH = 500;

/**
 * Seals the audit rows written since, in order: each seal is the SHA-256 of the one before and the
 * row, the head carries a MAC. One sealer at a time by an advisory lock; returns how many rows.
 */
export async function sealAudit(db: LedgerDb, auditKey: string): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const lock = await sql<{ got: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended('audit-sealer', 0)) as got`.execute(trx);
    if (lock.rows[0]?.got !== true) return 0;
    const rows = await trx
      .selectFrom('audit')
      .selectAll()
      .where('sealed_as', 'is', null)
      // An identity is drawn before its row commits: what is younger may still be overtaken.
      .where('real_at', '<', sql<never>`clock_timestamp() - interval '2 seconds'`)
      .orderBy('office_id')
      .orderBy('ordinal')
      .limit(BATCH)
      .execute();
    const heads = new Map<string, { sealedAs: number; seal: string }>();
    for (const row of rows) {
      const head = heads.get(row.office_id) ?? (await headOf(trx, row.office_id));
      const next = { sealedAs: head.sealedAs + 1, seal: sealOf(head.seal, row) };
      heads.set(row.office_id, next);
      await trx
        .updateTable('audit')
        .set({ sealed_as: next.sealedAs, seal: next.seal })
        .where('office_id', '=', row.office_id)
        .where('ordinal', '=', row.ordinal)
        .execute();
    }
    for (const [officeId, { sealedAs, seal }] of heads) {
      const head = {
        sealed_as: sealedAs,
        seal,
        mac: macOf(auditKey, { officeId, sealedAs, seal }),
      };
      await trx
        .insertInto('audit_head')
        .values({ office_id: officeId, ...head })
        .onConflict((conflict) => conflict.column('office_id').doUpdateSet(head))
        .execute();
    }
    return rows.length;
  });
}

export interface AuditVerdict {
  readonly offices: number;
  readonly sealed: number;
  /** Offices whose chain does not hold, and the first place where it does not. */
  readonly broken: readonly { readonly officeId: string; readonly at: number }[];
}

/** Recomputes every chain and its head. */
export async function verifyAudit(db: LedgerDb, auditKey: string): Promise<AuditVerdict> {
  const heads = await db.selectFrom('audit_head').selectAll().orderBy('office_id').execute();
  const broken: { officeId: string; at: number }[] = [];
  let sealed = 0;
  for (const head of heads) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('office_id', '=', head.office_id)
      .where('sealed_as', 'is not', null)
      .orderBy('sealed_as')
      .execute();
    sealed += rows.length;
    const at = firstBreak(rows, head, auditKey);
    if (at !== null) broken.push({ officeId: head.office_id, at });
  }
  return { offices: heads.length, sealed, broken };
}

function firstBreak(
  rows: readonly AuditRow[],
  head: Selectable<Tables['audit_head']>,
  auditKey: string,
): number | null {
  let seal = GENESIS;
  for (const [index, row] of rows.entries()) {
    seal = sealOf(seal, row);
    if (row.sealed_as !== index + 1 || row.seal !== seal) return index + 1;
  }
  const claimed = { officeId: head.office_id, sealedAs: head.sealed_as, seal: head.seal };
  const whole = rows.length === head.sealed_as && seal === head.seal;
  return whole && head.mac === macOf(auditKey, claimed) ? null : rows.length;
}

async function headOf(
  trx: Transaction<Tables>,
  officeId: string,
): Promise<{ sealedAs: number; seal: string }> {
  const head = await trx
    .selectFrom('audit_head')
    .select(['sealed_as', 'seal'])
    .where('office_id', '=', officeId)
    .executeTakeFirst();
  return { sealedAs: head?.sealed_as ?? 0, seal: head?.seal ?? GENESIS };
}

function sealOf(before: string, row: AuditRow): string {
  const { office_id, ordinal, at, real_at, actor, act, subject, details } = row;
  const content = [office_id, ordinal, at, real_at, actor, act, subject, sorted(details)];
  return createHash('sha256')
    .update(`${before}\n${JSON.stringify(content)}`)
    .digest('hex');
}

/** jsonb keeps no order of keys; a seal needs one. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

function macOf(
  auditKey: string,
  { officeId, sealedAs, seal }: { officeId: string; sealedAs: number; seal: string },
): string {
  return createHmac('sha256', auditKey)
    .update(`${officeId}\n${String(sealedAs)}\n${seal}`)
    .digest('hex');
}
