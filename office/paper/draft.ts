import { randomUUID } from 'node:crypto';
import type { PaperKind } from '../../domain/paper.js';
import type { ReportText } from '../consolidation/consolidate.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import type { OfficeScope } from '../scope.js';
import { supersedePapers } from './change-paper.js';
import type { ExtensionText, GuidanceText, LetterText } from './letter-content.js';

interface NewDraft {
  readonly cycle: CycleRow;
  readonly kind: PaperKind;
  readonly text: LetterText | ExtensionText | GuidanceText | ReportText;
  readonly agencyIds?: readonly string[];
  readonly consolidationId?: string | null;
  readonly copyWanted?: boolean;
  /** Of papers that stand beside each other, one for each recipient. */
  readonly batch?: string | null;
}

/** A new draft in the place of the cycle's earlier ones of its kind, which are put away; answers its id. */
export async function draftAnew(scope: OfficeScope, draft: NewDraft): Promise<string> {
  const { cycle, kind } = draft;
  await supersedePapers(scope, { cycleId: cycle.id, kind, by: 'draft', except: null });
  return insertDraft(scope, draft);
}

/** A new draft of a cycle's paper, one version further than its last; answers its id. */
export async function insertDraft(
  scope: OfficeScope,
  {
    cycle,
    kind,
    text,
    agencyIds = [],
    consolidationId = null,
    copyWanted = false,
    batch = null,
  }: NewDraft,
): Promise<string> {
  const { latest } = await scope.trx
    .selectFrom('document')
    .select((eb) => eb.fn.max<number | null>('version').as('latest'))
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycle.id)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  const id = randomUUID();
  await scope.trx
    .insertInto('document')
    .values({
      office_id: scope.officeId,
      id,
      plan_id: cycle.plan_id,
      cycle_id: cycle.id,
      kind,
      version: (latest ?? 0) + 1,
      state: 'draft',
      paper: JSON.stringify(text),
      agency_ids: [...agencyIds],
      consolidation_id: consolidationId,
      copy_wanted: copyWanted,
      batch,
      changed_at: scope.now,
    })
    .execute();
  return id;
}
