import { calendarOf } from '../../domain/calendar.js';
import type { CalendarDay } from '../../domain/calendar.js';
import { dueInstants } from '../../domain/deadline.js';
import type { DeadlineSettings } from '../../domain/deadline.js';
import type { Day, Instant } from '../../domain/day.js';
import { closingOfCycle, letterAt } from '../../domain/desk.js';
import type { LadderSettings } from '../../domain/ladder.js';
import { ok } from '../../domain/result.js';
import { record } from '../audit.js';
import { pokeIfEarlier, pulseOf, rearmDesk } from '../desk.js';
import type { OfficeScope } from '../ledger.js';
import { rearmCycle, withLadder } from '../obligations.js';
import type { CycleRow } from '../obligations.js';
import { pokeCycle } from '../poke.js';
import type { Done } from './held-obligation.js';

/** One due clock that a change of the calendar moves. */
export interface CalendarEffect {
  readonly cycleId: string;
  readonly cycleKey: string;
  readonly targetAt: { readonly before: Instant; readonly after: Instant };
  readonly overdueAt: { readonly before: Instant; readonly after: Instant };
}

interface DayChange {
  readonly day: Day;
  /** Null: the day becomes an ordinary one. */
  readonly row: Omit<CalendarDay, 'day'> | null;
}

/** What a change of one day would move among the cycles that are not over; changes nothing. */
export async function calendarEffect(
  scope: OfficeScope,
  change: DayChange,
): Done<{ effects: readonly CalendarEffect[] }> {
  const moved = await movedCycles(scope, change);
  return ok({
    effects: moved.map(({ cycle, before, after }) => ({
      cycleId: cycle.id,
      cycleKey: cycle.key,
      targetAt: { before: before.targetAt, after: after.targetAt },
      overdueAt: { before: before.overdueAt, after: after.overdueAt },
    })),
  });
}

/**
 * Changes one day and recomputes what is open. A due clock a person has set by hand stays; no epoch
 * is raised, so nobody is told again what they know already.
 */
export async function changeCalendar(scope: OfficeScope, change: DayChange): Done {
  const moved = await movedCycles(scope, change);
  await writeDay(scope, change);
  const settings = afterSettings(scope, change);
  const after: OfficeScope = { ...scope, settings };
  for (const { cycle, before, after: due } of moved) await moveCycle(after, { cycle, before, due });
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

interface Due {
  readonly targetAt: Instant;
  readonly overdueAt: Instant;
}

interface Moved {
  readonly cycle: CycleRow;
  readonly before: Due;
  readonly after: Due;
}

async function movedCycles(scope: OfficeScope, change: DayChange): Promise<readonly Moved[]> {
  const cycles = await scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('closed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('due_day', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  const settings = afterSettings(scope, change);
  return cycles.flatMap((cycle) => {
    const { target_at: targetAt, overdue_at: overdueAt } = cycle;
    if (targetAt === null || overdueAt === null || cycle.due_day === null) return [];
    // What is late already stays late: a calendar is not changed backwards.
    if (overdueAt <= scope.now) return [];
    const before = { targetAt, overdueAt };
    const after = recomputed(before, cycle.due_day, {
      old: deadlineSettings(scope, scope.settings),
      next: deadlineSettings(scope, settings),
    });
    const isMoved = after.targetAt !== targetAt || after.overdueAt !== overdueAt;
    return isMoved ? [{ cycle, before, after }] : [];
  });
}

/** The rule that gave two instants, found by giving them again, applied by the new calendar. */
function recomputed(
  before: Due,
  date: Day,
  { old, next }: { readonly old: DeadlineSettings; readonly next: DeadlineSettings },
): Due {
  for (const boundary of ['before_day', 'by_end_of_day'] as const) {
    const rule = { boundary, date, time: null };
    const gave = dueInstants(rule, old);
    if (gave.overdueAt !== before.overdueAt) continue;
    const gives = dueInstants(rule, next);
    return {
      targetAt:
        gave.remindTargetAt === before.targetAt && gives.remindTargetAt !== null
          ? gives.remindTargetAt
          : before.targetAt,
      overdueAt: gives.overdueAt ?? before.overdueAt,
    };
  }
  return before;
}

async function moveCycle(
  scope: OfficeScope,
  { cycle, before, due }: { cycle: CycleRow; before: Due; due: Due },
): Promise<void> {
  const closing = closingOfCycle(due.overdueAt, cycle.onward_target_at, scope.settings);
  const isCollecting = cycle.kind === 'collect' && cycle.collection_closed_at === null;
  const early = closing?.letterOnFirstLateDay ?? cycle.letter_on_first_late_day;
  const changed = await scope.trx
    .updateTable('cycle')
    .set({
      target_at: due.targetAt,
      overdue_at: due.overdueAt,
      ...(isCollecting
        ? {
            closes_for_new_at: closing?.forNewAt ?? cycle.closes_for_new_at,
            closes_for_edits_at: closing?.forEditsAt ?? cycle.closes_for_edits_at,
            letter_at: letterAt(due.overdueAt, early, scope.settings),
            letter_on_first_late_day: early,
          }
        : {}),
    })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycle.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await scope.trx
    .updateTable('obligation')
    .set({ target_at: due.targetAt, overdue_at: due.overdueAt, changed_at: scope.now })
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycle.id)
    .where('granted_day', 'is', null)
    .where('overdue_at', '=', before.overdueAt)
    .where('state', 'in', ['expected', 'returned', 'claimed'])
    .execute();
  await rearmCycle(scope, await withLadder(scope, changed));
  await rearmDesk(scope, changed);
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
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const cycle of cycles.filter(({ id }) => !movedIds.includes(id))) {
    const before = await pulseOf(scope, cycle.id);
    await rearmCycle(scope, await withLadder(scope, cycle));
    await rearmDesk(scope, cycle);
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

function afterSettings(scope: OfficeScope, { day, row }: DayChange): LadderSettings {
  const rows = [...scope.settings.calendar.days.values()].filter((one) => one.day !== day);
  const calendar = calendarOf(
    row === null ? rows : [...rows, { day, ...row }],
    scope.settings.calendar.filledYears,
  );
  return { ...scope.settings, calendar };
}

function deadlineSettings(scope: OfficeScope, settings: LadderSettings): DeadlineSettings {
  return { calendar: settings.calendar, hours: settings.hours, rollForward: scope.rollForward };
}
