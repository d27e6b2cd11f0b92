import { mergeDraft } from '../../domain/draft-merge.js';
import type { FieldConflict, ShownMarks } from '../../domain/draft-merge.js';
import { ok, refuse } from '../../domain/result.js';
import { draftIn } from '../../domain/schemas/report-content.js';
import type { ReportForm } from '../../domain/schemas/report-content.js';
import { contentOf, fieldsOf } from '../../domain/typed-fields.js';
import type { FilledIn, TypedFields } from '../../domain/typed-fields.js';
import type { ActResult } from '../act-result.js';
import type { OfficeScope } from '../scope.js';

/** What became of what was typed. */
export interface KeptDraft {
  readonly fields: TypedFields;
  readonly filled: Readonly<Record<string, FilledIn>>;
  readonly conflicts: readonly FieldConflict[];
}

/**
 * Keeps what was typed so far; nothing is received by it. `shown` are the marks of what the page showed:
 * then a colleague's fields stay (`mergeDraft`); `start` is what it showed where nothing was kept yet.
 */
export async function saveDraft(
  scope: OfficeScope,
  {
    obligationId,
    content,
    shown = null,
    start = {},
  }: {
    obligationId: string;
    content: Partial<ReportForm>;
    shown?: ShownMarks | null;
    start?: TypedFields;
  },
): ActResult<KeptDraft> {
  // A draft changes nothing that anybody counts: no row is held for it but its own.
  const owed = await scope.trx
    .selectFrom('obligation')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', obligationId)
    .executeTakeFirst();
  if (owed === undefined) return refuse('NOT_FOUND');
  const present = await heldDraft(scope, { obligationId, start });
  const before = draftIn(present.content);
  const merged = mergeDraft({
    kept: fieldsOf(before),
    posted: fieldsOf(content),
    shown,
  });
  const by = content.senderName ?? '';
  const isSame = by === '' || by === before.senderName;
  if (shown !== null && merged.changed.length === 0 && isSame) {
    return ok({ fields: merged.fields, filled: present.filled, conflicts: merged.conflicts });
  }
  const mine = merged.changed.map((name) => [name, { by, at: scope.now }]);
  const filled = { ...present.filled, ...Object.fromEntries(mine) } as KeptDraft['filled'];
  const senderName = by === '' ? before.senderName : by;
  const kept = {
    ...(content.nil === undefined ? {} : { nil: content.nil }),
    ...contentOf(merged.fields),
    ...(senderName === undefined ? {} : { senderName }),
  };
  await scope.trx
    .updateTable('form_draft')
    .set({
      content: JSON.stringify(kept),
      saved_at: scope.now,
      filled: JSON.stringify(filled),
    })
    .where('office_id', '=', scope.officeId)
    .where('obligation_id', '=', obligationId)
    .execute();
  return ok({ fields: merged.fields, filled, conflicts: merged.conflicts });
}

/** The draft of a report, held; one that begins holds what its page started from. */
async function heldDraft(
  scope: OfficeScope,
  { obligationId, start }: { obligationId: string; start: TypedFields },
) {
  await scope.trx
    .insertInto('form_draft')
    .values({
      office_id: scope.officeId,
      obligation_id: obligationId,
      content: JSON.stringify(contentOf(start)),
      saved_at: scope.now,
    })
    .onConflict((conflict) => conflict.columns(['office_id', 'obligation_id']).doNothing())
    .execute();
  return scope.trx
    .selectFrom('form_draft')
    .select(['content', 'filled'])
    .where('office_id', '=', scope.officeId)
    .where('obligation_id', '=', obligationId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}
