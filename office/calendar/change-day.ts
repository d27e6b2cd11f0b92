import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Day, Instant } from '../../domain/day.js';
import { closingOfCycle, letterAt } from '../../domain/desk.js';
import type { DueClock } from '../../domain/due-clock.js';
import { ok, refuse } from '../../domain/result.js';
import { record } from '../audit/record.js';
import { saveObligations } from '../counting/obligation-rows.js';
import { pokeIfEarlier, openCounts, recomputeOfficeMail } from '../reminding/office-mail-clock.js';
import { ladderSettings } from '../scope.js';
import { CYCLE_ORDER } from '../lock-order.js';
import type { OfficeScope } from '../scope.js';
import { afterSettings, movedCycles } from './moved-clocks.js';
import type { DayChange, Moved } from './moved-clocks.js';
import { loadLadderContext } from '../reminding/ladder-rows.js';
import { rearmCycle } from '../reminding/rearm.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { pokeCycle } from '../poke.js';
import type { ActResult } from '../act-result.js';

/** A clock before and after a change of the calendar. */
interface Shift {
  readonly before: Instant;
  readonly after: Instant;
}

/** What a change of the calendar moves in one cycle, and whom that touches. */
export interface CalendarEffect {
  readonly cycleId: string;
  readonly cycleKey: string;
  readonly planTitle: string;
  readonly targetAt: Shift;
  readonly overdueAt: Shift;
  /** Agencies that still owe and have the cycle's own due clock; 0 when that clock stays. */
  readonly agencies: number;
  /** Due days given to single agencies that move by themselves. */
  readonly granted: readonly {
    readonly day: Day;
    readonly agencies: number;
    readonly targetAt: Shift;
    readonly overdueAt: Shift;
  }[];
}

/** A change of one day, with the mark of the effect that a person was shown; refused when that is no longer the effect. */
type ShownChange = DayChange & { readonly seen?: string | undefined };

/** What a change of one day would move among the cycles that are not over, and the mark of it; changes nothing. */
export async function calendarEffect(
  scope: OfficeScope,
  change: DayChange,
): ActResult<{ effects: readonly CalendarEffect[]; seen: string }> {
  const effects = (await movedCycles(scope, change)).map(effectOf);
  return ok({ effects, seen: markOf(effects) });
}

/**
 * Changes one day and recomputes what is open, each clock by its own rule: a due day given to one
 * agency stays that day and gets its instants anew; an instant set by hand stays. No epoch is
 * raised, so nobody is told again what they know already.
 */
export async function changeCalendar(scope: OfficeScope, change: ShownChange): ActResult {
  // One change after the other: what was computed beside another one would take its effect for a person's will.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`calendar/${scope.officeId}`}, 0))`.execute(
    scope.trx,
  );
  const { calendar } = await ladderSettings(scope.trx, scope.office);
  if (!isDeepStrictEqual(calendar.days, scope.settings.calendar.days)) {
    return refuse('CALENDAR_EFFECT_CHANGED');
  }
  const moved = await movedCycles(scope, change);
  if (change.seen !== undefined && change.seen !== markOf(moved.map(effectOf))) {
    return refuse('CALENDAR_EFFECT_CHANGED');
  }
  await writeDay(scope, change);
  const settings = afterSettings(scope, change);
  const after: OfficeScope = { ...scope, settings };
  for (const one of moved) await moveCycle(after, one);
  await rearmOthers(
    after,
    moved.map(({ cycle }) => cycle.id),
  );
  await record(scope, 'changeCalendar', `day:${change.day}`, {
    kind: change.row?.kind ?? null,
    confirmed: change.row?.confirmed ?? null,
    cycles: moved.length,
  });
  return ok({});
}

function effectOf({ cycle, planTitle, before, after, groups }: Moved): CalendarEffect {
  return {
    cycleId: cycle.id,
    cycleKey: cycle.key,
    planTitle,
    ...shifts(before, after),
    agencies: groups
      .filter(({ grantedDay }) => grantedDay === null)
      .reduce((all, { owing }) => all + owing, 0),
    granted: groups.flatMap((group) =>
      group.grantedDay === null || group.owing === 0
        ? []
        : [
            {
              day: group.grantedDay,
              agencies: group.owing,
              ...shifts(group.before, group.after),
            },
          ],
    ),
  };
}

