import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Amendment } from '../../domain/amendment/amendment.js';
import { ok } from '../../domain/result.js';
import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { sha256Of } from '../digest.js';
import type { OfficeScope } from '../scope.js';

/** A document becomes a plan in the making: bytes, text and what was read of it are kept. */
export async function uploadPlan(
  scope: OfficeScope,
  input: {
    readonly fileName: string;
    readonly bytes: Buffer;
    readonly text: string;
    readonly draft: PlanDraft;
  },
): ActResult<{ planId: string }> {
  const code = await nextCode(scope);
  const planId = await insertDraft(scope, { ...input, code });
  await record(scope, 'uploadPlan', `plan:${planId}`);
  return ok({ planId });
}

/** A document under review by its bytes, text and reading, and what it amends. */
export interface NewDraft {
  readonly code: string;
  readonly fileName: string;
  readonly bytes: Buffer | null;
  readonly sha256?: string;
  readonly text: string;
  readonly draft: PlanDraft;
  readonly amends?: { readonly planId: string; readonly amendment: Amendment };
}

/** Enters a plan in the making, or a new version of one that runs; returns its id. */
export async function insertDraft(scope: OfficeScope, input: NewDraft): Promise<string> {
  const planId = randomUUID();
  await scope.trx
    .insertInto('plan')
    .values({
      office_id: scope.officeId,
      id: planId,
      code: input.code,
      state: 'draft',
      amends: input.amends?.planId ?? null,
      title: input.draft.document.subject ?? input.fileName,
      identity: '{}',
      window_from: input.draft.window?.from ?? null,
      window_to: input.draft.window?.to ?? null,
      started_at: null,
      paused_at: null,
      cancelled_at: null,
      closed_at: null,
      last_error: null,
      created_at: scope.now,
    })
    .execute();
  await scope.trx
    .insertInto('plan_version')
    .values({
      office_id: scope.officeId,
      plan_id: planId,
      version: 1,
      file_name: input.fileName,
      bytes: input.bytes,
      sha256: input.sha256 ?? sha256Of(input.bytes ?? ''),
      amendment: input.amends === undefined ? null : JSON.stringify(input.amends.amendment),
      text: input.text,
      draft: JSON.stringify(input.draft),
      confirmed: null,
      consent_by: null,
      consent_at: null,
      uploaded_by: scope.actor,
      uploaded_at: scope.now,
    })
    .execute();
  return planId;
}

/** The next `KH-nnn` of an office; who uploads at the same time waits for it, else both would take one number. */
async function nextCode({ trx, officeId }: OfficeScope): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plan-code/${officeId}`}, 0))`.execute(
    trx,
  );
  // Behind the last one, not by their count: a draft may have been deleted.
  const { last } = await trx
    .selectFrom('plan')
    .select(sql<number | null>`max(substring(code from '^KH-([0-9]+)$')::int)`.as('last'))
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow();
  return `KH-${String((last ?? 0) + 1).padStart(3, '0')}`;
}
