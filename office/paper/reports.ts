import { consolidateCycle } from '../consolidation/consolidate.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import type { OfficeScope } from '../scope.js';
import { supersedePapers } from './change-paper.js';
import { insertDraft } from './draft.js';

/**
 * Consolidates what has come in and drafts the report of it; an earlier draft is superseded. What was
 * approved or has gone out stays as it is: beside it the new draft is a proposal with an approval of its own.
 */
export async function draftReportFor(scope: OfficeScope, cycle: CycleRow): Promise<string> {
  const { consolidationId, sections } = await consolidateCycle(scope, cycle);
  await supersedePapers(scope, {
    cycleId: cycle.id,
    kind: 'consolidatedReport',
    by: 'draft',
    except: null,
  });
  return insertDraft(scope, {
    cycle,
    kind: 'consolidatedReport',
    text: { sections, listNotReported: false },
    consolidationId,
    copyWanted: scope.office.parsed.ministryAddress !== null,
  });
}
