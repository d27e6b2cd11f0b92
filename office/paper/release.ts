import { sql } from 'kysely';
import type { Day } from '../../domain/day.js';
import { isRegisteredAs } from '../../domain/paper.js';
import { refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { saveObligations } from '../counting/obligation-rows.js';
import { sha256Of } from '../digest.js';
import { CYCLE_ORDER, holdObligations } from '../lock-order.js';
import { pokeCycle, pokeCycles } from '../poke.js';
import type { OfficeScope } from '../scope.js';
import { changePaper, lockPaper } from './change-paper.js';
import type { OnPaper } from './change-paper.js';
import type { DocumentRow } from './document-row.js';
import { goneFromLetter } from './letters.js';
import { copiesBeside } from './recipients.js';

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
    set: signedFile(
      isRegisteredAs({ number: paper.number, issuedOn: paper.issued_on }, input),
      signedPdf,
    ),
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
  let onward: readonly string[] = [];
  const paper = await lockPaper(scope, documentId, async (found) => {
    onward = await holdOnward(scope, found);
  });
  if (paper === null) return refuse('NOT_FOUND');
  const changed = await changePaper(scope, paper, {
    command: { type: 'release', reportedSince: (await namesIn(scope, paper)).gone },
    act: 'releasePaper',
    seen,
    details: { channel },
    set: { released_by: staffId },
  });
  if (!changed.ok) return changed;
  // What goes to several by a copy each has gone up when the last of them has.
  const copies = await copiesBeside(scope, paper);
  const allOut = copies.every(
    ({ id, state }) => id === paper.id || state === 'released' || state === 'acknowledged',
  );
  if (allOut) await settleOnward(scope, onward);
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

/** The signed file goes with the number and date it was signed under. */
function signedFile(
  staysRegistered: boolean,
  given: { readonly fileName: string; readonly bytes: Buffer } | null,
) {
  if (given !== null) return { signed_pdf: given.bytes, signed_pdf_name: given.fileName };
  return staysRegistered ? {} : { signed_pdf: null, signed_pdf_name: null };
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
