import { nameOfActor } from '../audit/actor-names.js';
import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { stepsCovered } from '../../domain/approval-route.js';
import { refuse } from '../../domain/result.js';
import { mayAgree } from '../../domain/two-persons.js';
import type { ActResult } from '../act-result.js';
import { pokeCycle } from '../poke.js';
import { tellRole } from '../reminding/notices.js';
import { peopleAtWork } from '../reminding/people-at-work.js';
import type { OfficeScope } from '../scope.js';
import { agreedIn, decidersOf, stepsOf } from './approval-way.js';
import { changePaper, lockPaper, supersedePapers } from './change-paper.js';
import type { OnPaper } from './change-paper.js';
import type { DocumentRow } from './document-row.js';

/** Whoever holds the paper next has not been mailed about it. */
const NOT_ASKED_YET = { asked: 0, asked_at: null };

/** The approver of the present step agrees to what was shown; with the last step, what this version replaces is put away. */
export async function approvePaper(
  scope: OfficeScope,
  { documentId, staffId, seen = null }: OnPaper & { readonly staffId: string },
): ActResult {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  const asked = await askedAs(scope, paper, staffId);
  const earlier = await agreedIn(scope.trx, paper);
  const covers = stepsCovered(
    stepsOf(paper),
    { agreed: paper.agreed, by: [...earlier, staffId] },
    await peopleAtWork(scope),
  );
  const { twoPersons } = scope.office.parsed;
  const changed = await changePaper(scope, paper, {
    command: {
      type: 'approve',
      isAsked: asked !== null,
      // Of several steps each is another person's look, as the putting forward is.
      mayAgree: [paper.submitted_by, ...earlier.map((id) => `staff:${id}`)].every((putForwardBy) =>
        mayAgree({ twoPersons, putForwardBy, actor: scope.actor }),
      ),
      covers,
    },
    act: 'approvePaper',
    seen,
    // Whoever is next is asked for the first time.
    set: NOT_ASKED_YET,
  });
  if (!changed.ok) return changed;
  const decision = { staffId, decision: 'approved', reason: null, inPlaceOf: asked } as const;
  await recordDecision(scope, paper, { ...decision, stage: paper.agreed + covers });
  if (changed.value.state === 'approved') {
    await putAwayReplaced(scope, paper);
  }
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
  const asked = await askedAs(scope, paper, staffId);
  const changed = await changePaper(scope, paper, {
    command: { type: 'sendBack', isAsked: asked !== null, reason },
    act: 'sendPaperBack',
    seen,
  });
  if (!changed.ok) return changed;
  const decision = { staffId, decision: 'sentBack', reason, inPlaceOf: asked } as const;
  await recordDecision(scope, paper, { ...decision, stage: paper.agreed + 1 });
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

/** The officer records who agreed in the document system, and when: the signed PDF will prove it. */
export async function recordAgreed(
  scope: OfficeScope,
  input: OnPaper & { readonly staffId: string; readonly by: string; readonly on: Day },
): ActResult {
  const { documentId, staffId, by, on, seen = null } = input;
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  const changed = await changePaper(scope, paper, {
    command: { type: 'recordAgreed', by, on },
    act: 'recordAgreed',
    seen,
    details: { on },
    set: NOT_ASKED_YET,
  });
  if (!changed.ok) return changed;
  await recordDecision(scope, paper, {
    staffId,
    decision: 'approved',
    reason: null,
    stage: 1,
    inPlaceOf: null,
    outside: { by, on },
  });
  await putAwayReplaced(scope, paper);
  await pokeCycle(scope, paper.cycle_id);
  return changed;
}

/** Whatever an agreed paper replaces is put away. */
async function putAwayReplaced(scope: OfficeScope, paper: DocumentRow): Promise<void> {
  await supersedePapers(scope, {
    cycleId: paper.cycle_id,
    kind: paper.kind,
    by: 'approval',
    except: paper.id,
  });
}

/** The officer records that the leader has returned a paper in the document system. */
export async function recordSentBack(
  scope: OfficeScope,
  input: OnPaper & { readonly staffId: string; readonly by: string; readonly reason: string },
): ActResult {
  const { documentId, staffId, by, reason, seen = null } = input;
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  const changed = await changePaper(scope, paper, {
    command: { type: 'recordSentBack', by, reason },
    act: 'recordSentBack',
    seen,
  });
  if (!changed.ok) return changed;
  await recordDecision(scope, paper, {
    staffId,
    decision: 'sentBack',
    reason,
    stage: 1,
    inPlaceOf: null,
    outside: { by, on: dayAt(scope.now) },
  });
  await pokeCycle(scope, paper.cycle_id);
  return changed;
}

/** As whom somebody is asked about a paper: with the name of whom he stands in for, if he does; null where he is not asked. */
async function askedAs(
  scope: OfficeScope,
  paper: DocumentRow,
  staffId: string,
): Promise<{ readonly name: string | null } | null> {
  const deciders = decidersOf(paper, await peopleAtWork(scope));
  const own = deciders.find(({ person }) => person.id === staffId);
  return own === undefined ? null : { name: own.inPlaceOf?.name ?? null };
}

async function recordDecision(
  scope: OfficeScope,
  paper: DocumentRow,
  given: {
    readonly staffId: string;
    readonly decision: 'approved' | 'sentBack';
    readonly reason: string | null;
    readonly stage: number;
    readonly inPlaceOf: { readonly name: string | null } | null;
    readonly outside?: { readonly by: string; readonly on: Day };
  },
): Promise<void> {
  await scope.trx
    .insertInto('approval')
    .values({
      office_id: scope.officeId,
      document_id: paper.id,
      step: paper.step,
      stage: given.stage,
      step_name:
        given.outside === undefined ? (stepsOf(paper)[given.stage - 1]?.name ?? null) : null,
      decision: given.decision,
      reason: given.reason,
      by_staff: given.staffId,
      in_place_of: given.inPlaceOf?.name ?? null,
      outside_by: given.outside?.by ?? null,
      outside_on: given.outside?.on ?? null,
      at: scope.now,
      content_sha256: paper.content_sha256,
    })
    .execute();
}
