import type { PaperDetail, RevertEffect } from '../../contract/papers.js';
import { formOf } from '../../domain/form-of.js';
import { textFromWord } from '../../domain/report-from-word.js';
import type { StrayFigure } from '../../domain/report-from-word.js';
import { textDifference } from '../../domain/report-text.js';
import { ok, refuse } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { LedgerDb } from '../../db/connection.js';
import { cyclesOfRequirements } from '../../db/joined.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import type { ReportText } from '../consolidation/consolidate.js';
import { sha256Of } from '../digest.js';
import type { OfficeScope } from '../scope.js';
import { lockPaper } from './change-paper.js';
import { documentOf } from './document-row.js';
import type { DocumentRow } from './document-row.js';
import { draftAnew } from './draft.js';
import { releasedBefore, totalsBehind } from './replaced-report.js';

/** All versions of a report, the newest first. */
export async function reportVersions(
  db: LedgerDb,
  { office_id: officeId, cycle_id: cycleId, kind }: DocumentRow,
): Promise<PaperDetail['versions']> {
  return db
    .selectFrom('document')
    .select(['id as documentId', 'version', 'state', 'changed_at as changedAt'])
    .where('office_id', '=', officeId)
    .where('cycle_id', '=', cycleId)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .execute();
}

/**
 * A report that was edited in Word becomes its next version: what was changed in it and every figure that left
 * its source is kept with it. Only of the newest version, while it is a draft.
 */
export async function takeFromWord(
  scope: OfficeScope,
  input: {
    readonly documentId: string;
    readonly bytes: Buffer;
    /** The words of the file. */
    readonly text: string;
  },
): ActResult<{ documentId: string }> {
  const paper = await lockPaper(scope, input.documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if (paper.batch !== null) return refuse('PAPER_SPLIT');
  if (!(await isOpenDraft(scope, paper))) return refuse('PAPER_STATE');
  const kept = paper.paper as unknown as ReportText;
  const returned = textFromWord(kept.sections, input.text, await printedFigures(scope.trx, paper));
  if (returned === null) return refuse('NOT_THIS_REPORT');
  const documentId = await nextVersion(scope, paper, {
    ...kept,
    sections: returned.sections,
    changes: returned.changes,
    strayFigures: returned.strayFigures,
  });
  await record(scope, 'takeFromWord', `document:${documentId}`, {
    sha256: sha256Of(input.bytes),
    changes: returned.changes.length,
    strayFigures: returned.strayFigures.length,
  });
  return ok({ documentId });
}

/** What going back to an earlier version would change of the newest one, text and figures. */
export async function revertEffect(
  db: LedgerDb,
  ref: { readonly officeId: string; readonly documentId: string },
): Promise<Result<RevertEffect, RefusalCode>> {
  const earlier = await documentOf(db, ref);
  if (earlier === null) return refuse('NOT_FOUND');
  if (earlier.kind !== 'consolidatedReport') return refuse('PAPER_STATE');
  const newest = await newestOf(db, earlier);
  return ok({ version: earlier.version, ...(await changeFrom(db, newest, earlier)) });
}

/** What a version says otherwise than the one that has gone out before it, which it supplements; null where none has. */
export async function supplementOf(
  db: LedgerDb,
  document: DocumentRow,
): Promise<PaperDetail['supplement']> {
  const gone = await releasedBefore(db, document);
  if (gone === null) return null;
  const { id: documentId, number, version } = gone;
  return { documentId, number, version, ...(await changeFrom(db, gone, document)) };
}

/** What changes from one version to another, text and figures. */
async function changeFrom(
  db: LedgerDb,
  from: DocumentRow,
  to: DocumentRow,
): Promise<Pick<RevertEffect, 'changes' | 'figures'>> {
  const textOf = (row: DocumentRow) => (row.paper as unknown as ReportText).sections;
  const [now, then] = [await totalsBehind(db, from), await totalsBehind(db, to)];
  const form = await formOfPaper(db, to);
  return {
    changes: [...textDifference(textOf(from), textOf(to))],
    figures: form.indicators.flatMap(({ code, label, unit }) => {
      const [before = null, after = null] = [now.get(code), then.get(code)];
      return before === after ? [] : [{ label, unit, before, after }];
    }),
  };
}

/** Goes back to an earlier version, with the figures it was made of: as the next version, so that nothing is lost. */
export async function revertReport(
  scope: OfficeScope,
  { documentId }: { readonly documentId: string },
): ActResult<{ documentId: string }> {
  const earlier = await lockPaper(scope, documentId);
  if (earlier === null) return refuse('NOT_FOUND');
  if (earlier.kind !== 'consolidatedReport') return refuse('PAPER_STATE');
  const newest = await newestOf(scope.trx, earlier);
  if (newest.batch !== null) return refuse('PAPER_SPLIT');
  if (newest.id === earlier.id || !(await isOpenDraft(scope, newest))) return refuse('PAPER_STATE');
  const now = newest.paper as unknown as ReportText;
  const then = earlier.paper as unknown as ReportText;
  const { strayFigures: _stray, ...text } = then;
  const made = await nextVersion(
    scope,
    { ...newest, consolidation_id: earlier.consolidation_id },
    { ...text, changes: textDifference(now.sections, then.sections) },
  );
  await record(scope, 'revertReport', `document:${made}`, {
    from: newest.version,
    to: earlier.version,
  });
  return ok({ documentId: made });
}

/** A figure that left its source, as a sentence. */
export function strayFigureText({ heading, number, source }: StrayFigure): string {
  return source === null
    ? `${heading}: số ${number} không có nguồn.`
    : `${heading}: số ${number} không có trong nguồn của đoạn (“${source}”).`;
}

/** Whether it is the newest version and still being written. */
async function isOpenDraft({ trx }: OfficeScope, paper: DocumentRow): Promise<boolean> {
  if (paper.kind !== 'consolidatedReport') return false;
  if (paper.state !== 'draft' && paper.state !== 'sentBack') return false;
  return (await newestOf(trx, paper)).id === paper.id;
}

async function newestOf(db: LedgerDb, paper: DocumentRow): Promise<DocumentRow> {
  const [newest] = await reportVersions(db, paper);
  const found =
    newest === undefined
      ? null
      : await documentOf(db, { officeId: paper.office_id, documentId: newest.documentId });
  return found ?? paper;
}

async function nextVersion(
  scope: OfficeScope,
  paper: DocumentRow,
  text: ReportText,
): Promise<string> {
  const cycle = await scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', paper.cycle_id)
    .executeTakeFirstOrThrow();
  return draftAnew(scope, {
    cycle,
    kind: 'consolidatedReport',
    text,
    consolidationId: paper.consolidation_id,
    copyWanted: paper.copy_wanted,
  });
}

async function formOfPaper(db: LedgerDb, paper: DocumentRow) {
  const kept = await cyclesOfRequirements(db)
    .select(['requirement.form', 'requirement.form_definition as formDefinition'])
    .where('cycle.office_id', '=', paper.office_id)
    .where('cycle.id', '=', paper.cycle_id)
    .executeTakeFirstOrThrow();
  return formOf(kept);
}

async function printedFigures(db: LedgerDb, paper: DocumentRow) {
  const totals = await totalsBehind(db, paper);
  const { indicators } = await formOfPaper(db, paper);
  return indicators.map(({ code, label }) => ({ label, total: totals.get(code) ?? null }));
}
