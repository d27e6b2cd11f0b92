import { standingDay } from '../../domain/amendment/shown-due.js';
import type { Day, Instant } from '../../domain/day.js';
import { editedText } from '../../domain/report-text.js';
import type { GivenSection } from '../../domain/report-text.js';
import { refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import type { ReportText } from '../consolidation/consolidate.js';
import { pokeCycle } from '../poke.js';
import type { OfficeScope } from '../scope.js';
import { changePaper, lockPaper } from './change-paper.js';
import type { OnPaper } from './change-paper.js';
import type { DocumentRow } from './document-row.js';
import { copiesBeside } from './recipients.js';
import { textMadeFor } from './text-behind.js';
import { keepContent, textToFreeze } from './frozen-content.js';

/** Changes the text of a consolidated report that is not put forward. */
export async function editReport(
  scope: OfficeScope,
  input: OnPaper & {
    readonly sections: readonly GivenSection[];
    readonly listNotReported: boolean;
    readonly copyWanted: boolean;
    /** When what the person edits was written; absent where the caller does not say. */
    readonly changedAt?: Instant;
  },
): ActResult {
  const paper = await lockPaper(scope, input.documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if (input.changedAt !== undefined && paper.changed_at !== input.changedAt) {
    return refuse('PAPER_STATE');
  }
  // A letter has no sections to change.
  if (paper.kind !== 'consolidatedReport') return refuse('PAPER_STATE');
  const kept = paper.paper as unknown as ReportText;
  const text: ReportText = {
    ...kept,
    sections: editedText(kept.sections, input.sections, await textMadeFor(scope.trx, paper)),
    listNotReported: input.listNotReported,
  };
  const changed = await changePaper(scope, paper, {
    command: { type: 'edit' },
    act: 'editReport',
    seen: input.seen ?? null,
    set: { paper: JSON.stringify(text), copy_wanted: input.copyWanted },
  });
  if (changed.ok) await editCopies(scope, paper, text);
  return changed;
}

/** The other copies of a report say the same; one that was put forward already stays as it is. */
async function editCopies(scope: OfficeScope, paper: DocumentRow, text: ReportText): Promise<void> {
  const { sections, listNotReported } = text;
  for (const copy of await copiesBeside(scope, paper)) {
    if (copy.id === paper.id) continue;
    await changePaper(scope, copy, {
      command: { type: 'edit' },
      act: 'editReport',
      set: { paper: JSON.stringify({ ...copy.paper, sections, listNotReported }) },
    });
  }
}

/** The officer puts a paper before the approver: from here on it says what it says. The cycle's workflow asks, and asks again. */
export async function submitForApproval(
  scope: OfficeScope,
  { documentId, seen = null }: OnPaper,
): ActResult {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  const frozen = await textToFreeze(scope.trx, paper);
  const { approvalSteps, leaderSignsOutside } = scope.office.parsed;
  const changed = await changePaper(scope, paper, {
    command: {
      type: 'submit',
      contentSha256: frozen.sha256,
      steps: approvalSteps.length,
      open: frozen.open.map(({ words }) => words),
      outside: leaderSignsOutside,
    },
    act: 'submitForApproval',
    seen,
    set: {
      asked: 0,
      submitted_by: scope.actor,
      due_day: await dueDayOf(scope, paper.cycle_id),
      // The steps of this round stay what they were when it began, whatever the office sets meanwhile.
      route: JSON.stringify(approvalSteps),
    },
  });
  if (!changed.ok) return changed;
  await keepContent(scope, frozen, { documentId, step: changed.value.step, late: false });
  await pokeCycle(scope, paper.cycle_id);
  return changed;
}

/** By when the cycle of a paper is due now: a paper that is put forward keeps it. */
async function dueDayOf(scope: OfficeScope, cycleId: string): Promise<Day | null> {
  const cycle = await scope.trx
    .selectFrom('cycle')
    .select(['due_day as dueDay', 'office_due as officeDue'])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycleId)
    .executeTakeFirstOrThrow();
  return standingDay(cycle);
}
