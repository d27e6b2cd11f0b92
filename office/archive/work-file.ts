import { createHash } from 'node:crypto';
import { csvOf } from '../../domain/csv.js';
import { dayAt, plusMs } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import { listOf, rowsOfList } from '../../domain/work-file.js';
import type { FiledPaper, ListedPaper } from '../../domain/work-file.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ActResult } from '../act-result.js';
import { keepReason, record } from '../audit/record.js';
import { sha256Of } from '../digest.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { filedPapers } from './filed-papers.js';
import type { OfPlan } from './filed-papers.js';
import { filedRegister } from './filed-register.js';
import { filedTexts } from './filed-texts.js';
import type { FiledText } from './filed-texts.js';
import { paperBytes } from './paper-bytes.js';

/** Asks for the file of a plan that is over; the worker makes it. One that is there is made anew until the archive has it. */
export async function askWorkFile(
  scope: OfficeScope,
  { planId }: { readonly planId: string },
): ActResult {
  const plan = await scope.trx
    .selectFrom('plan')
    .select('state')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .executeTakeFirst();
  if (plan === undefined) return refuse('NOT_FOUND');
  if (plan.state !== 'closed' && plan.state !== 'cancelled') return refuse('WORK_NOT_OVER');
  const asked = {
    state: 'asked' as const,
    asked_at: scope.realNow,
    asked_by: scope.actor,
    problem: null,
  };
  const begun = await scope.trx
    .insertInto('work_file')
    .values({
      ...{ office_id: scope.officeId, plan_id: planId, list: '[]', ...asked },
      ...{ made_at: null, list_sha256: null },
      ...{ taken_by: null, taken_on: null, handed_at: null, handed_by: null },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['office_id', 'plan_id'])
        .doUpdateSet(asked)
        // What persons have left in it meanwhile was forgotten, and would be missing in another one.
        .where('work_file.state', '!=', 'handed')
        .where('work_file.forgotten', 'is', null),
    )
    .returning('plan_id')
    .executeTakeFirst();
  if (begun === undefined) return refuse('FILE_HANDED_OVER');
  await record(scope, 'askWorkFile', `plan:${planId}`);
  return ok({});
}

/** How many pages a paper has; null where it does not say. */
export type PageCount = (bytes: Buffer) => number | null;

/** A file whose making failed is tried again after this. */
const AGAIN_MS = 10 * 60_000;

/** Makes the files that were asked for, one after the other; what fails comes again and is told to `failed`. Answers how many were made. */
export async function makeWorkFiles(
  ledger: Ledger,
  {
    pageCount,
    failed,
  }: { readonly pageCount: PageCount; readonly failed: (error: unknown) => void },
  clock: { now(): Instant },
): Promise<number> {
  const asked = await ledger.db
    .selectFrom('work_file')
    .select(['office_id as officeId', 'plan_id as planId', 'asked_by as askedBy'])
    .where('state', '=', 'asked')
    .where('asked_at', '<=', clock.now())
    .orderBy('asked_at')
    .limit(5)
    .execute();
  let made = 0;
  for (const { askedBy, ...of } of asked) {
    try {
      const actor = { officeId: of.officeId, actor: askedBy };
      const register = await ledger.inOffice(actor, (scope) => filedRegister(scope, of));
      const drawn = await drawFile(ledger.db, of, { pageCount, register });
      await ledger.inOffice(actor, (scope) => keepFile(scope, of.planId, drawn));
      made += 1;
    } catch (error) {
      failed(error);
      await ledger.db
        .updateTable('work_file')
        .set({
          asked_at: plusMs(clock.now(), AGAIN_MS),
          problem: error instanceof Error ? error.message : 'không rõ',
        })
        .where('office_id', '=', of.officeId)
        .where('plan_id', '=', of.planId)
        .where('state', '=', 'asked')
        .execute();
    }
  }
  return made;
}

interface DrawnFile {
  readonly list: readonly ListedPaper[];
  readonly texts: readonly Buffer[];
}

/** Everything of the plan with its list; papers are read once, for their pages, and no two at a time. */
async function drawFile(
  db: LedgerDb,
  of: OfPlan,
  {
    pageCount,
    register,
  }: { readonly pageCount: PageCount; readonly register: readonly FiledText[] },
): Promise<DrawnFile> {
  const { name: office } = await db
    .selectFrom('office')
    .select('name')
    .where('id', '=', of.officeId)
    .executeTakeFirstOrThrow();
  const texts = [...(await filedTexts(db, of)), ...register];
  const bytes = texts.map(({ text }) => Buffer.from(text, 'utf8'));
  const papers: FiledPaper[] = [];
  for (const paper of await filedPapers(db, of)) {
    const isPdf = /\.pdf$/i.test(paper.fileName);
    papers.push(isPdf ? { ...paper, pages: await pagesOf(db, of, paper, pageCount) } : paper);
  }
  const made = texts.map(({ subject, fileName }, nth): FiledPaper => {
    const own = bytes[nth] ?? Buffer.alloc(0);
    return {
      ...{ folder: 'record', number: null, issuedOn: null, author: office, subject, pages: null },
      ...{ sha256: sha256Of(own), bytes: own.length, fileName },
      source: { from: 'text', nth },
    };
  });
  return { list: listOf([...papers, ...made]), texts: bytes };
}

