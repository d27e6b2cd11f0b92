import type { LedgerDb } from '../../db/connection.js';
import { GENESIS, macOf, sealOf } from './seal.js';
import type { AuditHead } from './seal.js';

export interface AuditVerdict {
  /** Offices of the ledger whose chain was walked. */
  readonly offices: number;
  readonly sealed: number;
  /** Where the audit does not hold: the first bad place of an office's chain, 0 where the whole office has gone. */
  readonly broken: readonly { readonly officeId: string; readonly at: number }[];
}

/** Stands for the office where the register itself was tampered with; `at` is its first missing line. */
const REGISTER = 'register';
const PAGE = 1000;

/**
 * Recomputes the chain of every office and the MAC of its head, and looks for offices that were
 * registered and are gone: only a rehearsal may go, and leaves the row of its deletion in its mother.
 */
export async function verifyAudit(db: LedgerDb, auditKey: string): Promise<AuditVerdict> {
  const offices = await db.selectFrom('office').select('id').orderBy('id').execute();
  const broken: { officeId: string; at: number }[] = [];
  const registered: number[] = [];
  let sealed = 0;
  for (const { id } of offices) {
    const chain = await walkChain(db, id);
    sealed += chain.rows;
    const head = await db
      .selectFrom('audit_head')
      .selectAll()
      .where('office_id', '=', id)
      .executeTakeFirst();
    if (head?.registered != null) registered.push(head.registered);
    const at = chain.brokenAt ?? brokenHead(chain, head ?? null, auditKey);
    if (at !== null) broken.push({ officeId: id, at });
  }
  broken.push(...(await removedOffices(db, new Set(offices.map(({ id }) => id)))));
  const gap = await registerGap(db, Math.max(0, ...registered));
  if (gap !== null) broken.push({ officeId: REGISTER, at: gap });
  return { offices: offices.length, sealed, broken };
}

interface Chain {
  readonly rows: number;
  readonly seal: string;
  readonly brokenAt: number | null;
}

/** Walks the sealed rows of one office, a page at a time. */
async function walkChain(db: LedgerDb, officeId: string): Promise<Chain> {
  let seal = GENESIS;
  let walked = 0;
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('office_id', '=', officeId)
      .where('sealed_as', '>', walked)
      .orderBy('sealed_as')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      seal = sealOf(seal, row);
      walked += 1;
      if (row.sealed_as !== walked || row.seal !== seal) {
        return { rows: walked, seal, brokenAt: walked };
      }
    }
    if (rows.length < PAGE) return { rows: walked, seal, brokenAt: null };
  }
}

/** Rows without their head are as suspect as a head that does not fit them. */
function brokenHead(
  { rows, seal }: Chain,
  head: (AuditHead & { readonly mac: string }) | null,
  auditKey: string,
): number | null {
  if (head === null) return rows === 0 ? null : rows;
  const fits = head.sealed_as === rows && head.seal === seal;
  return fits && head.mac === macOf(auditKey, head) ? null : rows;
}

async function removedOffices(
  db: LedgerDb,
  present: ReadonlySet<string>,
): Promise<{ officeId: string; at: number }[]> {
  const entries = await db
    .selectFrom('audit_register')
    .select('office_id')
    .orderBy('registered_as')
    .execute();
  const gone = entries.map(({ office_id }) => office_id).filter((id) => !present.has(id));
  if (gone.length === 0) return [];
  const told = await db
    .selectFrom('audit')
    .select('subject')
    .where('act', '=', 'deleteRehearsal')
    .where(
      'subject',
      'in',
      gone.map((id) => `office:${id}`),
    )
    .execute();
  const deleted = new Set(told.map(({ subject }) => subject));
  return gone.filter((id) => !deleted.has(`office:${id}`)).map((officeId) => ({ officeId, at: 0 }));
}

/** The first line missing from the register, up to the length that some head vouches for; null when none is. */
async function registerGap(db: LedgerDb, vouched: number): Promise<number | null> {
  const entries = await db
    .selectFrom('audit_register')
    .select('registered_as')
    .orderBy('registered_as')
    .execute();
  const missing = entries.findIndex(({ registered_as }, index) => registered_as !== index + 1);
  if (missing !== -1) return missing + 1;
  return entries.length < vouched ? entries.length + 1 : null;
}
