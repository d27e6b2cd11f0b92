import type { LedgerDb } from '../../db/connection.js';
import { dutiesOfAgencies, reportNameOfCycle } from '../../db/joined.js';
import { shownDue } from '../../domain/amendment/shown-due.js';
import type { Instant } from '../../domain/day.js';
import { dutyFor, inFormOf } from '../../domain/handing-up.js';
import type { HandedReport, OpenDuty } from '../../domain/handing-up.js';
import { ok, refuse } from '../../domain/result.js';
import type { ReportAttachment } from '../../domain/schemas/report-content.js';
import type { ActResult } from '../act-result.js';
import type { OfficeScope } from '../scope.js';
import { submitReport } from './report.js';
import { formRow } from './report-form.js';

/** What became of a report that was handed up. */
export type Taken =
  | { readonly state: 'unclear'; readonly duties: readonly OpenDuty[] }
  | {
      readonly state: 'received' | 'accepted' | 'returned';
      readonly dutyId: string;
      readonly at: Instant | null;
      readonly reason: string | null;
    };

/** A report of the office below, taken as its agency's; one that was taken before is answered as it stands. */
export async function takeHandedUp(
  scope: OfficeScope,
  {
    agencyId,
    handed,
    attachments,
  }: {
    readonly agencyId: string;
    readonly handed: HandedReport;
    readonly attachments: readonly ReportAttachment[];
  },
): ActResult<Taken> {
  const { trx, officeId } = scope;
  const before = await handedUpState(trx, { officeId, agencyId, sha256: handed.sha256 });
  if (before !== null) return ok(before);
  const duties = await openDuties(scope, agencyId);
  if (duties.length === 0) return refuse('NOT_OWED');
  const duty = dutyFor(handed, duties);
  if (duty === null) return ok({ state: 'unclear', duties });
  const asked = await formRow(trx, { officeId, obligationId: duty.id });
  if (asked === null) return refuse('NOT_FOUND');
  const { figures, narrative } = inFormOf(handed, asked.form);
  const taken = await submitReport(scope, {
    obligationId: duty.id,
    sending: sendingOf(handed.sha256),
    content: {
      figures,
      narrative,
      nilCodes: [],
      nil: false,
      secretPartApart: false,
      documentNumber: handed.number,
      documentDate: handed.issuedOn,
      signer: handed.signer,
      senderName: handed.from,
      channel: 'dondoc',
      attachments: [...attachments],
    },
  });
  if (!taken.ok) return taken;
  return ok({ state: 'received', dutyId: duty.id, at: scope.now, reason: null });
}

/** How a report that was handed up stands, by the hash of its content; null where it was not taken. */
export async function handedUpState(
  db: LedgerDb,
  where: { readonly officeId: string; readonly agencyId: string; readonly sha256: string },
): Promise<Exclude<Taken, { state: 'unclear' }> | null> {
  const row = await db
    .selectFrom('submission')
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'submission.office_id')
        .onRef('obligation.id', '=', 'submission.obligation_id'),
    )
    .select(['obligation.id as dutyId', 'obligation.state', 'obligation.reason'])
    .select(['obligation.accepted_at as acceptedAt', 'obligation.version as latest'])
    .select(['submission.version', 'submission.received_at as receivedAt'])
    .where('submission.office_id', '=', where.officeId)
    .where('submission.sending', '=', sendingOf(where.sha256))
    .where('obligation.agency_id', '=', where.agencyId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { dutyId, state, reason, acceptedAt, receivedAt } = row;
  // A later version, by whatever way it came, is another report: what was decided is about that.
  if (row.latest !== row.version)
    return { state: 'received', dutyId, at: receivedAt, reason: null };
  if (state === 'accepted') return { state, dutyId, at: acceptedAt, reason: null };
  if (state === 'returned') return { state, dutyId, at: null, reason };
  return { state: 'received', dutyId, at: receivedAt, reason: null };
}

function sendingOf(sha256: string): string {
  return `dondoc/${sha256}`;
}

/** What an agency may report on now, the earliest due first. */
async function openDuties(
  { trx, officeId }: OfficeScope,
  agencyId: string,
): Promise<readonly OpenDuty[]> {
  const rows = await dutiesOfAgencies(trx)
    .select(['obligation.id', 'cycle.due_phrase as duePhrase', 'cycle.office_due as officeDue'])
    .select(['cycle.period_from as periodFrom', 'cycle.period_to as periodTo'])
    .select(reportNameOfCycle().as('name'))
    .where('obligation.office_id', '=', officeId)
    .where('obligation.agency_id', '=', agencyId)
    .where('obligation.state', 'in', ['expected', 'claimed', 'returned', 'submitted'])
    .where('cycle.opened_at', 'is not', null)
    .where('cycle.edits_closed_at', 'is', null)
    .where('cycle.cancelled_at', 'is', null)
    .orderBy('cycle.target_at')
    .orderBy('obligation.id')
    .execute();
  return rows.map(({ duePhrase, officeDue, ...row }) => ({
    ...row,
    duePhrase: shownDue(duePhrase, officeDue),
  }));
}
