import { randomUUID } from 'node:crypto';
import { refuse, ok } from '../../domain/result.js';
import type { PaperDetail } from '../../contract/papers.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { peopleAtWork } from '../reminding/people-at-work.js';
import type { OfficeScope } from '../scope.js';
import { decidersOf } from './approval-way.js';
import { lockPaper } from './change-paper.js';

/** Whoever is asked about a paper says something beside one of its paragraphs; the officer reads it there when the paper comes back. */
export async function commentOnPaper(
  scope: OfficeScope,
  input: {
    readonly documentId: string;
    readonly staffId: string;
    /** The place of the paragraph among those of the paper, from 0, and its text. */
    readonly paragraph: number;
    readonly quote: string;
    readonly words: string;
  },
): ActResult<{ commentId: string }> {
  const paper = await lockPaper(scope, input.documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if (paper.state !== 'awaitingApproval') return refuse('PAPER_STATE');
  const deciders = decidersOf(paper, await peopleAtWork(scope));
  if (!deciders.some(({ person }) => person.id === input.staffId)) return refuse('NOT_YOUR_STEP');
  const commentId = randomUUID();
  await scope.trx
    .insertInto('paper_comment')
    .values({
      office_id: scope.officeId,
      id: commentId,
      document_id: paper.id,
      step: paper.step,
      paragraph: input.paragraph,
      quote: input.quote,
      words: input.words,
      by_staff: input.staffId,
      at: scope.now,
    })
    .execute();
  await record(scope, 'commentOnPaper', `document:${paper.id}`, { kind: paper.kind });
  return ok({ commentId });
}

/** Takes back what one has said oneself, as long as the paper still waits. */
export async function takeBackComment(
  scope: OfficeScope,
  input: { readonly documentId: string; readonly commentId: string; readonly staffId: string },
): ActResult {
  const paper = await lockPaper(scope, input.documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if (paper.state !== 'awaitingApproval') return refuse('PAPER_STATE');
  const gone = await scope.trx
    .deleteFrom('paper_comment')
    .where('office_id', '=', scope.officeId)
    .where('document_id', '=', paper.id)
    .where('id', '=', input.commentId)
    .where('by_staff', '=', input.staffId)
    .where('step', '=', paper.step)
    .returning('id')
    .executeTakeFirst();
  if (gone === undefined) return refuse('NOT_FOUND');
  await record(scope, 'takeBackComment', `document:${paper.id}`, { kind: paper.kind });
  return ok({});
}

/** What was said beside the paragraphs of a paper in its latest round, in their order. */
export async function commentsOf(
  db: LedgerDb,
  { officeId, documentId, step }: { officeId: string; documentId: string; step: number },
): Promise<PaperDetail['comments']> {
  const rows = await db
    .selectFrom('paper_comment')
    .leftJoin('staff', (join) =>
      join
        .onRef('staff.office_id', '=', 'paper_comment.office_id')
        .onRef('staff.id', '=', 'paper_comment.by_staff'),
    )
    .select(['paper_comment.id', 'paragraph', 'quote', 'words', 'at'])
    .select(['by_staff as byId', 'staff.name as by'])
    .where('paper_comment.office_id', '=', officeId)
    .where('document_id', '=', documentId)
    .where('step', '=', step)
    .orderBy('paragraph')
    .orderBy('at')
    .execute();
  return rows.map((row) => ({ ...row, by: row.by ?? 'Lãnh đạo duyệt' }));
}
