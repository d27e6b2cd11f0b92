import type { PaperContent } from '../../documents/paper-shapes.js';
import type { LedgerDb } from '../../db/connection.js';
import type { TemplateKind } from '../../domain/paper-template.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { sha256Of } from '../digest.js';
import type { OfficeScope } from '../scope.js';

/** From now on papers of a kind are laid out by the office's own template; what was put forward keeps its look. */
export async function useTemplate(
  scope: OfficeScope,
  {
    kind,
    fileName,
    bytes,
    problems,
    proposes,
  }: {
    readonly kind: TemplateKind;
    readonly fileName: string;
    readonly bytes: Buffer;
    /** What the check of it found. */
    readonly problems: readonly string[];
    /** Whether it lays out a Tờ trình with its draft too. */
    readonly proposes: boolean;
  },
): ActResult {
  if (problems.length > 0) return refuse('TEMPLATE_INVALID', { problems });
  const { trx, officeId } = scope;
  await setAside(scope, kind);
  const sha256 = sha256Of(bytes);
  await trx
    .insertInto('paper_template')
    .values({
      office_id: officeId,
      kind,
      sha256,
      file_name: fileName,
      bytes,
      in_use: true,
      uploaded_at: scope.now,
      uploaded_by: scope.actor,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['office_id', 'kind', 'sha256'])
        .doUpdateSet({ in_use: true, file_name: fileName, uploaded_at: scope.now }),
    )
    .execute();
  if (proposes) {
    await trx
      .insertInto('proposing_template')
      .values({ office_id: officeId, sha256 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await record(scope, 'useTemplate', `office:${officeId}`, { kind, sha256 });
  return ok({});
}

/** Takes the office's own template back: papers of a kind have the built-in layout again. Answers the template's SHA-256. */
export async function dropTemplate(
  scope: OfficeScope,
  { kind }: { readonly kind: TemplateKind },
): ActResult<{ sha256: string }> {
  const sha256 = await setAside(scope, kind);
  if (sha256 === null) return refuse('NOT_FOUND');
  await record(scope, 'dropTemplate', `office:${scope.officeId}`, { kind });
  return ok({ sha256 });
}

/** Uses a template again that was checked and set aside before. */
export async function useTemplateAgain(
  scope: OfficeScope,
  { kind, sha256 }: { readonly kind: TemplateKind; readonly sha256: string },
): ActResult {
  await setAside(scope, kind);
  const { numUpdatedRows } = await scope.trx
    .updateTable('paper_template')
    .set({ in_use: true })
    .where('office_id', '=', scope.officeId)
    .where('kind', '=', kind)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) return refuse('NOT_FOUND');
  await record(scope, 'useTemplate', `office:${scope.officeId}`, { kind, sha256 });
  return ok({});
}

/** The templates that an office uses. */
export async function templatesOf(db: LedgerDb, officeId: string) {
  return db
    .selectFrom('paper_template')
    .select(['kind', 'file_name as fileName', 'uploaded_at as since'])
    .where('office_id', '=', officeId)
    .where('in_use', '=', true)
    .execute();
}

/** Lays a content out by the template that its office uses now; a draft behind a Tờ trình only by one that has a Tờ trình. */
export async function inTemplate(
  db: LedgerDb,
  officeId: string,
  content: PaperContent,
): Promise<PaperContent> {
  if (content.kind !== 'urgingLetter' && content.kind !== 'consolidatedReport') return content;
  const used = await db
    .selectFrom('paper_template')
    .leftJoin('proposing_template as proposing', (join) =>
      join
        .onRef('proposing.office_id', '=', 'paper_template.office_id')
        .onRef('proposing.sha256', '=', 'paper_template.sha256'),
    )
    .select(['paper_template.sha256', 'proposing.sha256 as proposes'])
    .where('paper_template.office_id', '=', officeId)
    .where('paper_template.kind', '=', content.kind)
    .where('paper_template.in_use', '=', true)
    .executeTakeFirst();
  const isProposal = content.kind === 'consolidatedReport' && content.report.proposal !== undefined;
  if (used === undefined || (isProposal && used.proposes === null)) return content;
  return { ...content, template: used.sha256 };
}

/** The template that a content names; null for the built-in layout. */
export async function templateFor(
  db: LedgerDb,
  officeId: string,
  content: PaperContent,
): Promise<Buffer | null> {
  const sha256 = 'template' in content ? content.template : undefined;
  if (sha256 === undefined) return null;
  const { bytes } = await db
    .selectFrom('paper_template')
    .select('bytes')
    .where('office_id', '=', officeId)
    .where('kind', '=', content.kind as TemplateKind)
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow();
  return bytes;
}

/** Answers the SHA-256 of the one that was in use; null where none was. */
async function setAside(
  { trx, officeId }: OfficeScope,
  kind: TemplateKind,
): Promise<string | null> {
  const was = await trx
    .updateTable('paper_template')
    .set({ in_use: false })
    .where('office_id', '=', officeId)
    .where('kind', '=', kind)
    .where('in_use', '=', true)
    .returning('sha256')
    .executeTakeFirst();
  return was?.sha256 ?? null;
}
