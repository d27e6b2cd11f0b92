import { decidePaper, evolvePaper, keepsFiles } from '../../domain/paper.js';
import type { Paper, PaperCommand, PaperRefusal } from '../../domain/paper.js';
import { ok } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Data } from '../../db/tables.js';
import { record } from '../audit/record.js';
import { lockCycle } from '../reminding/ladder-rows.js';
import type { OfficeScope } from '../scope.js';
import { DOCUMENT_COLUMNS, documentOf, markOf, paperOf } from './document-row.js';
import type { DocumentRow } from './document-row.js';
import { freezeLate, textToFreeze } from './frozen-content.js';

/**
 * A paper held, its cycle first, so that acts on one cycle follow each other; null when there is none.
 * `holdBefore` holds what else the act changes and what stands before papers (lock-order.ts).
 */
export async function lockPaper(
  scope: OfficeScope,
  documentId: string,
  holdBefore?: (paper: DocumentRow) => Promise<void>,
): Promise<DocumentRow | null> {
  const found = await documentOf(scope.trx, { officeId: scope.officeId, documentId });
  if (found === null) return null;
  await lockCycle(scope, found.cycle_id);
  await holdBefore?.(found);
  const row = await scope.trx
    .selectFrom('document')
    .select(DOCUMENT_COLUMNS)
    .where('office_id', '=', scope.officeId)
    .where('id', '=', documentId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  // Put forward by a process that did not freeze yet, while the office was being upgraded.
  const contentSha256 = await freezeLate(scope, row);
  return { ...row, content_sha256: contentSha256 };
}

/** What an act changes besides what the rules of a paper decide. */
export interface PaperChange {
  readonly command: PaperCommand;
  readonly act: string;
  /** The mark of what the person had before the eyes; null when the caller does not say. */
  readonly seen?: string | null;
  readonly details?: Data;
  readonly set?: Partial<
    Pick<
      DocumentRow,
      | 'copy_wanted'
      | 'released_by'
      | 'signed_pdf_name'
      | 'asked'
      | 'asked_at'
      | 'submitted_by'
      | 'committee_number'
      | 'committee_issued_on'
      | 'due_day'
    > & {
      readonly signed_pdf: Buffer | null;
      readonly paper: string;
      readonly route: string;
      readonly signed_check: string | null;
    }
  >;
}

/** Decides an act on a locked paper and writes what comes of it, with its audit row. */
export async function changePaper(
  scope: OfficeScope,
  row: DocumentRow,
  { command, act, seen = null, details = {}, set = {} }: PaperChange,
): Promise<Result<Paper, PaperRefusal>> {
  const before = paperOf(row);
  const shown = seen === null ? '' : markOf(row, await contentSha256Of(scope, row));
  const decided = decidePaper(before, command, { now: scope.now, shown, seen });
  if (!decided.ok) return decided;
  const after = decided.value.reduce(evolvePaper, before);
  const isDue = command.type === 'approve' || command.type === 'register';
  await scope.trx
    .updateTable('document')
    .set({
      state: after.state,
      step: after.step,
      agreed: after.agreed,
      outside: after.outside,
      content_sha256: after.contentSha256,
      number: after.number,
      issued_on: after.issuedOn,
      signed_pdf_sha256: after.signedPdfSha256,
      ask_at: after.askAt,
      submitted_at: after.submittedAt,
      approved_at: after.approvedAt,
      released_at: after.releasedAt,
      acknowledged_at: after.acknowledgedAt,
      withdrawn_at: after.withdrawnAt,
      changed_at: scope.now,
      ...(isDue && keepsFiles(after) ? { files_owed: true } : {}),
      ...set,
    })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', row.id)
    .execute();
  await record(scope, act, `document:${row.id}`, {
    kind: row.kind,
    ...(after.contentSha256 === null ? {} : { content: after.contentSha256 }),
    ...details,
  });
  return ok(after);
}

async function contentSha256Of(scope: OfficeScope, row: DocumentRow): Promise<string> {
  return row.content_sha256 ?? (await textToFreeze(scope.trx, row)).sha256;
}

/** Puts away the papers that a new draft or a new approval replaces; the rules say which. */
export async function supersedePapers(
  scope: OfficeScope,
  {
    cycleId,
    kind,
    by,
    except,
  }: {
    readonly cycleId: string;
    readonly kind: Paper['kind'];
    readonly by: 'draft' | 'approval';
    readonly except: string | null;
  },
): Promise<void> {
  const rows = await scope.trx
    .selectFrom('document')
    .select(DOCUMENT_COLUMNS)
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycleId)
    .where('kind', '=', kind)
    .where('state', '!=', 'superseded')
    .orderBy('version')
    .forUpdate()
    .execute();
  // Copies of one paper stand beside each other.
  const batch = rows.find(({ id }) => id === except)?.batch ?? null;
  for (const row of rows.filter((one) => one.id !== except && !isCopyIn(batch, one))) {
    await changePaper(scope, row, {
      command: { type: 'supersede', by },
      act: 'supersedePaper',
      details: { by },
    });
  }
}

function isCopyIn(batch: string | null, row: DocumentRow): boolean {
  return batch !== null && row.batch === batch;
}

/** Which paper, and the mark of what the person had before the eyes, where the caller says it. */
export interface OnPaper {
  readonly documentId: string;
  readonly seen?: string | null | undefined;
}
