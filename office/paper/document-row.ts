import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Paper } from '../../domain/paper.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';
import { canonicalText } from '../../domain/canonical-text.js';
import { sha256Of } from '../digest.js';

/** A paper's row without the bytes of its signed PDF. */
export type DocumentRow = Omit<Selectable<Tables['document']>, 'signed_pdf'>;

/** All of a paper's columns but the bytes of its signed PDF, which may be 20 MB. */
export const DOCUMENT_COLUMNS = [
  'office_id',
  'id',
  'plan_id',
  'cycle_id',
  'kind',
  'version',
  'state',
  'paper',
  'agency_ids',
  'consolidation_id',
  'step',
  'route',
  'agreed',
  'outside',
  'signed_check',
  'number',
  'issued_on',
  'signed_pdf_name',
  'signed_pdf_sha256',
  'content_sha256',
  'files_owed',
  'changed_at',
  'ask_at',
  'asked',
  'asked_at',
  'submitted_at',
  'submitted_by',
  'approved_at',
  'released_at',
  'released_by',
  'copy_wanted',
  'copy_planned_at',
  'acknowledged_at',
  'withdrawn_at',
  'due_day',
  'batch',
  'committee_number',
  'committee_issued_on',
] as const satisfies readonly (keyof DocumentRow)[];

/** Of a paper what its content hangs on. */
export type DraftedPaper = Pick<
  DocumentRow,
  'office_id' | 'plan_id' | 'cycle_id' | 'kind' | 'version' | 'batch' | 'paper' | 'consolidation_id'
>;

/** The row of a paper; null when the office has none of that id. */
export async function documentOf(
  db: LedgerDb,
  { officeId, documentId }: { readonly officeId: string; readonly documentId: string },
): Promise<DocumentRow | null> {
  const row = await db
    .selectFrom('document')
    .select(DOCUMENT_COLUMNS)
    .where('office_id', '=', officeId)
    .where('id', '=', documentId)
    .executeTakeFirst();
  return row ?? null;
}

/** That a document `n` is a newer version of the document `d`; copies of one batch go to different recipients. */
export const IS_NEWER = sql<boolean>`n.office_id = d.office_id and n.cycle_id = d.cycle_id
  and n.kind = d.kind and n.version > d.version and (n.batch is null or n.batch is distinct from d.batch)
  and n.state <> 'superseded'`;

/** The paper of a row, as the rules see it. */
export function paperOf(row: DocumentRow): Paper {
  return {
    kind: row.kind,
    state: row.state,
    step: row.step,
    steps: row.route?.length ?? 1,
    agreed: row.agreed,
    outside: row.outside,
    contentSha256: row.content_sha256,
    number: row.number,
    issuedOn: row.issued_on,
    signedPdfSha256: row.signed_pdf_sha256,
    askAt: row.ask_at,
    submittedAt: row.submitted_at,
    approvedAt: row.approved_at,
    releasedAt: row.released_at,
    acknowledgedAt: row.acknowledged_at,
    withdrawnAt: row.withdrawn_at,
  };
}

/** The mark of what a page shows of a paper: of its content, number, date and signed PDF. */
export function markOf(
  row: Pick<DocumentRow, 'number' | 'issued_on' | 'signed_pdf_sha256'>,
  contentSha256: string,
): string {
  const { number, issued_on, signed_pdf_sha256 } = row;
  return sha256Of(canonicalText({ contentSha256, number, issued_on, signed_pdf_sha256 }));
}
