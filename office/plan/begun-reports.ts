import { sql } from 'kysely';
import { obligationsInCycles } from '../../db/joined.js';
import type { BegunReport } from '../../domain/amendment/tellings.js';
import type { OfficeScope } from '../scope.js';

/** A report that is begun or sent, with its cycle and how often its ladder was armed. */
export interface BegunRow extends BegunReport {
  readonly cycleId: string;
  readonly epoch: number;
}

/** The reports of some cycles that take any which agencies have begun to type or have sent. */
export async function begunReports(
  { trx, officeId }: OfficeScope,
  cycleIds: readonly string[],
): Promise<readonly BegunRow[]> {
  if (cycleIds.length === 0) return [];
  return obligationsInCycles(trx)
    .leftJoin('form_draft', (join) =>
      join
        .onRef('form_draft.office_id', '=', 'obligation.office_id')
        .onRef('form_draft.obligation_id', '=', 'obligation.id'),
    )
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'obligation.office_id')
        .onRef('agency.id', '=', 'obligation.agency_id'),
    )
    .select([
      'obligation.id as dutyId',
      'obligation.cycle_id as cycleId',
      'obligation.agency_id as agencyId',
      'obligation.epoch',
      'obligation.state',
      'agency.kind',
      'agency.tags',
      sql<boolean>`form_draft.obligation_id is not null`.as('typed'),
    ])
    .where('obligation.office_id', '=', officeId)
    .where(sql<boolean>`cycle.id = any(${[...cycleIds]}::uuid[])`)
    .where('cycle.edits_closed_at', 'is', null)
    .where('cycle.cancelled_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('form_draft.obligation_id', 'is not', null),
        eb('obligation.state', '=', 'submitted' as const),
      ]),
    )
    .where('obligation.chased', '=', true)
    .orderBy('obligation.id')
    .execute();
}