function shifts(before: DueClock, after: DueClock): { targetAt: Shift; overdueAt: Shift } {
  return {
    targetAt: { before: before.targetAt, after: after.targetAt },
    overdueAt: { before: before.overdueAt, after: after.overdueAt },
  };
}

/** Two looks with the same mark saw the same clocks move for as many agencies. */
function markOf(effects: readonly CalendarEffect[]): string {
  return createHash('sha256').update(JSON.stringify(effects)).digest('hex').slice(0, 32);
}

/** Writes the new clocks of one cycle and of its agencies; the ladders follow. */
async function moveCycle(scope: OfficeScope, { cycle, before, after, groups }: Moved) {
  const changed = await scope.trx
    .updateTable('cycle')
    .set({ target_at: after.targetAt, overdue_at: after.overdueAt })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycle.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  for (const group of groups) {
    const rows = await scope.trx
      .selectFrom('obligation')
      .selectAll()
      .where('office_id', '=', scope.officeId)
      .where((eb) => eb('id', '=', sql<string>`any(${[...group.obligationIds]}::uuid[])`))
      .orderBy('id')
      .forUpdate()
      .execute();
    await saveObligations(
      scope,
      rows.map((row) => ({
        ...row,
        target_at: group.after.targetAt,
        overdue_at: group.after.overdueAt,
      })),
    );
  }
  await settle(scope, changed);
  if (cycle.kind === 'onward') await moveFeeders(scope, changed, before.targetAt);
}

/** The cycles that a report upward is made from close by its due day. */
async function moveFeeders(scope: OfficeScope, upward: CycleRow, before: Instant): Promise<void> {
  const feeders = await scope.trx
    .updateTable('cycle')
    .set({ onward_target_at: upward.target_at })
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', upward.plan_id)
    .where('kind', '=', 'collect')
    .where('closed_at', 'is', null)
    .where('onward_target_at', '=', before)
    .returningAll()
    .execute();
  for (const feeder of feeders) await settle(scope, feeder);
}

/** Closings, ladders and desk of a cycle by its clocks as they now are. */
async function settle(scope: OfficeScope, cycle: CycleRow): Promise<void> {
  const closing = closingOfCycle(cycle.overdue_at, cycle.onward_target_at, scope.settings);
  const isCollecting = cycle.kind === 'collect' && cycle.collection_closed_at === null;
  let settled = cycle;
  if (isCollecting && closing !== null && cycle.overdue_at !== null) {
    settled = await scope.trx
      .updateTable('cycle')
      .set({
        closes_for_new_at: closing.forNewAt,
        closes_for_edits_at: closing.forEditsAt,
        letter_at: letterAt(cycle.overdue_at, closing.letterOnFirstLateDay, scope.settings),
        letter_on_first_late_day: closing.letterOnFirstLateDay,
      })
      .where('office_id', '=', scope.officeId)
      .where('id', '=', cycle.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  }
  await rearmCycle(scope, await loadLadderContext(scope, settled));
  await recomputeOfficeMail(scope, settled);
  await pokeCycle(scope, cycle.id);
}

/** Where no due clock moves the working days before and after it may: every open ladder is set anew. */
async function rearmOthers(scope: OfficeScope, movedIds: readonly string[]): Promise<void> {
  const cycles = await scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('opened_at', 'is not', null)
    .where('closed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .orderBy(CYCLE_ORDER)
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const cycle of cycles.filter(({ id }) => !movedIds.includes(id))) {
    const before = await openCounts(scope, cycle.id);
    await rearmCycle(scope, await loadLadderContext(scope, cycle));
    await recomputeOfficeMail(scope, cycle);
    await pokeIfEarlier(scope, cycle.id, before);
  }
}

async function writeDay(scope: OfficeScope, { day, row }: DayChange): Promise<void> {
  if (row === null) {
    await scope.trx
      .deleteFrom('calendar_day')
      .where('office_id', '=', scope.officeId)
      .where('day', '=', day)
      .execute();
    return;
  }
  await scope.trx
    .insertInto('calendar_day')
    .values({ office_id: scope.officeId, day, ...row })
    .onConflict((conflict) => conflict.columns(['office_id', 'day']).doUpdateSet(row))
    .execute();
}
