import { nameOfActor } from '../audit/actor-names.js';
import { refuse } from '../../domain/result.js';
import { mayAgree } from '../../domain/two-persons.js';
import type { ActResult } from '../act-result.js';
import { pokeCycle } from '../poke.js';
import { tellRole } from '../reminding/notices.js';
import type { OfficeScope } from '../scope.js';
import { changePaper, lockPaper, supersedePapers } from './change-paper.js';
import type { OnPaper } from './change-paper.js';
import type { DocumentRow } from './document-row.js';

/** The approver agrees to what was shown; what this version replaces is put away. */
export async function approvePaper(
  scope: OfficeScope,
  { documentId, staffId, seen = null }: OnPaper & { readonly staffId: string },
): ActResult {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  const changed = await changePaper(scope, paper, {
    command: {
      type: 'approve',
      mayAgree: mayAgree({
        twoPersons: scope.office.parsed.twoPersons,
        putForwardBy: paper.submitted_by,
        actor: scope.actor,
      }),
    },
    act: 'approvePaper',
    seen,
  });
  if (!changed.ok) return changed;
  await recordDecision(scope, paper, { staffId, decision: 'approved', reason: null });
  await supersedePapers(scope, {
    cycleId: paper.cycle_id,
    kind: paper.kind,
    by: 'approval',
    except: paper.id,
  });
  await pokeCycle(scope, paper.cycle_id);
  return changed;
}

/** The approver sends a draft back with a reason; the officers hear at once. */
export async function sendPaperBack(
  scope: OfficeScope,
  {
    documentId,
    staffId,
    reason,
    seen = null,
  }: OnPaper & { readonly staffId: string; readonly reason: string },
): ActResult {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  const changed = await changePaper(scope, paper, {
    command: { type: 'sendBack', reason },
    act: 'sendPaperBack',
    seen,
  });
  if (!changed.ok) return changed;
  await recordDecision(scope, paper, { staffId, decision: 'sentBack', reason });
  const byName = await nameOfActor(scope);
  await tellRole(scope, 'officer', [
    {
      key: `desk/sentBack/${documentId}/${String(paper.step)}`,
      name: 'sentBack',
      planId: paper.plan_id,
      cycleId: paper.cycle_id,
      documentId,
      data: { paper: paper.kind, reason, byName },
    },
  ]);
  await pokeCycle(scope, paper.cycle_id);
  return changed;
}

async function recordDecision(
  scope: OfficeScope,
  paper: DocumentRow,
  {
    staffId,
    decision,
    reason,
  }: { staffId: string; decision: 'approved' | 'sentBack'; reason: string | null },
): Promise<void> {
  await scope.trx
    .insertInto('approval')
    .values({
      office_id: scope.officeId,
      document_id: paper.id,
      step: paper.step,
      decision,
      reason,
      by_staff: staffId,
      at: scope.now,
      content_sha256: paper.content_sha256,
    })
    .execute();
}
