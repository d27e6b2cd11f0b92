import type { Selectable } from 'kysely';
import type { PaperState } from '../../domain/cycle.js';
import type { Day } from '../../domain/day.js';
import { at } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import { record } from '../audit/record.js';
import { saveObligations } from '../counting/obligation-rows.js';
import type { ReportText } from '../consolidation/consolidate.js';
import type { OfficeScope } from '../scope.js';
import { namesForLetter } from './letters.js';
import { lockCycle } from '../reminding/ladder-rows.js';
import { planNotice, staffWithRole } from '../reminding/notices.js';
import { pokeCycle } from '../poke.js';
import type { Data, Tables } from '../../db/tables.js';
import type { ActResult } from '../act-result.js';

type DocumentRow = Selectable<Tables['document']>;

/** Changes the text of a consolidated report that nobody has approved yet. */
export async function editReport(
  scope: OfficeScope,
  input: {
    documentId: string;
    sections: ReportText['sections'];
    listNotReported: boolean;
    copyWanted: boolean;
  },
): ActResult {
  const paper = await lockPaper(scope, input.documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if (paper.kind !== 'consolidatedReport') return refuse('PAPER_STATE');
  if (paper.state !== 'draft' && paper.state !== 'sentBack') return refuse('PAPER_STATE');
  const text: ReportText = { sections: input.sections, listNotReported: input.listNotReported };
  await change(scope, paper, {
    act: 'editReport',
    set: { paper: JSON.stringify(text), copy_wanted: input.copyWanted },
  });
  return ok({});
}

/** The officer puts a paper before the approver; the cycle's workflow asks, and asks again. */
export async function submitForApproval(
  scope: OfficeScope,
  { documentId }: { documentId: string },
): ActResult {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if (paper.state !== 'draft' && paper.state !== 'sentBack') return refuse('PAPER_STATE');
  await change(scope, paper, {
    act: 'submitForApproval',
    set: {
      state: 'awaitingApproval',
      // The milestone is the first time; a second round does not move it.
      submitted_at: paper.submitted_at ?? scope.now,
      ask_at: scope.now,
      asked: 0,
      step: paper.step + 1,
    },
  });
  await pokeCycle(scope, paper.cycle_id);
  return ok({});
}

/** The approver agrees; names in a letter are frozen from here on. */
export async function approvePaper(
  scope: OfficeScope,
  { documentId, staffId }: { documentId: string; staffId: string },
): ActResult {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if (paper.state !== 'awaitingApproval') return refuse('PAPER_STATE');
  await decide(scope, paper, { staffId, decision: 'approved', reason: null });
  await change(scope, paper, {
    act: 'approvePaper',
    set: { state: 'approved', approved_at: scope.now, ask_at: null },
  });
  await pokeCycle(scope, paper.cycle_id);
  return ok({});
}

/** The approver sends a draft back with a reason; the officers hear at once. */
export async function sendPaperBack(
  scope: OfficeScope,
  { documentId, staffId, reason }: { documentId: string; staffId: string; reason: string },
): ActResult {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if (reason.trim() === '') return refuse('REASON_MISSING');
  if (paper.state !== 'awaitingApproval') return refuse('PAPER_STATE');
  await decide(scope, paper, { staffId, decision: 'sentBack', reason });
  await change(scope, paper, {
    act: 'sendPaperBack',
    set: { state: 'sentBack', ask_at: null },
  });
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
  return ok({});
}

/** The clerk enters number and date after signing, and attaches the signed PDF. */
export async function numberPaper(
  scope: OfficeScope,
  input: {
    documentId: string;
    number: string;
    issuedOn: Day;
    signedPdf: { fileName: string; bytes: Buffer } | null;
  },
): ActResult {
  const paper = await lockPaper(scope, input.documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if (paper.state !== 'approved' && paper.state !== 'numbered') return refuse('PAPER_STATE');
  if (input.number.trim() === '') return refuse('NUMBER_MISSING');
  if (input.signedPdf !== null && !isPdf(input.signedPdf.bytes)) return refuse('PDF_INVALID');
  await change(scope, paper, {
    act: 'numberPaper',
    details: { number: input.number, issuedOn: input.issuedOn },
    set: {
      state: 'numbered',
      number: input.number.trim(),
      issued_on: input.issuedOn,
      ...(input.signedPdf === null
        ? {}
        : { signed_pdf: input.signedPdf.bytes, signed_pdf_name: input.signedPdf.fileName }),
    },
  });
  return ok({});
}

/**
 * The clerk records that the paper went out. Number and signed PDF must be there; a letter that
 * names somebody who has reported since is stopped and says who.
 */
export async function releasePaper(
  scope: OfficeScope,
  { documentId, staffId, channel }: { documentId: string; staffId: string; channel: string },
): ActResult {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if (paper.state !== 'numbered') return refuse('PAPER_STATE');
  if (paper.number === null || paper.issued_on === null) return refuse('NUMBER_MISSING');
  if (paper.signed_pdf === null) return refuse('PDF_MISSING');
  if (paper.kind === 'urgingLetter') {
    const stillMissing = new Set((await namesForLetter(scope, paper.cycle_id)).map(({ id }) => id));
    const gone = paper.agency_ids.filter((id) => !stillMissing.has(id));
    if (gone.length > 0) {
      return refuse('LETTER_NAMES_CHANGED', { names: await namesOf(scope, gone) });
    }
  }
  await change(scope, paper, {
    act: 'releasePaper',
    details: { channel },
    set: { state: 'released', released_at: scope.now, released_by: staffId },
  });
  if (paper.kind === 'consolidatedReport') await settleOnward(scope, paper.cycle_id);
  await pokeCycle(scope, paper.cycle_id);
  return ok({});
}

/** Records that the level above has received it; closing never waits for this. */
export async function acknowledgePaper(
  scope: OfficeScope,
  { documentId, on }: { documentId: string; on: Day },
): ActResult {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if (paper.state !== 'released') return refuse('PAPER_STATE');
  const noon = at(on, 12 * 60);
  await change(scope, paper, {
    act: 'acknowledgePaper',
    details: { on },
    set: { state: 'acknowledged', acknowledged_at: noon < scope.now ? noon : scope.now },
  });
  await pokeCycle(scope, paper.cycle_id);
  return ok({});
}

async function lockPaper(scope: OfficeScope, documentId: string): Promise<DocumentRow | null> {
  const found = await scope.trx
    .selectFrom('document')
    .select('cycle_id')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', documentId)
    .executeTakeFirst();
  if (found === undefined) return null;
  await lockCycle(scope, found.cycle_id);
  return scope.trx
    .selectFrom('document')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', documentId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

interface PaperChange {
  readonly act: string;
  readonly details?: Data;
  readonly set: Partial<Omit<DocumentRow, 'paper' | 'state'>> & {
    readonly state?: PaperState;
    readonly paper?: string;
  };
}

async function change(
  scope: OfficeScope,
  paper: DocumentRow,
  { act, details, set }: PaperChange,
): Promise<void> {
  await scope.trx
    .updateTable('document')
    .set({ ...set, changed_at: scope.now })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', paper.id)
    .execute();
  await record(scope, act, `document:${paper.id}`, { kind: paper.kind, ...details });
}

async function decide(
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

async function namesOf(scope: OfficeScope, agencyIds: readonly string[]): Promise<string[]> {
  const rows = await scope.trx
    .selectFrom('agency')
    .select('name')
    .where('office_id', '=', scope.officeId)
    .where('id', 'in', [...agencyIds])
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name);
}

function isPdf(bytes: Buffer): boolean {
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-';
}
