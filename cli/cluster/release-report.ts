import { setTimeout as delay } from 'node:timers/promises';
import { dayAt } from '../../domain/day.js';
import { acceptReports } from '../../office/collection/report.js';
import { closeCollection } from '../../office/cycle/cycle.js';
import { approvePaper } from '../../office/paper/approval.js';
import { submitForApproval } from '../../office/paper/put-forward.js';
import { numberPaper, releasePaper } from '../../office/paper/release.js';
import type { Ledger, OfficeScope } from '../../office/scope.js';
import { valueOf } from '../invented-plan.js';
import type { WaveOffice } from '../chaos/wave-office.js';

const DRAFTED_WITHIN_MS = 60_000;
const LOOK_MS = 250;
/** The smallest file that is a PDF: nobody signs in a cluster that is tried. */
const SIGNED = Buffer.from('%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** Takes the reports in, closes collection, and brings the report that the workflow drafts to its release; answers its state. */
export async function releaseReport(ledger: Ledger, office: WaveOffice): Promise<string> {
  const { officeId } = office;
  const { id: cycleId } = await ledger.db
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow();
  const { id: staffId } = await ledger.db
    .selectFrom('staff')
    .select('id')
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow();
  await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    valueOf(await acceptReports(scope, { cycleId }));
    valueOf(await closeCollection(scope, { cycleId }));
  });
  const documentId = await draftedReport(ledger, officeId);
  if (documentId === null) return 'not drafted';
  const act = async (work: (scope: OfficeScope) => Promise<unknown>): Promise<void> => {
    await ledger.inOffice({ officeId, actor: 'system' }, work);
  };
  await act(async (scope) => valueOf(await submitForApproval(scope, { documentId })));
  await act(async (scope) => valueOf(await approvePaper(scope, { documentId, staffId })));
  await act(async (scope) =>
    valueOf(
      await numberPaper(scope, {
        documentId,
        number: '01/BC-UBND',
        issuedOn: dayAt(scope.now),
        signedPdf: { fileName: 'ban-ky.pdf', bytes: SIGNED },
      }),
    ),
  );
  await act(async (scope) =>
    valueOf(await releasePaper(scope, { documentId, staffId, channel: 'document-system' })),
  );
  const { state } = await ledger.db
    .selectFrom('document')
    .select('state')
    .where('office_id', '=', officeId)
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  return state;
}

/** The report once the cycle's workflow has drafted it; null if it does not in time. */
async function draftedReport(ledger: Ledger, officeId: string): Promise<string | null> {
  const until = Date.now() + DRAFTED_WITHIN_MS;
  while (Date.now() < until) {
    const row = await ledger.db
      .selectFrom('document')
      .select('id')
      .where('office_id', '=', officeId)
      .where('kind', '=', 'consolidatedReport')
      .where('state', '=', 'draft')
      .executeTakeFirst();
    if (row !== undefined) return row.id;
    await delay(LOOK_MS);
  }
  return null;
}
