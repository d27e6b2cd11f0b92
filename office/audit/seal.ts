import { createHash, createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import type { LedgerPool } from '../../db/transaction.js';
import type { Tables } from '../../db/tables.js';

export type AuditRow = Selectable<Tables['audit']>;
export type AuditHead = Pick<
  Selectable<Tables['audit_head']>,
  'office_id' | 'sealed_as' | 'seal' | 'registered'
>;

/** What the chain of an office begins with. */
export const GENESIS = '0'.repeat(64);
const BATCH = 500;

/**
 * Seals the audit rows written since, in order: each seal is the SHA-256 of the one before and the
 * row, the head carries a MAC. One sealer at a time by an advisory lock; returns how many rows.
 */
export async function sealAudit(
  ledger: Pick<LedgerPool, 'transaction'>,
  auditKey: string,
): Promise<number> {
  return ledger.transaction(async (trx) => {
    const lock = await sql<{ got: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended('audit-sealer', 0)) as got`.execute(trx);
    if (lock.rows[0]?.got !== true) return 0;
    const registered = await registerOffices(trx);
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
    if (rows.length === 0) return 0;
    const heads = await headsOf(trx, [...new Set(rows.map(({ office_id }) => office_id))]);
    const seals = rows.map((row) => {
      const head = heads.get(row.office_id) ?? { sealedAs: 0, seal: GENESIS };
      const next = { sealedAs: head.sealedAs + 1, seal: sealOf(head.seal, row) };
      heads.set(row.office_id, next);
      return { ...next, officeId: row.office_id, ordinal: row.ordinal };
    });
    await writeSeals(trx, seals);
    const made = [...heads].map(([officeId, { sealedAs, seal }]) => {
      const head = { office_id: officeId, sealed_as: sealedAs, seal, registered };
      return { ...head, mac: macOf(auditKey, head) };
    });
    await trx
      .insertInto('audit_head')
      .values(made)
      .onConflict((conflict) =>
        conflict.column('office_id').doUpdateSet((eb) => ({
          sealed_as: eb.ref('excluded.sealed_as'),
          seal: eb.ref('excluded.seal'),
          mac: eb.ref('excluded.mac'),
          registered: eb.ref('excluded.registered'),
        })),
      )
      .execute();
    return rows.length;
  });
}

/** The seal of a row upon the seal of the one before it. */
export function sealOf(before: string, row: AuditRow): string {
  const { office_id, ordinal, at, real_at, actor, act, subject, details } = row;
  const content = [office_id, ordinal, at, real_at, actor, act, subject, sorted(details)];
  return createHash('sha256')
    .update(`${before}\n${JSON.stringify(content)}`)
    .digest('hex');
}

/** The MAC of a head: who rewrites a chain or shortens the register cannot make it without the key. */
export function macOf(
  auditKey: string,
  { office_id, sealed_as, seal, registered }: AuditHead,
): string {
  const content = [office_id, String(sealed_as), seal];
  // Heads made before there was a register keep the MAC they were given.
  if (registered !== null) content.push(String(registered));
  return createHmac('sha256', auditKey).update(content.join('\n')).digest('hex');
}

/** Enters the offices that are new since; how many the register now holds. */
async function registerOffices(trx: Transaction<Tables>): Promise<number> {
  const { rows } = await sql<{ size: number }>`
    with fresh as (
      select id, row_number() over (order by created_at, id) as nth from office
       where not exists (select 1 from audit_register r where r.office_id = office.id)),
    entered as (
      insert into audit_register (office_id, registered_as)
      select id, nth + (select coalesce(max(registered_as), 0) from audit_register) from fresh
      returning registered_as)
    select greatest(
      (select coalesce(max(registered_as), 0) from audit_register),
      (select coalesce(max(registered_as), 0) from entered))::bigint as size`.execute(trx);
  return rows[0]?.size ?? 0;
}

async function headsOf(
  trx: Transaction<Tables>,
  officeIds: readonly string[],
): Promise<Map<string, { sealedAs: number; seal: string }>> {
  const rows = await trx
    .selectFrom('audit_head')
    .select(['office_id', 'sealed_as', 'seal'])
    .where('office_id', 'in', [...officeIds])
    .execute();
  return new Map(
    rows.map(({ office_id, sealed_as, seal }) => [office_id, { sealedAs: sealed_as, seal }]),
  );
}

async function writeSeals(
  trx: Transaction<Tables>,
  seals: readonly {
    readonly officeId: string;
    readonly ordinal: number;
    readonly sealedAs: number;
    readonly seal: string;
  }[],
): Promise<void> {
  await sql`
    update audit set sealed_as = made.sealed_as, seal = made.seal
      from unnest(
        ${seals.map(({ officeId }) => officeId)}::uuid[],
        ${seals.map(({ ordinal }) => ordinal)}::bigint[],
        ${seals.map(({ sealedAs }) => sealedAs)}::bigint[],
        ${seals.map(({ seal }) => seal)}::text[]
      ) as made (office_id, ordinal, sealed_as, seal)
     where audit.office_id = made.office_id and audit.ordinal = made.ordinal`.execute(trx);
}

/** jsonb keeps no order of keys; a seal needs one. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
