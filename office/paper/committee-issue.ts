import type { Day } from '../../domain/day.js';
import { refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { pokeCycle } from '../poke.js';
import type { OfficeScope } from '../scope.js';
import { changePaper, lockPaper } from './change-paper.js';
import type { ReportText } from '../consolidation/consolidate.js';

/** The clerk records under which number and day the committee issued the draft that was put before it. */
export async function recordCommitteeIssue(
  scope: OfficeScope,
  input: { readonly documentId: string; readonly number: string; readonly on: Day },
): ActResult {
  const paper = await lockPaper(scope, input.documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if ((paper.paper as unknown as ReportText).proposal !== true) return refuse('PAPER_STATE');
  const { number, on } = input;
  const changed = await changePaper(scope, paper, {
    command: { type: 'issuedAbove', number, on },
    act: 'recordCommitteeIssue',
    details: { number: number.trim(), issuedOn: on },
    set: { committee_number: number.trim(), committee_issued_on: on },
  });
  if (changed.ok) await pokeCycle(scope, paper.cycle_id);
  return changed;
}
