import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PlanAttachment } from '../../contract/attachments.js';
import type { LedgerDb } from '../../db/connection.js';
import { REQUEST_FILES } from '../../domain/request-files.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { sha256Of } from '../digest.js';
import type { OfficeScope } from '../scope.js';
import { lockPlan } from './plan-row.js';

/** Adds files that go with a request; only while it is reviewed, so that the leader consents to what agencies get. */
export async function addAttachments(
  scope: OfficeScope,
  {
    planId,
    files,
  }: {
    readonly planId: string;
    readonly files: readonly {
      readonly fileName: string;
      readonly contentType: string;
      readonly bytes: Buffer;
    }[];
  },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (plan.state !== 'draft') return refuse('PLAN_STATE');
  const there = await attachmentsOf(scope.trx, { officeId: scope.officeId, planId });
  if ((there?.length ?? 0) + files.length > REQUEST_FILES.maxFiles)
    return refuse('ATTACHMENTS_TOO_MANY', { most: REQUEST_FILES.maxFiles });
  for (const { fileName, contentType, bytes } of files) {
    const sha256 = sha256Of(bytes);
    await scope.trx
      .insertInto('plan_attachment')
      .values({
        office_id: scope.officeId,
        plan_id: planId,
        id: randomUUID(),
        file_name: fileName,
        content_type: contentType,
        ...{ sha256, bytes },
        added_by: scope.actor,
        added_at: scope.now,
      })
      .execute();
    await record(scope, 'addAttachment', `plan:${planId}`, { sha256 });
  }
  return ok({});
}

/** Takes one away again, while the request is reviewed. */
export async function removeAttachment(
  scope: OfficeScope,
  { planId, attachmentId }: { readonly planId: string; readonly attachmentId: string },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (plan.state !== 'draft') return refuse('PLAN_STATE');
  const gone = await scope.trx
    .deleteFrom('plan_attachment')
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where('id', '=', attachmentId)
    .returning('sha256')
    .executeTakeFirst();
  if (gone === undefined) return refuse('NOT_FOUND');
  await record(scope, 'removeAttachment', `plan:${planId}`, { sha256: gone.sha256 });
  return ok({});
}

/** The files that go with a request, in the order in which they were added; null for a plan that the office has not. */
export async function attachmentsOf(
  db: LedgerDb,
  { officeId, planId }: { readonly officeId: string; readonly planId: string },
): Promise<readonly PlanAttachment[] | null> {
  const rows = await db
    .selectFrom('plan')
    .leftJoin('plan_attachment as file', (join) =>
      join.onRef('file.office_id', '=', 'plan.office_id').onRef('file.plan_id', '=', 'plan.id'),
    )
    .select([
      'file.id',
      'file.file_name as fileName',
      sql<number | null>`octet_length(file.bytes)`.as('size'),
    ])
    .where('plan.office_id', '=', officeId)
    .where('plan.id', '=', planId)
    .orderBy('file.added_at')
    .orderBy('file.file_name')
    .orderBy('file.id')
    .execute();
  if (rows.length === 0) return null;
  return rows.flatMap(({ id, fileName, size }) =>
    id === null || fileName === null || size === null ? [] : [{ id, fileName, size }],
  );
}

/** One of them with its bytes; null when the plan has none of that id. */
export async function planAttachment(
  db: LedgerDb,
  of: { readonly officeId: string; readonly planId: string; readonly attachmentId: string },
): Promise<{ fileName: string; contentType: string; bytes: Buffer } | null> {
  const row = await db
    .selectFrom('plan_attachment')
    .select(['file_name as fileName', 'content_type as contentType', 'bytes'])
    .where('office_id', '=', of.officeId)
    .where('plan_id', '=', of.planId)
    .where('id', '=', of.attachmentId)
    .executeTakeFirst();
  return row ?? null;
}
