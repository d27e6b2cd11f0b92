import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../../db/tables.js';
import type { AmendmentFacts, RunningCycle } from '../../domain/amendment/decide.js';
import { withSuccessors } from '../../domain/amendment/successors.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { byCalendar } from '../../domain/start.js';
import type { ObligationRow } from '../counting/obligation-rows.js';
import { successors } from '../lineage.js';
import { CYCLE_ORDER, holdObligations } from '../lock-order.js';
import { askedAmong } from '../reminding/asked-duties.js';
import { obligationOf } from '../reminding/ladder-rows.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { holdPlanned } from '../reminding/notices.js';
import { deadlineSettingsOf } from '../scope.js';
import type { OfficeScope } from '../scope.js';
import type { PlanRow } from './plan-row.js';

/** A plan that runs with the rows that an amendment of it changes, and the facts by which that is decided. */
export interface HeldPlan {
  readonly facts: AmendmentFacts;
  readonly cycles: readonly CycleRow[];
  readonly duties: ReadonlyMap<string, ObligationRow>;
  readonly requirements: readonly Selectable<Tables['requirement']>[];
}

/** Holds the cycles and duties of a plan that runs, locked before, and what tells who has been asked: a mail that waits is held back until it is decided what it may say. */
export async function holdRunning(
  scope: OfficeScope,
  plan: PlanRow,
  versions: { readonly before: ConfirmedPlan; readonly after: ConfirmedPlan },
): Promise<HeldPlan> {
  const { trx, officeId } = scope;
  const cycles = await trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('plan_id', '=', plan.id)
    .orderBy(CYCLE_ORDER)
    .orderBy('id')
    .forUpdate()
    .execute();
  const held = await holdObligations(
    scope,
    cycles.map(({ id }) => id),
  );
  const ids = [...held.values()].flat();
  const rows = await trx
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', officeId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .orderBy('id')
    .execute();
  await holdPlanned(scope, ids);
  const asked = await askedAmong(scope, ids);
  const settings = deadlineSettingsOf(scope);
  const gone = await successors(scope.trx, officeId);
  const version = (confirmed: ConfirmedPlan): ConfirmedPlan =>
    withSuccessors(byCalendar(confirmed, settings), gone);
  const requirements = await trx
    .selectFrom('requirement')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('plan_id', '=', plan.id)
    .orderBy('ordinal')
    .execute();
  const agencies = await trx
    .selectFrom('agency')
    .select(['id', 'standing', 'binding'])
    .where('office_id', '=', officeId)
    .where('valid_to', 'is', null)
    .orderBy('id')
    .execute();
  const duties = new Map(rows.map((row) => [row.id, row]));
  const dutiesIn = (cycleId: string): readonly ObligationRow[] =>
    (held.get(cycleId) ?? []).flatMap((id) => duties.get(id) ?? []);
  return {
    cycles,
    requirements,
    duties,
    facts: {
      before: version(versions.before),
      after: version(versions.after),
      agencies,
      cycles: cycles.map((cycle) => ({
        key: cycle.key,
        state: stateOf(cycle),
        opensAt: cycle.opens_at,
        mergedIn: cycles.find(({ id }) => id === cycle.merged_in)?.key ?? null,
        duties: dutiesIn(cycle.id).map((row) => ({
          ...obligationOf(row),
          id: row.id,
          agencyId: row.agency_id,
          chased: row.chased,
          asked: asked.has(row.id),
        })),
      })),
    },
  };
}

function stateOf(cycle: CycleRow): RunningCycle['state'] {
  const { closed_at, edits_closed_at, collection_closed_at } = cycle;
  if ([closed_at, edits_closed_at, collection_closed_at].some((at) => at !== null)) return 'over';
  if (cycle.cancelled_at !== null) return 'leftOut';
  return cycle.opened_at === null ? 'waiting' : 'open';
}
