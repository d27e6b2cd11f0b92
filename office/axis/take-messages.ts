import { randomUUID } from 'node:crypto';
import { acknowledgedOn, makesAcknowledged } from '../../domain/axis/acknowledging.js';
import { statusMeaning } from '../../domain/axis/status-code.js';
import { agencyFinder } from '../../domain/register/match-axis.js';
import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { latestVersions } from '../collection/signed-files.js';
import { takeFiles } from '../collection/upload.js';
import { lockObligations } from '../obligation/apply-command.js';
import { claimFound } from '../obligation/claim.js';
import { enterArrived } from '../obligation/incoming-register.js';
import { acknowledgePaper } from '../paper/release.js';
import type { OfficeScope } from '../scope.js';
import { messageMatches } from './message-matches.js';
import type { MatchedReport, MessageMatches, WaitingMessage } from './message-matches.js';

interface ChosenMessage {
  readonly uploadId: string;
  readonly obligationId: string;
}

/** What became of the messages that were chosen. */
export interface TakenMessages {
  readonly confirmed: number;
  readonly arrived: number;
  /** Reports and statuses that had been taken before. */
  readonly passed: number;
  readonly recorded: number;
}

/**
 * Takes chosen messages, all or none: a report is entered as a document that its sender claimed and that has
 * arrived, its files kept with it; a status is kept with the paper or plan it is about, which it may acknowledge.
 * They are matched again here, so that what changed since they were looked at is refused.
 */
export async function takeMessages(
  scope: OfficeScope,
  {
    cycleId,
    arrivedOn,
    chosen,
    statuses,
  }: {
    readonly cycleId: string;
    readonly arrivedOn: Day;
    readonly chosen: readonly ChosenMessage[];
    /** Uploads of statuses to be recorded. */
    readonly statuses: readonly string[];
  },
): ActResult<TakenMessages> {
  if (arrivedOn > dayAt(scope.now)) return refuse('DAY_INVALID');
  // Held before they are looked at: of two who take the same report the second finds that it is here.
  const ids = chosen.map(({ obligationId }) => obligationId);
  if ((await lockObligations(scope, ids)) === null) return refuse('NOT_FOUND');
  const looked = await messageMatches(
    scope.trx,
    { officeId: scope.officeId, sender: scope.actor },
    { cycleId, arrivedOn, uploadIds: [...chosen.map(({ uploadId }) => uploadId), ...statuses] },
  );
  if (!looked.ok) return looked;
  const reports = await takeReports(scope, looked.value, { cycleId, chosen, arrivedOn });
  if (!reports.ok) return reports;
  const recorded = await recordStatuses(scope, looked.value);
  if (!recorded.ok) return recorded;
  return ok({
    ...reports.value,
    passed: reports.value.passed + recorded.value.passed,
    recorded: recorded.value.recorded,
  });
}

async function takeReports(
  scope: OfficeScope,
  { facts, reports }: MessageMatches,
  {
    cycleId,
    chosen,
    arrivedOn,
  }: {
    readonly cycleId: string;
    readonly chosen: readonly ChosenMessage[];
    readonly arrivedOn: Day;
  },
): ActResult<Pick<TakenMessages, 'confirmed' | 'arrived' | 'passed'>> {
  const awaited = new Map(facts.awaited.map((one) => [one.obligationId, one]));
  const wanted = new Map(chosen.map(({ uploadId, obligationId }) => [uploadId, obligationId]));
  const taken: { readonly report: MatchedReport; readonly obligationId: string }[] = [];
  let passed = 0;
  for (const report of reports) {
    const { message, verdict, obligationId } = report;
    const of = awaited.get(wanted.get(message.uploadId) ?? '');
    if (of === undefined) return refuse('NOT_FOUND');
    if (verdict === 'received' || of.awaits === 'nothing') passed += 1;
    else if (obligationId === of.obligationId) taken.push({ report, obligationId });
    else return refuse('SIGNED_FILE_CHANGED', { name: message.fileName });
  }
  const unsaid = taken.filter(({ obligationId }) => awaited.get(obligationId)?.awaits === 'report');
  const claimed = await claimFound(
    scope,
    unsaid.map(({ report, obligationId }) => ({ obligationId, said: saidIn(report) })),
  );
  if (!claimed.ok) return claimed;
  const done = await enterArrived(
    scope,
    taken.map(({ report: { row }, obligationId }) => {
      const awaits = awaited.get(obligationId)?.awaits === 'document' ? 'document' : 'claim';
      return { row, of: { obligationId, awaits } };
    }),
  );
  if (!done.ok) return done;
  const versions = await latestVersions(
    scope,
    taken.map(({ report: { row }, obligationId }) => ({ row, obligationId })),
  );
  for (const { report, obligationId } of taken) {
    const { message } = report;
    const submissionId = versions.get(obligationId);
    if (submissionId === undefined) throw new Error('a document was entered without a version');
    if (!(await takeFiles(scope, submissionId, message.files))) return refuse('SIGNED_FILE_GONE');
    const isNew = await keepTaken(scope, message, { obligation_id: obligationId });
    if (!isNew) return refuse('SIGNED_FILE_CHANGED', { name: message.fileName });
  }
  if (taken.length > 0) {
    await record(scope, 'takeAxisReports', `cycle:${cycleId}`, {
      arrivedOn,
      files: taken.map(({ report: { message, row }, obligationId }) => ({
        ...{ obligationId, sha256: message.sha256, arrivedOn: row.arrivedOn },
      })),
    });
  }
  return ok({ ...done.value, passed });
}

