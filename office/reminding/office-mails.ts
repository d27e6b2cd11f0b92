import { dayAt } from '../../domain/day.js';
import { asksForNumberOn } from '../../domain/desk.js';
import { CYCLE_ORDER } from '../lock-order.js';
import type { OfficeScope } from '../scope.js';
import { tellRole } from './notices.js';
import type { CycleRow } from './ladder-rows.js';
import { recomputeOfficeMails } from './office-mail-clock.js';

/** Tells the officers what the office's own ladder calls for now: the list, the calls, the closing, their own due day. */
export async function planOfficeMails(
  scope: OfficeScope,
  cycles: readonly CycleRow[],
): Promise<void> {
  const calling = cycles.filter(({ desk_rung }) => desk_rung !== null);
  if (calling.length === 0) return;
  await askForNumbers(scope, calling);
  await tellRole(
    scope,
    'officer',
    calling
      .filter(({ desk_rung: rung }) => rung !== 'numberAsked')
      .map((cycle) => ({
        key: `desk/${cycle.desk_rung ?? ''}/${cycle.id}/${cycle.desk_at ?? scope.now}`,
        name: cycle.desk_rung ?? '',
        planId: cycle.plan_id,
        cycleId: cycle.id,
      })),
  );
}

/** What was asked by somebody's word: each working morning its officers are asked for the number of the paper, once a plan. */
async function askForNumbers(scope: OfficeScope, cycles: readonly CycleRow[]): Promise<void> {
  const plans = cycles.filter(
    ({ number_awaited: isAwaited, opened_at: openedAt }) =>
      isAwaited && openedAt !== null && asksForNumberOn(openedAt, scope),
  );
  await tellRole(
    scope,
    'officer',
    [...new Map(plans.map((cycle) => [cycle.plan_id, cycle])).values()].map((cycle) => ({
      key: `desk/numberAsked/${cycle.plan_id}/${dayAt(scope.now)}`,
      name: 'numberAsked',
      planId: cycle.plan_id,
      cycleId: null,
    })),
  );
}

/** Tells the officers of an office whatever is due about its cycles, and sets the next mail of each by the rule. */
export async function tellOfficers(scope: OfficeScope): Promise<void> {
  const cycles = await scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('desk_at', '<=', scope.now)
    .where('opened_at', 'is not', null)
    .where('paused_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('closed_at', 'is', null)
    .orderBy(CYCLE_ORDER)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (cycles.length === 0) return;
  // What fell due in a time that a restore took away may have gone; the list of today says the same.
  const { lost_until: lostUntil } = scope.office;
  await planOfficeMails(
    scope,
    cycles.filter(({ desk_at: at }) => lostUntil === null || at === null || at > lostUntil),
  );
  await recomputeOfficeMails(
    scope,
    cycles.map((cycle) => ({ ...cycle, desk_told_at: scope.now })),
  );
}
