import type { OfficeScope } from '../scope.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { isOpenedLate } from '../../domain/opened-late.js';
import { recordAll } from '../audit/record.js';
import { CYCLE_ORDER } from '../lock-order.js';
import { ensureLinks } from '../agency-link/ensure-links.js';
import { pokeCycles } from '../poke.js';
import { loadLadderContexts } from '../reminding/ladder-rows.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { recomputeOfficeMails } from '../reminding/office-mail-clock.js';
import { tellRole } from '../reminding/notices.js';
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
  await tellMissed(scope, planId, opened);
}

/** The officers hear of what opens days after its own, because all was off or paused meanwhile. */
async function tellMissed(
  scope: OfficeScope,
  planId: string,
  opened: readonly CycleRow[],
): Promise<void> {
  const trackedSince = await lastAgreement(scope, planId);
  const missed = opened.filter(({ opens_at: opensAt }) =>
    isOpenedLate({ opensAt, trackedSince, now: scope.now }),
  );
  await tellRole(
    scope,
    'officer',
    missed.map(({ id, opens_at: opensAt }) => ({
      key: `desk/openedLate/${id}`,
      name: 'openedLate',
      planId,
      cycleId: id,
      data: { plannedOn: dayAt(opensAt) },
    })),
  );
}

/** Since when the periods of a plan are as they are: its start, or what was agreed to after it. */
async function lastAgreement(
  { trx, officeId }: OfficeScope,
  planId: string,
): Promise<Instant | null> {
  const { startedAt, agreedAt } = await trx
    .selectFrom('plan')
    .innerJoin('plan_version', (join) =>
      join
        .onRef('plan_version.office_id', '=', 'plan.office_id')
        .onRef('plan_version.plan_id', '=', 'plan.id'),
    )
    .select((eb) => [
      eb.fn.max('plan.started_at').as('startedAt'),
      eb.fn.max('plan_version.consent_at').as('agreedAt'),
    ])
    .where('plan.office_id', '=', officeId)
    .where('plan.id', '=', planId)
    .executeTakeFirstOrThrow();
  return agreedAt !== null && (startedAt === null || agreedAt > startedAt) ? agreedAt : startedAt;
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