async function pagesOf(
  db: LedgerDb,
  of: OfPlan,
  { source }: FiledPaper,
  pageCount: PageCount,
): Promise<number | null> {
  const pieces: Buffer[] = [];
  for await (const piece of paperBytes(db, of, source)) pieces.push(piece);
  return pageCount(Buffer.concat(pieces));
}

/** The list as it lies in the package. */
export function listText(list: readonly ListedPaper[]): string {
  return csvOf(rowsOfList(list));
}

async function keepFile(
  scope: OfficeScope,
  planId: string,
  { list, texts }: DrawnFile,
): Promise<void> {
  const { trx, officeId } = scope;
  const listSha256 = sha256Of(listText(list));
  const kept = await trx
    .updateTable('work_file')
    .set({
      state: 'made',
      made_at: scope.now,
      list: JSON.stringify(list),
      list_sha256: listSha256,
      problem: null,
    })
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .where('state', '=', 'asked')
    .returning('plan_id')
    .executeTakeFirst();
  // Another worker was first.
  if (kept === undefined) return;
  await trx
    .deleteFrom('work_file_text')
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .execute();
  for (const [nth, bytes] of texts.entries()) {
    await trx
      .insertInto('work_file_text')
      .values({ office_id: officeId, plan_id: planId, nth, bytes })
      .execute();
  }
  await record(scope, 'makeWorkFile', `plan:${planId}`, {
    papers: list.length,
    content: listSha256,
  });
}

/** Notes that the archive took the file over: from whom to whom is a fact of its own, the audit has its list's hash. */
export async function handWorkFileOver(
  scope: OfficeScope,
  { planId, takenBy, on }: { readonly planId: string; readonly takenBy: string; readonly on: Day },
): ActResult {
  const { trx, officeId } = scope;
  const file = await trx
    .selectFrom('work_file')
    .select(['state', 'list', 'list_sha256 as listSha256'])
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (file === undefined) return refuse('NOT_FOUND');
  if (file.state === 'asked') return refuse('FILE_NOT_MADE');
  if (file.state === 'handed') return refuse('FILE_HANDED_OVER');
  if (on > dayAt(scope.now)) return refuse('DAY_TO_COME');
  await trx
    .updateTable('work_file')
    .set({
      state: 'handed',
      taken_by: takenBy,
      taken_on: on,
      handed_at: scope.now,
      handed_by: scope.actor,
    })
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .execute();
  await record(scope, 'handWorkFileOver', `plan:${planId}`, {
    papers: file.list.length,
    content: file.listSha256,
    day: on,
    reasonId: await keepReason(scope, `Bên nhận: ${takenBy}`),
  });
  return ok({});
}

/** One file of a package as it goes into the ZIP. */
export interface PackedFile {
  readonly path: string;
  readonly at: Date;
  readonly packed: boolean;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** The parts of a package that are not papers: the list, printed and as a table. */
export interface PrintedList {
  readonly docx: Buffer;
}

/** One package of a file, its list first; a paper that is no longer what the list says ends it with an error. */
export async function* packageOf(
  db: LedgerDb,
  of: OfPlan,
  {
    list,
    part,
    at,
    printed,
  }: {
    readonly list: readonly ListedPaper[];
    readonly part: number;
    readonly at: Date;
    readonly printed: PrintedList;
  },
): AsyncGenerator<PackedFile> {
  const whole = (path: string, bytes: Uint8Array, packed: boolean): PackedFile => ({
    ...{ path, at, packed },
    chunks: (async function* () {
      yield Promise.resolve(bytes);
    })(),
  });
  yield whole('Mục lục văn bản.docx', printed.docx, true);
  yield whole('Mục lục văn bản.csv', Buffer.from(listText(list), 'utf8'), false);
  for (const paper of list.filter((one) => one.part === part)) {
    yield {
      path: paper.path,
      at,
      packed: !/\.(?:csv|txt|md)$/i.test(paper.path),
      chunks: checked(paperBytes(db, of, paper.source), paper.sha256),
    };
  }
}

async function* checked(chunks: AsyncIterable<Buffer>, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256)
    throw new Error('a paper is not what the list of its file says');
}
