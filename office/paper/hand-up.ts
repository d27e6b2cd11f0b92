import { sql } from 'kysely';
import type { PaperContent } from '../../documents/paper-shapes.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import type { DutyAbove } from '../../db/tables/handed-up.js';
import { dayAt, plusMs } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { nextTry } from '../../domain/handing-up.js';
import type { HandedReport } from '../../domain/handing-up.js';
import type { PaperKind } from '../../domain/paper.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { sha256Of } from '../digest.js';
import { tellRole } from '../reminding/notices.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { lockPaper } from './change-paper.js';
import { documentOf, IS_NEWER } from './document-row.js';
import { contentOf } from './frozen-content.js';
import { acknowledgePaper } from './release.js';

/** By which link of ours the office above takes our reports; null takes it away. */
export async function setUpwardLine(
  scope: OfficeScope,
  line: { readonly address: string; readonly token: string } | null,
): ActResult {
  const { trx, officeId } = scope;
  if (line === null) {
    await trx.deleteFrom('upward_line').where('office_id', '=', officeId).execute();
  } else {
    await trx
      .insertInto('upward_line')
      .values({ office_id: officeId, ...line })
      .onConflict((conflict) => conflict.column('office_id').doUpdateSet(line))
      .execute();
  }
  await record(scope, 'setUpwardLine', `office:${officeId}`, { active: line !== null });
  return ok({});
}

/** Hands a released report to the office above; chosen again, it goes to the duty that was named. */
export async function handUp(
  scope: OfficeScope,
  { documentId, dutyId }: { readonly documentId: string; readonly dutyId: string | null },
): ActResult {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if (scope.office.kind === 'rehearsal') return refuse('REHEARSAL_READ_ONLY');
  const isOut = paper.state === 'released' || paper.state === 'acknowledged';
  if (paper.kind !== 'consolidatedReport' || !isOut) return refuse('PAPER_STATE');
  if ((await upwardAddress(scope.trx, scope.officeId)) === null) return refuse('NO_UPWARD_LINE');
  // What is only tried here would count as a report up there.
  if (scope.office.opened_at === null) return refuse('OFFICE_PREPARED');
  const waiting = {
    state: 'waiting' as const,
    duty_id: dutyId,
    duties: null,
    try_at: scope.realNow,
    tries: 0,
    problem: null,
    changed_at: scope.realNow,
  };
  const begun = await scope.trx
    .insertInto('handed_up')
    .values({ office_id: scope.officeId, document_id: documentId, ...waiting })
    .onConflict((conflict) =>
      conflict
        .columns(['office_id', 'document_id'])
        .doUpdateSet(waiting)
        // What is there already is not sent once more.
        .where('handed_up.state', 'in', ['unclear', 'refused']),
    )
    .returning('document_id')
    .executeTakeFirst();
  if (begun === undefined) return refuse('PAPER_STATE');
  await record(scope, 'handUp', `document:${documentId}`, { kind: paper.kind });
  return ok({});
}

/** Sends a report that waits, or asks after one that has arrived, now and not at its time. */
export async function askAbove(
  scope: OfficeScope,
  { documentId }: { readonly documentId: string },
): ActResult {
  if ((await lockPaper(scope, documentId)) === null) return refuse('NOT_FOUND');
  const asked = await scope.trx
    .updateTable('handed_up')
    .set({ try_at: scope.realNow })
    .where('office_id', '=', scope.officeId)
    .where('document_id', '=', documentId)
    .where('state', 'in', ['waiting', 'received'])
    .returning('document_id')
    .executeTakeFirst();
  if (asked === undefined) return refuse('PAPER_STATE');
  await record(scope, 'askAbove', `document:${documentId}`);
  return ok({});
}

/** What the office above answers; `unreachable` is no answer at all. */
export type AnswerAbove =
  | { readonly kind: 'unclear'; readonly duties: readonly DutyAbove[] }
  | {
      readonly kind: 'received' | 'accepted' | 'returned';
      readonly at: Instant | null;
      readonly reason: string | null;
    }
  | { readonly kind: 'refused' | 'unreachable'; readonly problem: string };

/** The office above, as the one below speaks to it. */
export interface OfficeAbove {
  send(line: UpwardLine, report: HandedReport, files: readonly HandedFile[]): Promise<AnswerAbove>;
  ask(line: UpwardLine, sha256: string): Promise<AnswerAbove>;
}

export interface UpwardLine {
  readonly address: string;
  readonly token: string;
}