/** The document as its message names it. */
function saidIn({ row, message: { said } }: MatchedReport) {
  const signer = said.kind === 'document' ? said.signer.name : '';
  return {
    documentNumber: row.number === '' ? null : row.number,
    documentDate: row.issuedOn,
    signer: signer === '' ? null : signer,
    senderName: row.sender,
  };
}

async function recordStatuses(
  scope: OfficeScope,
  { facts, statuses }: Pick<MessageMatches, 'facts' | 'statuses'>,
): ActResult<{ readonly recorded: number; readonly passed: number }> {
  let recorded = 0;
  const agencyOf = agencyFinder(facts);
  for (const { document, said, message } of statuses) {
    if (document === null) return refuse('SIGNED_FILE_CHANGED', { name: message.fileName });
    const { paper, planId } = document;
    const of = paper === null ? { plan_id: planId } : { document_id: paper.documentId };
    const isNew = await keepTaken(scope, message, of);
    if (!isNew) continue;
    recorded += 1;
    const subject = paper === null ? `plan:${planId}` : `document:${paper.documentId}`;
    const { sha256 } = message;
    await record(scope, 'recordAxisStatus', subject, { code: said.code, sha256 });
    if (paper === null) continue;
    const have = await acknowledgedBy(scope, paper.documentId, agencyOf);
    const standing = {
      ...{ kind: paper.kind, state: paper.state, receivers: paper.agencyIds.length },
      acknowledged: paper.agencyIds.filter((id) => have.has(id)).length,
    };
    if (!makesAcknowledged(said.code, standing)) continue;
    const on = acknowledgedOn(said.at, { releasedAt: paper.releasedAt, now: scope.now });
    const done = await acknowledgePaper(scope, { documentId: paper.documentId, on });
    // Of two statuses brought together the first has acknowledged it.
    if (!done.ok && done.error !== 'PAPER_STATE') return done;
  }
  return ok({ recorded, passed: statuses.length - recorded });
}

/** The agencies that have said of a paper that it is there. */
async function acknowledgedBy(
  scope: OfficeScope,
  documentId: string,
  agencyOf: ReturnType<typeof agencyFinder>,
): Promise<ReadonlySet<string>> {
  const rows = await scope.trx
    .selectFrom('axis_message')
    .select(['from_organ as organId', 'from_name as name', 'status_code as code'])
    .where('office_id', '=', scope.officeId)
    .where('document_id', '=', documentId)
    .execute();
  return new Set(
    rows
      .filter(({ code }) => statusMeaning(code ?? '') === 'acknowledged')
      .flatMap((row) => agencyOf(row) ?? []),
  );
}

/** Keeps what was taken and uses up its upload; false where the same message was taken before. */
async function keepTaken(
  scope: OfficeScope,
  { said, uploadId, sha256, key }: WaitingMessage,
  of: { obligation_id: string } | { document_id: string } | { plan_id: string },
): Promise<boolean> {
  await scope.trx
    .updateTable('upload')
    .set({ taken_at: scope.realNow })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', uploadId)
    .execute();
  const kept = await scope.trx
    .insertInto('axis_message')
    .values({
      office_id: scope.officeId,
      id: randomUUID(),
      key,
      sha256,
      from_organ: said.from.organId,
      from_name: said.from.name,
      obligation_id: null,
      document_id: null,
      plan_id: null,
      ...of,
      status_code: said.kind === 'status' ? said.code : null,
      description: said.kind === 'status' && said.description !== '' ? said.description : null,
      said_at: said.kind === 'status' ? said.at : null,
      taken_at: scope.now,
      taken_by: scope.actor,
    })
    .onConflict((conflict) => conflict.columns(['office_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return kept !== undefined;
}
