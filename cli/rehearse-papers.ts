import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PaperContent } from '../documents/paper-shapes.js';
import type { Ledger } from '../office/scope.js';
import { documentOf } from '../office/paper/document-row.js';
import { contentOf } from '../office/paper/frozen-content.js';
import { paperFile } from '../office/paper/paper-files.js';
import { workflowId } from '../domain/workflow-id.js';
import type { RehearsalOutcome } from '../office/rehearsal/outcome.js';
import { paperPress } from '../documents/press.js';
import type { RehearsalOptions, RehearsalResult, WrittenReport } from './rehearsal-command.js';
import type { connectTemporal } from '../worker/temporal-runtime.js';

/** Writes the papers of a finished rehearsal and gathers its outcome. */
export async function written(input: {
  ledger: Ledger;
  officeId: string;
  outcome: RehearsalOutcome;
  options: RehearsalOptions;
  temporal: Awaited<ReturnType<typeof connectTemporal>>;
}): Promise<RehearsalResult> {
  const { ledger, officeId, outcome, options } = input;
  await mkdir(options.outDir, { recursive: true });
  const stem = basename(options.file).replace(/\.[^.]+$/, '');
  const letters = [];
  for (const [index, documentId] of outcome.letterIds.entries()) {
    const content = await contentIn(ledger, { officeId, documentId });
    if (content?.kind !== 'urgingLetter') continue;
    const docx = join(options.outDir, `${stem}-cong-van-don-doc-${String(index + 1)}.docx`);
    await writeAs('docx', { ledger, officeId, documentId, path: docx });
    letters.push({ docx, names: content.letter.names });
  }
  const cycles = [];
  for (const { cycleId: _cycleId, reportId, ...cycle } of outcome.cycles) {
    const report =
      reportId === null
        ? null
        : await writeReport({
            ledger,
            officeId,
            documentId: reportId,
            path: join(options.outDir, `${stem}-${cycle.key}-bao-cao`),
          });
    cycles.push({ ...cycle, report });
  }
  return {
    stages: outcome.stages,
    mails: outcome.mails,
    obligations: outcome.obligations,
    letters,
    report: cycles.filter(({ report }) => report !== null).at(-1)?.report ?? null,
    cycles,
    acknowledgedAt: outcome.acknowledgedAt,
    historyEvents: await historyEvents(input),
  };
}

interface PaperOnDisk {
  readonly ledger: Ledger;
  readonly officeId: string;
  readonly documentId: string;
  readonly path: string;
}

async function writeReport(input: PaperOnDisk): Promise<WrittenReport | null> {
  const content = await contentIn(input.ledger, input);
  if (content?.kind !== 'consolidatedReport') return null;
  const docx = `${input.path}.docx`;
  const xlsx = `${input.path}.xlsx`;
  await writeAs('docx', { ...input, path: docx });
  await writeAs('xlsx', { ...input, path: xlsx });
  return {
    docx,
    xlsx,
    figures: Object.fromEntries(content.report.figures.map(({ code, total }) => [code, total])),
  };
}

async function contentIn(
  { db }: Ledger,
  ref: { readonly officeId: string; readonly documentId: string },
): Promise<PaperContent | null> {
  const document = await documentOf(db, ref);
  return document === null ? null : (await contentOf(db, document)).content;
}

async function writeAs(
  format: 'docx' | 'xlsx',
  { ledger, officeId, documentId, path }: PaperOnDisk,
): Promise<void> {
  const file = await paperFile(ledger.db, paperPress, { officeId, documentId, format });
  if (file !== null) await writeFile(path, file.bytes);
}

/** Events of the histories of plans and cycles; the driver's own history is not part of the life. */
/** Longer than a workflow takes to notice that its subject is closed, on a machine however busy. */
const ENDING_MS = 60_000;

async function historyEvents({
  ledger,
  officeId,
  temporal,
}: {
  ledger: Ledger;
  officeId: string;
  temporal: Awaited<ReturnType<typeof connectTemporal>>;
}): Promise<{ largest: number; sum: number }> {
  const plans = await ledger.db
    .selectFrom('plan')
    .select('id')
    .where('office_id', '=', officeId)
    .execute();
  const cycles = await ledger.db
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', officeId)
    .where('opened_at', 'is not', null)
    .execute();
  const subjects = [
    ...plans.map(({ id }) => ({ officeId, target: 'plan' as const, targetId: id })),
    ...cycles.map(({ id }) => ({ officeId, target: 'cycle' as const, targetId: id })),
  ];
  const lengths: number[] = [];
  for (const subject of subjects) {
    const handle = temporal.client.workflow.getHandle(workflowId(subject));
    // What the ledger calls closed still has its last look before it: counted too early it would be missing.
    await temporal.client.withDeadline(Date.now() + ENDING_MS, async () => {
      await handle.result();
    });
    lengths.push((await handle.describe()).historyLength);
  }
  return {
    largest: Math.max(0, ...lengths),
    sum: lengths.reduce((all, one) => all + one, 0),
  };
}
