import { refreshedText } from '../../domain/report-text.js';
import { consolidateCycle } from '../consolidation/consolidate.js';
import type { ReportText } from '../consolidation/consolidate.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import type { OfficeScope } from '../scope.js';
import { draftAnew } from './draft.js';
import { latestHead } from './edit-head.js';

/**
 * Consolidates what has come in and drafts the report of it; what a person did to the text before stays
 * (`refreshedText`), an earlier draft is superseded. What was
 * approved or has gone out stays as it is: beside it the new draft is a proposal with an approval of its own.
 */
export async function draftReportFor(scope: OfficeScope, cycle: CycleRow): Promise<string> {
  const { consolidationId, sections } = await consolidateCycle(scope, cycle);
  const before = await latestText(scope, cycle.id);
  const text = before === null ? { sections } : refreshedText(before.text.sections, sections);
  return draftAnew(scope, {
    cycle,
    kind: 'consolidatedReport',
    text: {
      ...text,
      listNotReported: before?.text.listNotReported ?? false,
      ...(before?.text.proposal === true ? { proposal: true } : {}),
      ...(await latestHead(scope, cycle.id, 'consolidatedReport')),
    },
    consolidationId,
    // A copy by mail goes only where somebody has asked for it.
    copyWanted: before?.copyWanted ?? false,
  });
}

/** The text of the latest report of a cycle, as a person left it; null before the first, and for one from before paragraphs had ids. */
async function latestText(
  { trx, officeId }: OfficeScope,
  cycleId: string,
): Promise<{ readonly text: ReportText; readonly copyWanted: boolean } | null> {
  const row = await trx
    .selectFrom('document')
    .select(['paper', 'copy_wanted as copyWanted'])
    .where('office_id', '=', officeId)
    .where('cycle_id', '=', cycleId)
    .where('kind', '=', 'consolidatedReport')
    .orderBy('version', 'desc')
    .executeTakeFirst();
  if (row === undefined) return null;
  const text = row.paper as unknown as ReportText;
  const { copyWanted } = row;
  return text.sections.some(({ key }) => key !== undefined) ? { text, copyWanted } : null;
}
