import type { LedgerDb } from '../../db/connection.js';
import { BY_AGENCY_NAME, obligationsOfAgencies } from '../../db/joined.js';
import { cyclesOfReport } from './cycles-of-report.js';

/** A report that came and does not count: not yet checked, or sent back and not sent again. */
export interface WaitingReport {
  readonly obligationId: string;
  readonly why: 'checking' | 'supplementing';
}

/** What came and is neither counted nor missing, of the cycles whose reports make one; by agency. */
export async function waitingReports(
  db: LedgerDb,
  {
    officeId,
    cycleId,
    counted,
  }: {
    readonly officeId: string;
    readonly cycleId: string;
    readonly counted: readonly string[];
  },
): Promise<readonly (WaitingReport & { readonly agency: string })[]> {
  const rows = await obligationsOfAgencies(db)
    .select(['obligation.id as obligationId', 'obligation.state', 'agency.name as agency'])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.cycle_id', 'in', cyclesOfReport(db, { officeId, cycleId }))
    .where('obligation.version', '>', 0)
    .where('obligation.state', 'in', ['submitted', 'returned'])
    .orderBy(BY_AGENCY_NAME)
    .execute();
  return rows.flatMap(
    ({ obligationId, state, agency }): (WaitingReport & { readonly agency: string })[] => {
      if (state === 'returned') return [{ obligationId, agency, why: 'supplementing' }];
      return counted.includes(state) ? [] : [{ obligationId, agency, why: 'checking' }];
    },
  );
}

/** The figures of each report that is being supplemented as they were accepted last, by obligation; none for one never accepted. */
export async function lastAccepted(
  db: LedgerDb,
  officeId: string,
  obligationIds: readonly string[],
): Promise<
  ReadonlyMap<
    string,
    {
      readonly version: number;
      readonly figures: Readonly<Record<string, string>>;
      readonly nilCodes: readonly string[];
    }
  >
> {
  if (obligationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('submission')
    .select(['obligation_id', 'version', 'figures', 'nil_codes as nilCodes'])
    .where('office_id', '=', officeId)
    .where('obligation_id', 'in', [...obligationIds])
    .where('accepted_at', 'is not', null)
    .orderBy('version')
    .execute();
  return new Map(rows.map(({ obligation_id, ...row }) => [obligation_id, row]));
}
