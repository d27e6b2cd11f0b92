import { keyOf } from '../../domain/amendment/evolve.js';
import { ensureLinks } from '../agency-link/ensure-links.js';
import { loadLadderContexts } from '../reminding/ladder-rows.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { recomputeOfficeMails } from '../reminding/office-mail-clock.js';
import { rearmCycles } from '../reminding/rearm.js';
import type { OfficeScope } from '../scope.js';
import { idIn } from './amendment-changes.js';
import type { Writing, WrittenDuty } from './amendment-changes.js';
import { writeCycles, writeNeighbours, writeRequirements } from './amendment-cycles.js';
import { writeDuties } from './amendment-duties.js';

/** Writes what an amendment does to the cycles and duties of a plan that runs; the plan's new version is in force already. Returns the duties and the cycles that changed. */
export async function writeAmendment(
  scope: OfficeScope,
  writing: Writing,
): Promise<{ readonly duties: readonly WrittenDuty[]; readonly cycleIds: readonly string[] }> {
  const requirementIds = await writeRequirements(scope, writing);
  const cycleIds = await writeCycles(scope, writing, requirementIds);
  const duties = await writeDuties(scope, writing, cycleIds);
  const ids = writing.changes
    .filter(({ kind }) => kind !== 'over')
    .map((change) => idIn(cycleIds, keyOf(change)));
  const beside = await writeNeighbours(scope, writing);
  await ensureLinks(scope, ids);
  // Days of observance may be others: every ladder of the plan is set anew.
  const open = await openRows(scope, writing.planId);
  await rearmCycles(scope, await loadLadderContexts(scope, open));
  await recomputeOfficeMails(scope, open);
  return { duties, cycleIds: [...new Set([...ids, ...beside])] };
}

async function openRows(scope: OfficeScope, planId: string): Promise<readonly CycleRow[]> {
  return scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where('opened_at', 'is not', null)
    .where('cancelled_at', 'is', null)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .execute();
}
