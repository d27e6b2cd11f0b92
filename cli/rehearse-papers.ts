import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PaperPress } from '../documents/paper-shapes.js';
import type { Ledger } from '../office/scope.js';
import { paperInput } from '../office/paper/paper-input.js';
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
    const paper = await paperInput(ledger.db, { officeId, documentId });
    if (paper?.kind !== 'urgingLetter') continue;
    const docx = join(options.outDir, `${stem}-cong-van-don-doc-${String(index + 1)}.docx`);
    await writeFile(docx, await paperPress.urgingLetter(paper.paper));
    letters.push({ docx, names: paper.paper.names });
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
            press: paperPress,
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

async function writeReport(input: {
  ledger: Ledger;
  officeId: string;
  documentId: string;
  path: string;
  press: PaperPress;
}): Promise<WrittenReport | null> {
  const paper = await paperInput(input.ledger.db, input);
  if (paper?.kind !== 'consolidatedReport') return null;
  const docx = `${input.path}.docx`;
  const xlsx = `${input.path}.xlsx`;
  await writeFile(docx, await input.press.consolidatedReport(paper.paper));
  await writeFile(xlsx, await input.press.workbook(paper.figures));
  return {
    docx,
    xlsx,
    figures: Object.fromEntries(paper.paper.figures.map(({ code, total }) => [code, total])),
  };
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
  const ids = [...plans.map(({ id }) => `plan/${id}`), ...cycles.map(({ id }) => `cycle/${id}`)];
  const lengths: number[] = [];
  for (const workflowId of ids) {
    const handle = temporal.client.workflow.getHandle(workflowId);
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
