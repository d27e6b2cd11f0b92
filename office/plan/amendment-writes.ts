import { keyOf } from '../../domain/amendment/evolve.js';
import { wantsPoke } from '../../domain/poke.js';
import { ensureLinks } from '../agency-link/ensure-links.js';
import { loadLadderContexts } from '../reminding/ladder-rows.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { countsIn, openCountsOf, recomputeOfficeMails } from '../reminding/office-mail-clock.js';
import { rearmCycles } from '../reminding/rearm.js';
import type { OfficeScope } from '../scope.js';
import { idIn } from './amendment-changes.js';
import type { Writing, WrittenDuty } from './amendment-changes.js';
import { writeCycles, writeNeighbours, writeRequirements } from './amendment-cycles.js';
import { writeDuties } from './amendment-duties.js';
import type { ReplacedForm } from './replace-form.js';

/** Writes what an amendment does to the cycles and duties of a plan that runs; the plan's new version is in force already. Returns the duties, cycles and forms that changed. */
export async function writeAmendment(
  scope: OfficeScope,
  writing: Writing,
): Promise<{
  readonly duties: readonly WrittenDuty[];
  readonly cycleIds: readonly string[];
  readonly forms: readonly ReplacedForm[];
}> {
  const { ids: requirementIds, forms } = await writeRequirements(scope, writing);
  const cycleIds = await writeCycles(scope, writing, requirementIds);
  const duties = await writeDuties(scope, writing, cycleIds);
  const ids = writing.changes
    .filter(({ kind }) => kind !== 'over')
    .map((change) => idIn(cycleIds, keyOf(change)));
  const beside = await writeNeighbours(scope, writing);
  await ensureLinks(scope, ids);
  // Days of observance may be others: every ladder of the plan is set anew.
  const open = await openRows(scope, writing.planId);
  const openIds = open.map(({ id }) => id);
  const before = await openCountsOf(scope, openIds);
  await rearmCycles(scope, await loadLadderContexts(scope, open));
  await recomputeOfficeMails(scope, open);
  const after = await openCountsOf(scope, openIds);
  // One that the amendment does not name may have its next mail earlier: nobody else wakes it.
  const earlier = openIds.filter((id) => wantsPoke(countsIn(before, id), countsIn(after, id)));
  return { duties, forms, cycleIds: [...new Set([...ids, ...beside, ...earlier])] };
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
