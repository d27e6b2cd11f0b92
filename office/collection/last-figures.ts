import type { Day } from '../../domain/day.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';

/** The figures of the report an agency sent for the period before, by indicator, as stored. */
export interface LastFigures {
  readonly periodFrom: Day | null;
  readonly periodTo: Day | null;
  readonly figures: Readonly<Record<string, string>>;
  readonly nilCodes: readonly string[];
}

/** What the agency of an obligation reported for the latest period before it under the same duty; null where there is none. */
export async function lastFigures(
  db: LedgerDb,
  { officeId, obligationId }: { readonly officeId: string; readonly obligationId: string },
): Promise<LastFigures | null> {
  const asked = db
    .selectFrom('obligation as here')
    .innerJoin('cycle as present', (join) =>
      join
        .onRef('present.office_id', '=', 'here.office_id')
        .onRef('present.id', '=', 'here.cycle_id'),
    )
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'here.office_id')
        .onRef('obligation.agency_id', '=', 'here.agency_id'),
    )
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'obligation.office_id')
        .onRef('cycle.id', '=', 'obligation.cycle_id')
        .onRef('cycle.requirement_id', '=', 'present.requirement_id')
        .onRef('cycle.target_at', '<', 'present.target_at'),
    )
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.office_id', '=', 'obligation.office_id')
        .onRef('submission.obligation_id', '=', 'obligation.id')
        .onRef('submission.version', '=', 'obligation.version'),
    )
    .select([
      'cycle.period_from as periodFrom',
      'cycle.period_to as periodTo',
      'submission.figures',
      'submission.nil_codes as nilCodes',
    ])
    .where('here.office_id', '=', officeId)
    .where('here.id', '=', obligationId)
    .where('obligation.state', 'in', ['submitted', 'accepted'])
    .orderBy('cycle.target_at', 'desc')
    .limit(1);
  const [row] = await keptRows(db, asked);
  return row ?? null;
}
