import { ONE_STEP, decidersAt } from '../../domain/approval-route.js';
import type { ApprovalStep, Decider } from '../../domain/approval-route.js';
import type { AtWork } from '../../domain/absence.js';
import type { LedgerDb } from '../../db/connection.js';
import type { PersonAtWork } from '../reminding/people-at-work.js';
import type { DocumentRow } from './document-row.js';

/** The steps of a paper's present round. */
export function stepsOf({ route }: Pick<DocumentRow, 'route'>): readonly ApprovalStep[] {
  return route ?? ONE_STEP;
}

/** Who may decide about a paper now; nobody unless it waits for approval here. */
export function decidersOf(
  paper: Pick<DocumentRow, 'route' | 'agreed' | 'state' | 'outside'>,
  atWork: AtWork<PersonAtWork>,
): readonly Decider<PersonAtWork>[] {
  const step = stepsOf(paper)[paper.agreed];
  return paper.outside || paper.state !== 'awaitingApproval' || step === undefined
    ? []
    : decidersAt(step, atWork);
}

/** Who has agreed in a paper's present round. */
export async function agreedIn(
  db: LedgerDb,
  { office_id, id, step }: Pick<DocumentRow, 'office_id' | 'id' | 'step'>,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('approval')
    .select('by_staff')
    .where('office_id', '=', office_id)
    .where('document_id', '=', id)
    .where('step', '=', step)
    .where('decision', '=', 'approved')
    .execute();
  return rows.map(({ by_staff }) => by_staff);
}
