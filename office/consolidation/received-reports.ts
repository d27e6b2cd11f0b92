import { decimal } from '../../domain/decimal.js';
import type { Instant } from '../../domain/day.js';
import type { AgencyKind } from '../../domain/agency-kinds.js';
import type { FigureSource } from '../../domain/merge.js';
import type { LedgerDb } from '../../db/connection.js';
import { BY_AGENCY_NAME, obligationsOfAgencies } from '../../db/joined.js';
import { countedStates } from './counted-states.js';
import { cyclesOfReport } from './cycles-of-report.js';

/** The latest version of one agency's report. */
export interface ReceivedReport {
  readonly obligationId: string;
  readonly agencyId: string;
  readonly agency: string;
  readonly agencyKind: AgencyKind;
  readonly agencyTags: string[];
  readonly version: number;
  readonly receivedOrder: number;
  readonly receivedAt: Instant;
  readonly senderName: string;
  readonly figures: Readonly<Record<string, string>>;
  readonly nilCodes: string[];
  /** By code: the word that makes a figure inexact. */
  readonly approximate: Readonly<Record<string, string>>;
  readonly narrative: Readonly<Record<string, string>>;
}

/** The latest version of every report that counts (`countedStates`), of the cycles whose reports make one; by agency. */
export async function receivedReports(
  db: LedgerDb,
  { officeId, cycleId }: { readonly officeId: string; readonly cycleId: string },
): Promise<readonly ReceivedReport[]> {
  return obligationsOfAgencies(db)
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.office_id', '=', 'obligation.office_id')
        .onRef('submission.obligation_id', '=', 'obligation.id')
        .onRef('submission.version', '=', 'obligation.version'),
    )
    .select([
      'obligation.id as obligationId',
      'obligation.agency_id as agencyId',
      'agency.name as agency',
      'agency.kind as agencyKind',
      'agency.tags as agencyTags',
      'submission.version',
      'submission.received_order as receivedOrder',
      'submission.received_at as receivedAt',
      'submission.sender_name as senderName',
      'submission.figures',
      'submission.nil_codes as nilCodes',
      'submission.approximate',
      'submission.narrative',
    ])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.cycle_id', 'in', cyclesOfReport(db, { officeId, cycleId }))
    .where('obligation.state', 'in', await countedStates(db, officeId))
    .orderBy(BY_AGENCY_NAME)
    .execute();
}

/** Reports as the rule that merges figures takes them. */
export function figureSourcesOf(reports: readonly ReceivedReport[]): FigureSource[] {
  return reports.map((report) => ({
    obligationId: report.obligationId,
    agency: report.agency,
    agencyKind: report.agencyKind,
    agencyTags: report.agencyTags,
    version: report.version,
    receivedOrder: report.receivedOrder,
    values: Object.fromEntries(
      Object.entries(report.figures).map(([code, value]) => [code, decimal(value)]),
    ),
    nil: report.nilCodes,
    approximate: Object.keys(report.approximate),
  }));
}
