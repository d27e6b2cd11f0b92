import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { matchSignedFiles } from '../../domain/register/match-signed.js';
import type { MatchedFile } from '../../domain/register/match-signed.js';
import { ok, refuse } from '../../domain/result.js';
import type { SignedFile } from '../../domain/signed-file.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { registerFacts, takeRows } from '../obligation/incoming-register.js';
import type { TakenRows } from '../obligation/incoming-register.js';
import { lockObligations } from '../obligation/apply-command.js';
import type { OfficeScope } from '../scope.js';
import { takeFiles, waitingUploads } from './upload.js';

/** A kept file that waits for an act. */
interface WaitingFile {
  readonly uploadId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly signed: SignedFile;
}

interface GivenFiles {
  readonly cycleId: string;
  readonly arrivedOn: Day;
}

/** Whether an office has a cycle: whatever is kept for it is kept for one that is there. */
export async function hasCycle(
  db: LedgerDb,
  { officeId, cycleId }: { readonly officeId: string; readonly cycleId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', officeId)
    .where('id', '=', cycleId)
    .executeTakeFirst();
  return row !== undefined;
}

/** What signed documents kept by a person are for a cycle, with the names of the agencies by duty; nothing is changed. */
export async function signedFileMatches(
  db: LedgerDb,
  { officeId, sender }: { readonly officeId: string; readonly sender: string },
  { cycleId, arrivedOn, uploadIds }: GivenFiles & { readonly uploadIds: readonly string[] },
): ActResult<{
  readonly matched: readonly (MatchedFile & WaitingFile)[];
  readonly agencyOf: ReadonlyMap<string, string>;
}> {
  const facts = await registerFacts(db, officeId, cycleId);
  if (facts === null) return refuse('NOT_FOUND');
  const files = await waitingFiles(db, { officeId, sender, uploadIds });
  if (files === null) return refuse('SIGNED_FILE_GONE');
  const names = new Map(facts.agencies.map(({ id, name }) => [id, name]));
  const found = matchSignedFiles(
    files.map(({ signed }) => signed),
    { facts, arrivedOn },
  );
  return ok({
    matched: files.flatMap((file, n) => {
      const one = found[n];
      return one === undefined ? [] : [{ ...one, ...file }];
    }),
    agencyOf: new Map(
      facts.awaited.map(({ obligationId, agencyId }) => [obligationId, names.get(agencyId) ?? '']),
    ),
  });
}

/**
 * Confirms signed documents as arrived on a day, all or none, as the rows of a register are, and keeps each with
 * its report. They are matched again here, so that what changed since they were looked at is refused.
 */
export async function takeSignedFiles(
  scope: OfficeScope,
  {
    cycleId,
    arrivedOn,
    chosen,
  }: GivenFiles & {
    readonly chosen: readonly { readonly uploadId: string; readonly obligationId: string }[];
  },
): ActResult<Omit<TakenRows, 'taken'>> {
  if (arrivedOn > dayAt(scope.now)) return refuse('DAY_INVALID');
  const { trx, officeId, actor } = scope;
  // Held before they are looked at: who presses twice finds the second time that they are here.
  const ids = chosen.map(({ obligationId }) => obligationId);
  if ((await lockObligations(scope, ids)) === null) return refuse('NOT_FOUND');
  const uploadIds = chosen.map(({ uploadId }) => uploadId);
  const looked = await signedFileMatches(
    trx,
    { officeId, sender: actor },
    { cycleId, arrivedOn, uploadIds },
  );
  if (!looked.ok) return looked;
  const { matched } = looked.value;
  const wanted = new Map(chosen.map(({ uploadId, obligationId }) => [uploadId, obligationId]));
  const other = matched.find((one) => one.obligationId !== wanted.get(one.uploadId));
  if (other !== undefined) return refuse('SIGNED_FILE_CHANGED', { name: other.fileName });
  const done = await takeRows(scope, {
    cycleId,
    rows: matched.map(({ row }) => row),
    chosen: matched.map(({ row: { line }, uploadId }) => ({
      line,
      obligationId: wanted.get(uploadId) ?? '',
    })),
  });
  if (!done.ok) return done;
  const byLine = new Map(matched.map((one) => [one.row.line, one]));
  const versions = await latestVersions(scope, done.value.taken);
  const kept: { readonly obligationId: string; readonly sha256: string }[] = [];
  for (const { row, obligationId } of done.value.taken) {
    const file = byLine.get(row.line);
    const submissionId = versions.get(obligationId);
    if (file === undefined || submissionId === undefined) continue;
    const { uploadId, fileName, sha256 } = file;
    const attached = { uploadId, fileName, contentType: 'application/pdf', sha256 };
    if (!(await takeFiles(scope, submissionId, [attached]))) return refuse('SIGNED_FILE_GONE');
    kept.push({ obligationId, sha256 });
  }
  if (kept.length > 0) {
    await record(scope, 'takeSignedFiles', `cycle:${cycleId}`, { arrivedOn, files: kept });
  }
  const { confirmed, arrived, passed } = done.value;
  return ok({ confirmed, arrived, passed });
}

/** The files in the order asked; null when one of them does not wait, or was not looked into. */
async function waitingFiles(
  db: LedgerDb,
  asked: Parameters<typeof waitingUploads>[1],
): Promise<readonly WaitingFile[] | null> {
  const files = (await waitingUploads(db, asked)).flatMap(
    ({ uploadId, file_name: fileName, sha256, signed }): readonly WaitingFile[] =>
      signed === null ? [] : [{ uploadId, fileName: fileName ?? '', sha256, signed }],
  );
  return files.length === asked.uploadIds.length ? files : null;
}

/** The newest version of each duty, by duty. */
export async function latestVersions(
  { trx, officeId }: OfficeScope,
  taken: TakenRows['taken'],
): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('submission')
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'submission.office_id')
        .onRef('obligation.id', '=', 'submission.obligation_id')
        .onRef('obligation.version', '=', 'submission.version'),
    )
    .select(['submission.id', 'submission.obligation_id'])
    .where('submission.office_id', '=', officeId)
    .where(
      'submission.obligation_id',
      '=',
      sql<string>`any(${taken.map(({ obligationId }) => obligationId)}::uuid[])`,
    )
    .execute();
  return new Map(rows.map(({ id, obligation_id }) => [obligation_id, id]));
}
