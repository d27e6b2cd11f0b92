import { sql } from 'kysely';
import { cyclesOfRequirements, reportNameOfCycle } from '../../db/joined.js';
import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { fatesOfDuties } from '../../domain/closing-agency.js';
import type { DutyFate } from '../../domain/closing-agency.js';
import type { ObligationRow } from '../counting/obligation-rows.js';
import { holdDutiesOf } from '../lock-order.js';
import { loadLadderContexts } from '../reminding/ladder-rows.js';
import type { LadderContext } from '../reminding/ladder-rows.js';
import type { OfficeScope } from '../scope.js';

/** One duty of an agency in a cycle that is not over. */
export interface OpenDuty {
  readonly row: ObligationRow;
  readonly ladder: LadderContext;
  readonly planTitle: string;
  readonly reportName: string;
  /** What others of those asked for have in the same cycle, by their ids; waived too. */
  readonly beside: ReadonlyMap<string, ObligationRow>;
}

/** One duty of an agency that ends, with its cycle and what becomes of it. */
export interface Ending extends OpenDuty {
  readonly fate: DutyFate;
  /** What the successor has in the same cycle; waived too. */
  readonly own: ObligationRow | null;
}

/** The duties of an agency in cycles that are not over and what becomes of each, all held with those of its successor; changes nothing. */
export async function endingDuties(
  scope: OfficeScope,
  {
    agencyId,
    successorId,
    on,
  }: { readonly agencyId: string; readonly successorId: string | null; readonly on: Day },
): Promise<readonly Ending[]> {
  const duties = await openDuties(scope, {
    agencyId,
    besideIds: successorId === null ? [] : [successorId],
  });
  const ownOf = ({ beside }: OpenDuty) =>
    successorId === null ? null : (beside.get(successorId) ?? null);
  const fates = fatesOfDuties(
    duties.map(({ row }) => ({
      id: row.id,
      cycleId: row.cycle_id,
      state: row.state,
      targetAt: row.target_at,
    })),
    {
      ...{ on, today: dayAt(scope.now) },
      successor:
        successorId === null
          ? null
          : {
              own: new Map(
                duties.flatMap((duty) => {
                  const own = ownOf(duty);
                  return own === null ? [] : [[duty.row.cycle_id, own] as const];
                }),
              ),
            },
    },
  );
  return duties.flatMap((duty) => {
    const fate = fates.get(duty.row.id);
    return fate === undefined ? [] : [{ ...duty, fate, own: ownOf(duty) }];
  });
}

/** The duties of an agency in cycles that are not over, held with those of the agencies beside it; changes nothing. */
export async function openDuties(
  scope: OfficeScope,
  { agencyId, besideIds }: { readonly agencyId: string; readonly besideIds: readonly string[] },
): Promise<readonly OpenDuty[]> {
  const { trx, officeId } = scope;
  const agencyIds = [agencyId, ...besideIds];
  await holdDutiesOf(scope, agencyIds);
  const cycles = await cyclesOfRequirements(trx)
    .innerJoin('plan', (join) =>
      join.onRef('plan.office_id', '=', 'cycle.office_id').onRef('plan.id', '=', 'cycle.plan_id'),
    )
    .selectAll('cycle')
    .select([reportNameOfCycle().as('reportName'), 'plan.title as planTitle'])
    .where('cycle.office_id', '=', officeId)
    .where('cycle.kind', '=', 'collect')
    .where('cycle.closed_at', 'is', null)
    .where('cycle.cancelled_at', 'is', null)
    .where('cycle.edits_closed_at', 'is', null)
    .where(
      sql<boolean>`exists (select 1 from obligation o where o.office_id = cycle.office_id
        and o.cycle_id = cycle.id and o.agency_id = ${agencyId})`,
    )
    .orderBy('cycle.target_at')
    .orderBy('cycle.id')
    .execute();
  const ladders = await loadLadderContexts(scope, cycles);
  const rows = await dutiesIn(scope, { cycleIds: cycles.map(({ id }) => id), agencyIds });
  return cycles.flatMap((cycle, nth) => {
    const inCycle = rows.filter(({ cycle_id }) => cycle_id === cycle.id);
    const row = inCycle.find(({ agency_id }) => agency_id === agencyId);
    const ladder = ladders[nth];
    if (row === undefined || ladder === undefined) return [];
    const { planTitle, reportName } = cycle;
    const beside = new Map(
      inCycle.flatMap((one) => (one === row ? [] : [[one.agency_id, one] as const])),
    );
    return [{ row, ladder, planTitle, reportName, beside }];
  });
}

async function dutiesIn(
  scope: OfficeScope,
  of: { readonly cycleIds: readonly string[]; readonly agencyIds: readonly string[] },
): Promise<readonly ObligationRow[]> {
  return scope.trx
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where(sql<boolean>`cycle_id = any(${[...of.cycleIds]}::uuid[])`)
    .where(sql<boolean>`agency_id = any(${[...of.agencyIds]}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}
