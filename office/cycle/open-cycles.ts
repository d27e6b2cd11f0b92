import type { OfficeScope } from '../scope.js';
import { recordAll } from '../audit/record.js';
import { CYCLE_ORDER } from '../lock-order.js';
import { ensureLinks } from '../agency-link/ensure-links.js';
import { pokeCycles } from '../poke.js';
import { loadLadderContexts } from '../reminding/ladder-rows.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { recomputeOfficeMails } from '../reminding/office-mail-clock.js';
import { rearmCycles } from '../reminding/rearm.js';

/** Opens every cycle of a plan whose time has come: its agencies have their links, its ladders are armed, its workflow is told. */
export async function openCyclesDue(scope: OfficeScope, planId: string): Promise<void> {
  const opened = await setOpened(scope, planId);
  if (opened.length === 0) return;
  const cycleIds = opened.map(({ id }) => id);
  await ensureLinks(scope, cycleIds);
  await rearmCycles(scope, await loadLadderContexts(scope, opened));
  await recomputeOfficeMails(scope, opened);
  await recordAll(
    scope,
    cycleIds.map((id) => ({ act: 'openCycle', subject: `cycle:${id}` })),
  );
  await pokeCycles(scope, cycleIds);
}

async function setOpened(scope: OfficeScope, planId: string): Promise<readonly CycleRow[]> {
  const due = await scope.trx
    .selectFrom('cycle')
    .innerJoin('plan', (join) =>
      join.onRef('plan.office_id', '=', 'cycle.office_id').onRef('plan.id', '=', 'cycle.plan_id'),
    )
    .select('cycle.id as id')
    .where('cycle.office_id', '=', scope.officeId)
    .where('cycle.plan_id', '=', planId)
    .where('cycle.opened_at', 'is', null)
    .where('cycle.cancelled_at', 'is', null)
    .where('cycle.opens_at', '<=', scope.now)
    .where('plan.paused_at', 'is', null)
    .where('plan.state', '=', 'started')
    .orderBy(CYCLE_ORDER)
    .orderBy('cycle.id')
    .forUpdate('cycle')
    .execute();
  if (due.length === 0) return [];
  return scope.trx
    .updateTable('cycle')
    .set({ opened_at: scope.now })
    .where('office_id', '=', scope.officeId)
    .where(
      'id',
      'in',
      due.map(({ id }) => id),
    )
    .returningAll()
    .execute();
}
