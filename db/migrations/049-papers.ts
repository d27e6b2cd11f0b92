import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * The extension notice and the guidance letter are papers too; papers that stand beside each other, one for each
 * recipient, share a batch; what the committee issued of a draft put before it has its number and day.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table document drop constraint document_kind_check`,
  `alter table document add constraint document_kind_check check (kind in
     ('urgingLetter', 'consolidatedReport', 'extensionNotice', 'guidanceLetter'))`,
  `alter table document add column batch uuid`,
  `alter table document add column committee_number text`,
  `alter table document add column committee_issued_on date`,
];
