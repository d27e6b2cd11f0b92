import { sql } from 'kysely';
import type { RawBuilder, Transaction } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';
import type { LookedFor } from './looked-for.js';

/** What stands in a text in the place of words that were erased. */
const MASK = '[đã xóa]';
/** A shorter word is a syllable of many names. */
const SHORTEST = 4;

/** A column of a table of the ledger. */
type TextColumn = {
  [Table in keyof Tables]: { readonly table: Table; readonly column: keyof Tables[Table] & string };
}[keyof Tables];

/** Where people write in their own words; each is of an office and may name somebody. */
const FREE_TEXTS: readonly TextColumn[] = [
  { table: 'reason', column: 'text' },
  { table: 'obligation', column: 'reason' },
  { table: 'extension', column: 'reason' },
  { table: 'extension', column: 'answer' },
  { table: 'claim', column: 'reason' },
  { table: 'call', column: 'answered' },
  { table: 'compliance_objection', column: 'words' },
  { table: 'compliance_objection', column: 'answer' },
  { table: 'compliance_list', column: 'reason' },
  { table: 'approval', column: 'reason' },
  { table: 'paper_comment', column: 'words' },
  { table: 'plan_version', column: 'sent_back_reason' },
];

/** In how many free texts of an office somebody is named, by addresses, telephones and names as they are written. */
export async function textsNaming(
  db: LedgerDb | Transaction<Tables>,
  { officeId, words }: LookedFor,
): Promise<number> {
  const named = patternOf(words);
  if (named === null) return 0;
  const counts = FREE_TEXTS.map(
    ({ table, column }) => sql`
      select count(*)::int as n from ${sql.table(table)}
       where office_id = ${officeId} and ${inVietnamese(column)} ~* ${named}`,
  );
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(n), 0)::int as n from (${sql.join(counts, sql` union all `)}) as found`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

/** Takes somebody's words out of every free text of an office, the rest of which stays; in how many texts. */
export async function maskTexts(
  trx: Transaction<Tables>,
  { officeId, words }: LookedFor,
): Promise<number> {
  const named = patternOf(words);
  if (named === null) return 0;
  let masked = 0n;
  for (const { table, column } of FREE_TEXTS) {
    const text = inVietnamese(column);
    const { numAffectedRows = 0n } = await sql`
      update ${sql.table(table)} set ${sql.ref(column)} = regexp_replace(${text}, ${named}, ${MASK}, 'gi')
       where office_id = ${officeId} and ${text} ~* ${named}`.execute(trx);
    masked += numAffectedRows;
  }
  return Number(masked);
}

/** Small and capital letters as in Vietnamese, whatever the database was made with. */
function inVietnamese(column: string): RawBuilder<unknown> {
  return sql`(${sql.ref(column)} collate "vi-x-icu")`;
}

/** The words as whole words, telephones with whatever stands between their digits; null where none is long enough. */
function patternOf(words: readonly string[]): string | null {
  const parts = words
    .map((word) => word.trim())
    .filter((word) => word.length >= SHORTEST)
    .map((word) =>
      /^[\d\s.()+-]+$/u.test(word)
        ? [...word.replace(/\D/gu, '')].join('[ .()-]*')
        : word
            .split(/\s+/u)
            .map((part) => part.replace(/[\\^$.|?*+()[\]{}]/gu, '\\$&'))
            .join('\\s+'),
    )
    .filter((part) => part !== '');
  return parts.length === 0 ? null : `(?<!\\w)(?:${parts.join('|')})(?!\\w)`;
}
