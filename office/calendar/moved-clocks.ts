import { calendarOf } from '../../domain/calendar.js';
import type { CalendarDay } from '../../domain/calendar-day.js';
import type { Day } from '../../domain/day.js';
import type { DueClock } from '../../domain/due-clock.js';
import type { LadderSettings } from '../../domain/ladder.js';
import { isSameClock, movedCycleClock, movedDutyClock } from '../../domain/moved-clocks.js';
import type { Clocks } from '../../domain/moved-clocks.js';
import { owes } from '../../domain/obligation.js';
import { deadlineSettingsOf } from '../scope.js';
import { CYCLE_ORDER } from '../lock-order.js';
import type { OfficeScope } from '../scope.js';
import type { CycleRow, ObligationRow } from '../reminding/ladder-rows.js';

/** One day of the calendar as it is to be; `row` null: the day becomes an ordinary one. */
export interface DayChange {
  readonly day: Day;
  readonly row: Omit<CalendarDay, 'day'> | null;
}

/** Obligations of one cycle whose clocks move alike. */
export interface MovedGroup {
  /** The day given to these; null for those with the cycle's own clock. */
  readonly grantedDay: Day | null;
  readonly obligationIds: readonly string[];
  /** How many of them still owe and are told of it. */
  readonly owing: number;
  readonly before: DueClock;
  readonly after: DueClock;
}

/** A cycle in which something moves: its own clock, or one given to single agencies. */
export interface Moved {
  readonly cycle: CycleRow;
  readonly planTitle: string;
  readonly before: DueClock;
  readonly after: DueClock;
  readonly groups: readonly MovedGroup[];
}

/**
 * The cycles that are not over, locked, and what a change of one day moves among them; changes nothing. One of
 * which no report is taken is among them: it may be taken after all, and is due by the calendar of then.
 */
export async function movedCycles(
  scope: OfficeScope,
  change: DayChange,
): Promise<{ readonly cycles: readonly CycleRow[]; readonly moved: readonly Moved[] }> {
  const cycles = await scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('closed_at', 'is', null)
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('cancelled_at', 'is', null),
        exists(
          selectFrom('plan')
            .select('plan.id')
            .whereRef('plan.office_id', '=', 'cycle.office_id')
            .whereRef('plan.id', '=', 'cycle.plan_id')
            .where('plan.state', '=', 'started'),
        ),
      ]),
    )
    .orderBy(CYCLE_ORDER)
    .orderBy('id')
    .forUpdate()
    .execute();
  const clocks = {
    old: deadlineSettingsOf(scope),
    next: deadlineSettingsOf({ ...scope, settings: afterSettings(scope, change) }),
    now: scope.now,
  };
  const open = await openObligations(scope, cycles);
  const titles = await planTitles(scope);
  const moved = cycles.flatMap((cycle) => {
    const before = clockIn(cycle);
    if (before === null) return [];
    const after = movedCycleClock(before, { date: cycle.due_day, rule: cycle.due_rule }, clocks);
    const groups = groupsOf(open.get(cycle.id) ?? [], { before, after, clocks });
    if (isSameClock(before, after) && groups.length === 0) return [];
    return [{ cycle, planTitle: titles.get(cycle.plan_id) ?? '', before, after, groups }];
  });
  return { cycles, moved };
}

/** An obligation that may still be late, and whether it is one of those that owe. */
type OpenRow = Pick<
  ObligationRow,
  'id' | 'cycle_id' | 'granted_day' | 'target_at' | 'overdue_at'
> & { readonly owes: boolean };

/** Whose clocks move: those with the cycle's own clock together, the others by the day given to them. */
function groupsOf(
  rows: readonly OpenRow[],
  { before, after, clocks }: { before: DueClock; after: DueClock; clocks: Clocks },
): readonly MovedGroup[] {
  const groups = new Map<string, MovedGroup & { obligationIds: string[]; owing: number }>();
  for (const row of rows) {
    const own = clockIn(row);
    if (own === null) continue;
    const cycle = { before, after };
    const moved = movedDutyClock(own, { grantedDay: row.granted_day, cycle, clocks });
    if (isSameClock(own, moved)) continue;
    const key = [row.granted_day, own.targetAt, own.overdueAt].join();
    const group = groups.get(key) ?? {
      grantedDay: row.granted_day,
      before: own,
      after: moved,
      obligationIds: [],
      owing: 0,
    };
    group.obligationIds.push(row.id);
    group.owing += row.owes ? 1 : 0;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => (a.before.overdueAt < b.before.overdueAt ? -1 : 1));
}

function clockIn(row: Pick<CycleRow, 'target_at' | 'overdue_at'>): DueClock | null {
  const { target_at: targetAt, overdue_at: overdueAt } = row;
  return targetAt === null || overdueAt === null ? null : { targetAt, overdueAt };
}

/** What may still be late, by cycle: nothing that was received, accepted or waived. */
async function openObligations(
  scope: OfficeScope,
  cycles: readonly CycleRow[],
): Promise<ReadonlyMap<string, readonly OpenRow[]>> {
  if (cycles.length === 0) return new Map();
  const rows = await scope.trx
    .selectFrom('obligation')
    .select(['id', 'cycle_id', 'granted_day', 'target_at', 'overdue_at', 'state', 'chased'])
    .where('office_id', '=', scope.officeId)
    .where(
      'cycle_id',
      'in',
      cycles.map(({ id }) => id),
    )
    .where('state', 'in', ['expected', 'returned', 'claimed'])
    .orderBy('id')
    .forUpdate()
    .execute();
  const onward = new Set(cycles.filter(({ kind }) => kind === 'onward').map(({ id }) => id));
  // The standing body owes the report upward alone; its own figures are nobody's reminder.
  const open = new Map<string, OpenRow[]>(cycles.map(({ id }) => [id, []]));
  for (const row of rows) {
    const isOwed = owes(row) && (row.chased || onward.has(row.cycle_id));
    open.get(row.cycle_id)?.push({ ...row, owes: isOwed });
  }
  return open;
}

async function planTitles(scope: OfficeScope): Promise<ReadonlyMap<string, string>> {
  const plans = await scope.trx
    .selectFrom('plan')
    .select(['id', 'title'])
    .where('office_id', '=', scope.officeId)
    .execute();
  return new Map(plans.map(({ id, title }) => [id, title]));
}

/** The office's settings as they are after the change. */
export function afterSettings(scope: OfficeScope, { day, row }: DayChange): LadderSettings {
  const rows = [...scope.settings.calendar.days.values()].filter((one) => one.day !== day);
  const calendar = calendarOf(
    row === null ? rows : [...rows, { day, ...row }],
    scope.settings.calendar.filledYears,
  );
  return { ...scope.settings, calendar };
}
