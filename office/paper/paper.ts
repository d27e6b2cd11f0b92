import type { Day } from '../../domain/day.js';
import { refuse } from '../../domain/result.js';
import { mayAgree } from '../../domain/two-persons.js';
import type { ActResult } from '../act-result.js';
import type { ReportText } from '../consolidation/consolidate.js';
import { saveObligations } from '../counting/obligation-rows.js';
import { sha256Of } from '../digest.js';
import { shareCycle } from '../lock-order.js';
import { pokeCycle } from '../poke.js';
import { planNotice, staffWithRole } from '../reminding/notices.js';
import type { OfficeScope } from '../scope.js';
import { changePaper, lockPaper, supersedePapers } from './change-paper.js';
import type { DocumentRow } from './document-row.js';
import { keepContent, textToFreeze } from './frozen-content.js';
import { goneFromLetter } from './letters.js';

/** Which paper, and the mark of what the person had before the eyes, where the caller says it. */
interface OnPaper {
  readonly documentId: string;
  readonly seen?: string | null | undefined;
}

/** Changes the text of a consolidated report that is not put forward. */
export async function editReport(
  scope: OfficeScope,
  input: OnPaper & {
    readonly sections: ReportText['sections'];
    readonly listNotReported: boolean;
    readonly copyWanted: boolean;
  },
): ActResult {
  const paper = await lockPaper(scope, input.documentId);
  if (paper === null) return refuse('NOT_FOUND');
  const text: ReportText = { sections: input.sections, listNotReported: input.listNotReported };
  return changePaper(scope, paper, {
    command: { type: 'edit' },
    act: 'editReport',
    seen: input.seen ?? null,
    set: { paper: JSON.stringify(text), copy_wanted: input.copyWanted },
  });
}

/** The officer puts a paper before the approver: from here on it says what it says. The cycle's workflow asks, and asks again. */
export async function submitForApproval(
  scope: OfficeScope,
  { documentId, seen = null }: OnPaper,
): ActResult {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  const frozen = await textToFreeze(scope.trx, paper);
  const changed = await changePaper(scope, paper, {
    command: { type: 'submit', contentSha256: frozen.sha256 },
    act: 'submitForApproval',
    seen,
    set: { asked: 0, submitted_by: scope.actor },
  });
  if (!changed.ok) return changed;
  await keepContent(scope, frozen, { documentId, step: changed.value.step, late: false });
  await pokeCycle(scope, paper.cycle_id);
  return changed;
}

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
  for (const officer of await staffWithRole(scope, 'officer')) {
    await planNotice(scope, {
      key: `desk/sentBack/${documentId}/${String(paper.step)}/${officer.id}`,
      name: 'sentBack',
      kind: 'desk',
      class: 'desk',
      to: { kind: 'staff', staffId: officer.id, email: officer.email, name: officer.name },
      planId: paper.plan_id,
      cycleId: paper.cycle_id,
      obligationId: null,
      documentId,
      data: { paper: paper.kind, reason },
    });
  }
  await pokeCycle(scope, paper.cycle_id);
  return changed;
}

/** The clerk enters number and date after signing, and attaches the signed PDF. */
export async function numberPaper(
  scope: OfficeScope,
  input: OnPaper & {
    readonly number: string;
    readonly issuedOn: Day;
    readonly signedPdf: { readonly fileName: string; readonly bytes: Buffer } | null;
  },
): ActResult {
  const paper = await lockPaper(scope, input.documentId);
  if (paper === null) return refuse('NOT_FOUND');
  const { number, issuedOn, signedPdf } = input;
  if (signedPdf !== null && !isPdf(signedPdf.bytes)) return refuse('PDF_INVALID');
  return changePaper(scope, paper, {
    command: {
      type: 'register',
      number,
      issuedOn,
      signedPdfSha256: signedPdf === null ? null : sha256Of(signedPdf.bytes),
    },
    act: 'numberPaper',
    seen: input.seen ?? null,
    details: { number, issuedOn },
    set:
      signedPdf === null
        ? {}
        : { signed_pdf: signedPdf.bytes, signed_pdf_name: signedPdf.fileName },
  });
}

/**
 * The clerk records that the paper went out. Number and signed PDF must be there; a letter that
 * names somebody who has reported since is stopped and says who.
 */
export async function releasePaper(
  scope: OfficeScope,
  {
    documentId,
    staffId,
    channel,
    seen = null,
  }: OnPaper & { readonly staffId: string; readonly channel: string },
): ActResult {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  const changed = await changePaper(scope, paper, {
    command: { type: 'release', reportedSince: (await namesIn(scope, paper)).gone },
    act: 'releasePaper',
    seen,
    details: { channel },
    set: { released_by: staffId },
  });
  if (!changed.ok) return changed;
  if (paper.kind === 'consolidatedReport') await settleOnward(scope, paper.cycle_id);
  await pokeCycle(scope, paper.cycle_id);
  return changed;
}

/** Records that the level above has received it; closing never waits for this. */
export async function acknowledgePaper(
  scope: OfficeScope,
  { documentId, on }: { readonly documentId: string; readonly on: Day },
): ActResult {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  const changed = await changePaper(scope, paper, {
    command: { type: 'acknowledge', on },
    act: 'acknowledgePaper',
    details: { on },
  });
  if (changed.ok) await pokeCycle(scope, paper.cycle_id);
  return changed;
}

/** A letter that has nobody left to urge is put away unsent; one can be drafted anew when somebody is late again. */
export async function withdrawLetter(
  scope: OfficeScope,
  { documentId, seen = null }: OnPaper,
): ActResult {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  const changed = await changePaper(scope, paper, {
    command: { type: 'withdraw', stillMissing: (await namesIn(scope, paper)).left },
    act: 'withdrawLetter',
    seen,
    details: { number: paper.number },
  });
  if (changed.ok) await pokeCycle(scope, paper.cycle_id);
  return changed;
}

async function namesIn(scope: OfficeScope, paper: DocumentRow) {
  return paper.kind === 'urgingLetter'
    ? goneFromLetter(scope, { cycleId: paper.cycle_id, agencyIds: paper.agency_ids })
    : { gone: [], left: [] };
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

/** The report that left settles the standing body's own duty to report upward. */
async function settleOnward(scope: OfficeScope, cycleId: string): Promise<void> {
  const onward = await scope.trx
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('feeds_from', '=', cycleId)
    .where('closed_at', 'is', null)
    .execute();
  for (const { id } of onward) {
    await shareCycle(scope, id);
    const rows = await scope.trx
      .selectFrom('obligation')
      .selectAll()
      .where('office_id', '=', scope.officeId)
      .where('cycle_id', '=', id)
      .where('state', '=', 'expected')
      .orderBy('id')
      .forUpdate()
      .execute();
    await saveObligations(
      scope,
      rows.map((row) => ({
        ...row,
        state: 'accepted',
        on_time: row.overdue_at === null || scope.now < row.overdue_at,
        first_received_at: scope.now,
        received_at: scope.now,
        accepted_at: scope.now,
      })),
    );
    await pokeCycle(scope, id);
  }
}

function isPdf(bytes: Buffer): boolean {
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-';
}
