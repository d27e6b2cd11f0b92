import { sql } from 'kysely';
import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { isAsAgreed } from '../../domain/signed-check.js';
import type { SignedCheck } from '../../domain/signed-check.js';
import type { LedgerDb } from '../../db/connection.js';
import { isRegisteredAs } from '../../domain/paper.js';
import type { Paper } from '../../domain/paper.js';
import { wholeNumber } from '../../domain/paper-number.js';
import { refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { saveObligations } from '../counting/obligation-rows.js';
import { sha256Of } from '../digest.js';
import { CYCLE_ORDER, holdObligations } from '../lock-order.js';
import { pokeCycle, pokeCycles } from '../poke.js';
import type { OfficeScope } from '../scope.js';
import { changePaper, lockPaper } from './change-paper.js';
import type { OnPaper } from './change-paper.js';
import { setSettings } from '../directory/directory.js';
import { documentOf } from './document-row.js';
import type { DocumentRow } from './document-row.js';
import { contentOf } from './frozen-content.js';
import { headPrinted } from './head-view.js';
import { goneFromLetter } from './letters.js';
import { copiesBeside } from './recipients.js';

/** The clerk enters number and date after signing, and attaches the signed PDF. */
export async function numberPaper(
  scope: OfficeScope,
  input: OnPaper & {
    readonly number: string;
    readonly issuedOn: Day;
    readonly signedPdf: { readonly fileName: string; readonly bytes: Buffer } | null;
    /** The clerk means another symbol than the paper's. */
    readonly otherSymbol?: boolean;
    /** What the file says beside the paper; null where nobody has looked. */
    readonly check?: SignedCheck | null;
  },
): ActResult {
  const paper = await lockPaper(scope, input.documentId);
  if (paper === null) return refuse('NOT_FOUND');
  const { number, issuedOn, signedPdf, otherSymbol = false, check = null } = input;
  if (signedPdf !== null && !isPdf(signedPdf.bytes)) return refuse('PDF_INVALID');
  const symbol = await symbolOf(scope.trx, paper);
  const whole = wholeNumber({ number, issuedOn, symbol, otherSymbol, notBefore: null });
  const staysRegistered = isRegisteredAs(
    { number: paper.number, issuedOn: paper.issued_on },
    { number: whole.ok ? whole.value : number, issuedOn },
  );
  return changePaper(scope, paper, {
    command: {
      type: 'register',
      number,
      issuedOn,
      symbol,
      otherSymbol,
      notBefore: await notBefore(scope, paper),
      signedPdfSha256: signedPdf === null ? null : sha256Of(signedPdf.bytes),
    },
    act: 'numberPaper',
    seen: input.seen ?? null,
    details: { number, issuedOn },
    set: signedFile(staysRegistered, signedPdf, check),
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
    differencesSeen = false,
    copy,
  }: OnPaper & {
    readonly staffId: string;
    readonly channel: string;
    /** The clerk has seen in what the signed PDF differs, or that nobody could read it. */
    readonly differencesSeen?: boolean | undefined;
    /** Whether a copy goes by mail as well; left out: as the officer has chosen. */
    readonly copy?: boolean | undefined;
  },
): ActResult {
  let onward: readonly string[] = [];
  const isGuidance = await holdGuidance(scope, documentId);
  const paper = await lockPaper(scope, documentId, async (found) => {
    onward = await holdOnward(scope, found);
  });
  if (paper === null) return refuse('NOT_FOUND');
  const changed = await changePaper(scope, paper, {
    command: {
      type: 'release',
      reportedSince: (await namesIn(scope, paper)).gone,
      unseenDifferences: !differencesSeen && hasDifferences(paper),
    },
    act: 'releasePaper',
    seen,
    details: { channel, ...(hasDifferences(paper) ? { differencesSeen } : {}) },
    set: { released_by: staffId, ...(copy === undefined ? {} : { copy_wanted: copy }) },
  });
  if (!changed.ok) return changed;
  // What goes to several by a copy each has gone up when the last of them has.
  const copies = await copiesBeside(scope, paper);
  const allOut = copies.every(
    ({ id, state }) => id === paper.id || state === 'released' || state === 'acknowledged',
  );
  if (allOut) await settleOnward(scope, onward);
  if (isGuidance) await noteGuidance(scope, changed.value);
  await pokeCycle(scope, paper.cycle_id);
  return changed;
}

/** Whether it is the guidance letter of a live office; then the office is held, which stands before papers (lock-order.ts). */
async function holdGuidance(scope: OfficeScope, documentId: string): Promise<boolean> {
  const { trx, officeId } = scope;
  const paper = await documentOf(trx, { officeId, documentId });
  // What a rehearsal released nobody has received.
  if (paper?.kind !== 'guidanceLetter' || scope.office.kind === 'rehearsal') return false;
  await trx
    .selectFrom('office')
    .select('id')
    .where('id', '=', officeId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return true;
}

/** From its release on the guidance letter is the one from which agencies know sender, domain and code. */
async function noteGuidance(
  scope: OfficeScope,
  { number, issuedOn }: Pick<Paper, 'number' | 'issuedOn'>,
): Promise<void> {
  if (number === null || issuedOn === null) return;
  await setSettings(scope, { guidance: { number, issuedOn } });
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

/** The signed file goes with the number and date it was signed under, and so does what was found in it. */
function signedFile(
  staysRegistered: boolean,
  given: { readonly fileName: string; readonly bytes: Buffer } | null,
  check: SignedCheck | null,
) {
  if (given === null) {
    return staysRegistered ? {} : { signed_pdf: null, signed_pdf_name: null, signed_check: null };
  }
  return {
    signed_pdf: given.bytes,
    signed_pdf_name: given.fileName,
    signed_check: check === null ? null : JSON.stringify(check),
  };
}

/** What follows the number on a paper. */
async function symbolOf(db: LedgerDb, paper: DocumentRow): Promise<string> {
  const { content } = await contentOf(db, paper);
  return headPrinted(content).docSymbol;
}

/** No paper is older than its plan or its approval. */
async function notBefore(scope: OfficeScope, paper: DocumentRow): Promise<Day | null> {
  const { identity } = await scope.trx
    .selectFrom('plan')
    .select('identity')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', paper.plan_id)
    .executeTakeFirstOrThrow();
  const today = dayAt(scope.now);
  const days = [identity.issuedOn, paper.approved_at === null ? null : dayAt(paper.approved_at)];
  // A plan that is dated in the future says nothing about papers of today.
  return days.reduce<Day | null>(
    (latest, one) =>
      one !== null && one <= today && (latest === null || one > latest) ? one : latest,
    null,
  );
}

/** Whether the clerk has to look: the PDF says something else; where it alone proves the agreement, also when nobody could read it. */
function hasDifferences({ signed_check: check, outside }: DocumentRow): boolean {
  if (check === null) return outside;
  return check.state === 'unchecked' ? outside : !isAsAgreed(check);
}

async function namesIn(scope: OfficeScope, paper: DocumentRow) {
  return paper.kind === 'urgingLetter'
    ? goneFromLetter(scope, { cycleId: paper.cycle_id, agencyIds: paper.agency_ids })
    : { gone: [], left: [] };
}

/** Holds the standing body's own duties to report upward, which a report settles when it leaves; the ids of their cycles. */
async function holdOnward(scope: OfficeScope, { kind, cycle_id }: DocumentRow): Promise<string[]> {
  if (kind !== 'consolidatedReport') return [];
  const cycles = await scope.trx
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('feeds_from', '=', cycle_id)
    .where('closed_at', 'is', null)
    .orderBy(CYCLE_ORDER)
    .orderBy('id')
    .forKeyShare()
    .execute();
  const ids = cycles.map(({ id }) => id);
  await holdObligations(scope, ids);
  return ids;
}

/** The report that left settles the standing body's own duties to report upward. */
async function settleOnward(scope: OfficeScope, cycleIds: readonly string[]): Promise<void> {
  const rows = await scope.trx
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where(sql<boolean>`cycle_id = any(${[...cycleIds]}::uuid[])`)
    .where('state', '=', 'expected')
    .orderBy('id')
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
  await pokeCycles(scope, cycleIds);
}

function isPdf(bytes: Buffer): boolean {
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-';
}
