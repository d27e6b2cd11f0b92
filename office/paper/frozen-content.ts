import type { PaperContent } from '../../documents/paper-shapes.js';
import type { Instant } from '../../domain/day.js';
import type { LedgerDb } from '../../db/connection.js';
import { record } from '../audit/record.js';
import { canonicalText } from '../../domain/canonical-text.js';
import { sha256Of } from '../digest.js';
import type { OfficeScope } from '../scope.js';
import { contentFromLedger, liveContent } from './live-content.js';
import type { OpenField } from '../../domain/open-fields.js';
import type { DocumentRow, DraftedPaper } from './document-row.js';

/** What a paper says, and since when that is settled. */
export interface ShownContent {
  readonly content: PaperContent;
  readonly sha256: string;
  /** Null: drawn from the ledger, it changes with it. */
  readonly frozen: { readonly at: Instant; readonly late: boolean } | null;
}

/** The content of a paper: word for word as it was put forward, else as the ledger has it now. */
export async function contentOf(db: LedgerDb, document: DocumentRow): Promise<ShownContent> {
  if (document.content_sha256 === null) {
    const content = await contentFromLedger(db, document);
    return { content, sha256: sha256Of(canonicalText(content)), frozen: null };
  }
  const kept = await db
    .selectFrom('paper_content')
    .select(['content', 'sha256', 'frozen_at', 'late'])
    .where('office_id', '=', document.office_id)
    .where('document_id', '=', document.id)
    .where('step', '=', document.step)
    .executeTakeFirstOrThrow();
  if (kept.sha256 !== document.content_sha256) {
    throw new Error('the content kept of a paper is not the one that was put forward');
  }
  return {
    content: JSON.parse(kept.content) as PaperContent,
    sha256: kept.sha256,
    frozen: { at: kept.frozen_at, late: kept.late },
  };
}

/** A content as it is kept: its text, and the SHA-256 of it. */
export interface FrozenText {
  readonly text: string;
  readonly sha256: string;
}

/** What the ledger says of a paper now, as it would be kept, and what is open in it. */
export async function textToFreeze(
  db: LedgerDb,
  document: DraftedPaper,
): Promise<FrozenText & { readonly open: readonly OpenField[] }> {
  const { content, open } = await liveContent(db, document);
  const text = canonicalText(content);
  return { text, sha256: sha256Of(text), open };
}

/** Keeps a content as that of a round. */
export async function keepContent(
  scope: OfficeScope,
  { text, sha256 }: FrozenText,
  { documentId, step, late }: { documentId: string; step: number; late: boolean },
): Promise<void> {
  await scope.trx
    .insertInto('paper_content')
    .values({
      office_id: scope.officeId,
      document_id: documentId,
      step,
      sha256,
      content: text,
      frozen_at: scope.now,
      late,
    })
    .execute();
}

/** Whether a paper should have been frozen and was not: it was put forward before papers were. */
export function lacksContent(
  document: Pick<DocumentRow, 'state' | 'content_sha256' | 'approved_at'>,
): boolean {
  if (document.content_sha256 !== null) return false;
  return document.state === 'superseded'
    ? document.approved_at !== null
    : document.state !== 'draft' && document.state !== 'sentBack';
}

/** Freezes a paper that was put forward before papers were frozen; answers the hash it has then. */
export async function freezeLate(
  scope: OfficeScope,
  document: DocumentRow,
): Promise<string | null> {
  if (!lacksContent(document)) return document.content_sha256;
  const frozen = await textToFreeze(scope.trx, document);
  const { sha256 } = frozen;
  await keepContent(scope, frozen, { documentId: document.id, step: document.step, late: true });
  await scope.trx
    .updateTable('document')
    .set({ content_sha256: sha256, files_owed: document.approved_at !== null })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', document.id)
    .execute();
  await record(scope, 'freezePaper', `document:${document.id}`, {
    kind: document.kind,
    content: sha256,
  });
  return sha256;
}
