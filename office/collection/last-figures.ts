import type { Day } from '../../domain/day.js';
import type { LedgerDb } from '../../db/connection.js';
import { obligationsInCycles } from '../../db/joined.js';

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
  const here = await obligationsInCycles(db)
    .select(['obligation.agency_id', 'cycle.requirement_id', 'cycle.target_at'])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.id', '=', obligationId)
    .executeTakeFirst();
  if (here === undefined) return null;
  const row = await obligationsInCycles(db)
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
    .where('obligation.office_id', '=', officeId)
    .where('obligation.agency_id', '=', here.agency_id)
    .where('obligation.state', 'in', ['submitted', 'accepted'])
    .where('cycle.requirement_id', '=', here.requirement_id)
    .where('cycle.target_at', '<', here.target_at)
    .orderBy('cycle.target_at', 'desc')
    .executeTakeFirst();
  return row ?? null;
}