export interface HandedFile {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** Longer than any answer is waited for: whoever died while sending is followed by another try. */
const TAKEN_MS = 2 * 60_000;
/** How often it is asked what became of a report that has arrived. */
const ASK_AGAIN_MS = 10 * 60_000;

interface DueReport extends UpwardLine {
  readonly officeId: string;
  readonly documentId: string;
  readonly state: 'waiting' | 'received';
  readonly dutyId: string | null;
  readonly tries: number;
}

/** So many reports are seen to in one go. */
const AT_MOST = 5;

/**
 * Sends what waits, and asks after what has arrived; what does not go comes again. Answers how many it saw
 * to. One whose answer cannot be dealt with holds up no other; the errors are thrown together in the end.
 */
export async function seeToHandedUp(
  ledger: Ledger,
  above: OfficeAbove,
  clock: { now(): Instant },
): Promise<number> {
  const failures: unknown[] = [];
  let seen = 0;
  // One after the other: of several taken at once the last would be another process's before its turn came.
  for (; seen < AT_MOST; seen += 1) {
    const one = await takeDue(ledger.db, clock.now());
    if (one === null) break;
    try {
      const answer = await answerTo(ledger.db, above, one);
      await ledger.inOffice({ officeId: one.officeId, actor: 'system' }, async (scope) => {
        await settle(scope, one, answer);
      });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'reports could not be seen to');
  return seen;
}

/** The one that is due first, put off so far that no other process sees to it meanwhile; null when none is. */
async function takeDue(db: LedgerDb, now: Instant): Promise<DueReport | null> {
  const { rows } = await sql<DueReport>`
    update handed_up h set try_at = ${plusMs(now, TAKEN_MS)}
      from upward_line l
     where l.office_id = h.office_id and (h.office_id, h.document_id) in (
       select d.office_id, d.document_id from handed_up d
         join upward_line on upward_line.office_id = d.office_id
        where d.try_at <= ${now} and d.state in ('waiting', 'received')
        order by d.try_at limit 1 for update of d skip locked)
    returning h.office_id as "officeId", h.document_id as "documentId", h.state,
      h.duty_id as "dutyId", h.tries, l.address, l.token`.execute(db);
  return rows[0] ?? null;
}

async function answerTo(db: LedgerDb, above: OfficeAbove, due: DueReport): Promise<AnswerAbove> {
  const { officeId, documentId, dutyId } = due;
  const document = await documentOf(db, { officeId, documentId });
  const { number, issued_on: issuedOn, content_sha256: sha256 } = document ?? {};
  if (document === null || number == null || issuedOn == null || sha256 == null) {
    return { kind: 'refused', problem: 'Văn bản chưa có số, ngày.' };
  }
  const known = await knownAboveAs(db, { officeId, documentId, sha256 });
  if (due.state === 'received') return above.ask(due, known);
  const { content } = await contentOf(db, document);
  const office = await db
    .selectFrom('office')
    .select('name')
    .where('id', '=', officeId)
    .executeTakeFirstOrThrow();
  const pdf = await db
    .selectFrom('document')
    .select(['signed_pdf as bytes', 'signed_pdf_name as fileName'])
    .where('office_id', '=', officeId)
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  const files =
    pdf.bytes === null ? [] : [{ fileName: pdf.fileName ?? 'bao-cao.pdf', bytes: pdf.bytes }];
  const head = { sha256: known, dutyId, from: office.name, number, issuedOn };
  return above.send(due, { ...head, ...whatItSays(content) }, files);
}

/**
 * By what the office above knows a report: the hash of its content, which number and date are no part of. One
 * that says word for word what went up before it (sent back for its signature alone) would be taken for that.
 */
async function knownAboveAs(
  db: LedgerDb,
  {
    sha256,
    ...of
  }: { readonly officeId: string; readonly documentId: string; readonly sha256: string },
): Promise<string> {
  const before = await db
    .selectFrom('handed_up')
    .innerJoin('document', (join) =>
      join
        .onRef('document.office_id', '=', 'handed_up.office_id')
        .onRef('document.id', '=', 'handed_up.document_id'),
    )
    .select('document.id')
    .where('handed_up.office_id', '=', of.officeId)
    .where('document.id', '!=', of.documentId)
    .where('document.content_sha256', '=', sha256)
    .where('document.released_at', '<', (eb) =>
      eb
        .selectFrom('document as mine')
        .select('mine.released_at')
        .where('mine.office_id', '=', of.officeId)
        .where('mine.id', '=', of.documentId),
    )
    .limit(1)
    .executeTakeFirst();
  return before === undefined ? sha256 : sha256Of(Buffer.from(`${sha256}/${of.documentId}`));
}

function whatItSays(
  content: PaperContent,
): Pick<HandedReport, 'signer' | 'period' | 'figures' | 'narrative'> {
  if (content.kind !== 'consolidatedReport') throw new Error('a letter is not handed up');
  const { issuer, period, figures, sections } = content.report;
  return {
    signer: issuer.signerName,
    period,
    figures: figures.flatMap(({ code, total, approximate = 0 }) =>
      total === null ? [] : [{ code, total, ...(approximate > 0 ? { approximate: true } : {}) }],
    ),
    narrative: sections.map(({ heading, paragraphs }) => ({
      heading,
      text: paragraphs.map(({ text }) => text).join('\n'),
    })),
  };
}

async function settle(scope: OfficeScope, due: DueReport, answer: AnswerAbove): Promise<void> {
  const { documentId } = due;
  const now = scope.realNow;
  const set = (change: {
    readonly state?: 'unclear' | 'received' | 'accepted' | 'returned' | 'refused';
    readonly try_at: Instant | null;
    readonly tries?: number;
    readonly problem?: string | null;
    readonly duties?: string | null;
  }) =>
    scope.trx
      .updateTable('handed_up')
      .set({ changed_at: now, ...change })
      .where('office_id', '=', scope.officeId)
      .where('document_id', '=', documentId)
      .execute();
  switch (answer.kind) {
    case 'unreachable':
      await set({
        try_at: nextTry(now, due.tries),
        tries: due.tries + 1,
        problem: answer.problem,
      });
      return;
    case 'refused':
      await set({ state: 'refused', try_at: null, problem: answer.problem });
      return;
    case 'unclear':
      await set({
        ...{ state: 'unclear', try_at: null, problem: null },
        duties: JSON.stringify(answer.duties),
      });
      return;
    case 'received':
      await set({
        ...{ state: 'received', problem: null, tries: 0, duties: null },
        try_at: plusMs(now, ASK_AGAIN_MS),
      });
      return;
    case 'returned':
      await set({ state: 'returned', try_at: null, problem: answer.reason });
      await tellReturned(scope, documentId, answer.reason);
      return;
    case 'accepted':
      // Its acceptance is the acknowledgement; one that the clerk has entered already stays.
      await acknowledgePaper(scope, { documentId, on: dayAt(answer.at ?? scope.now) });
      await set({ state: 'accepted', try_at: null, problem: null });
  }
}

/** The officers hear why the office above sent a report back. */
async function tellReturned(
  scope: OfficeScope,
  documentId: string,
  reason: string | null,
): Promise<void> {
  const paper = await documentOf(scope.trx, { officeId: scope.officeId, documentId });
  if (paper === null) return;
  await tellRole(scope, 'officer', [
    {
      // A report is returned once: what is mended goes up as another one.
      key: `desk/returnedAbove/${documentId}`,
      name: 'returnedAbove',
      planId: paper.plan_id,
      cycleId: paper.cycle_id,
      documentId,
      data: { number: paper.number ?? '', reason: reason ?? '' },
    },
  ]);
}

/**
 * The reports that are not with the office above although they were handed to it: refused, waiting for a person to
 * say for which duty they are, or sent back and not drafted anew yet.
 */
export async function notAbove(db: LedgerDb, { officeId }: { readonly officeId: string }) {
  return keptRows(
    db,
    sql<{
      readonly documentId: string;
      readonly planId: string;
      readonly cycleId: string;
      readonly kind: PaperKind;
      readonly title: string;
    }>`
    select d.id as "documentId", d.plan_id as "planId", d.cycle_id as "cycleId", d.kind,
           coalesce(c.report_name, r.report_name) as title
      from handed_up h
      join document d on d.office_id = h.office_id and d.id = h.document_id
      join cycle c on c.office_id = d.office_id and c.id = d.cycle_id
      join requirement r on r.office_id = c.office_id and r.id = c.requirement_id
     where h.office_id = ${officeId}
       and (h.state in ('refused', 'unclear')
            or (h.state = 'returned' and not exists (select 1 from document n where ${IS_NEWER})))`,
  );
}

/** Where the office above takes our reports; null where there is none. */
export async function upwardAddress(db: LedgerDb, officeId: string): Promise<string | null> {
  const line = await db
    .selectFrom('upward_line')
    .select('address')
    .where('office_id', '=', officeId)
    .executeTakeFirst();
  return line?.address ?? null;
}

/** How a report handed to the office above stands, and whether there is one to hand it to. */
export async function handedUpOf(
  db: LedgerDb,
  { officeId, documentId }: { readonly officeId: string; readonly documentId: string },
) {
  const row = await db
    .selectFrom('handed_up')
    .select(['state', 'duties', 'problem', 'changed_at as changedAt'])
    .where('office_id', '=', officeId)
    .where('document_id', '=', documentId)
    .executeTakeFirst();
  return {
    to: await upwardAddress(db, officeId),
    standing:
      row === undefined ? null : { ...row, duties: row.duties === null ? [] : [...row.duties] },
  };
}
