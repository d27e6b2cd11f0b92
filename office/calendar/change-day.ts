import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { standingDay } from '../../domain/amendment/shown-due.js';
import type { Day, Instant } from '../../domain/day.js';
import type { DueClock } from '../../domain/due-clock.js';
import { ok, refuse } from '../../domain/result.js';
import { record } from '../audit/record.js';
import { tellAsked } from '../reminding/tell-asked.js';
import { ladderSettings } from '../scope.js';
import type { OfficeScope } from '../scope.js';
import { applyMoves } from './apply-moves.js';
import { afterSettings, movedCycles } from './moved-clocks.js';
import type { DayChange, Moved } from './moved-clocks.js';
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
  readonly dueDay: Day | null;
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
  const effects = effectsOf((await movedCycles(scope, change)).moved);
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
  const { cycles, moved } = await movedCycles(scope, change);
  if (change.seen !== undefined && change.seen !== markOf(effectsOf(moved))) {
    return refuse('CALENDAR_EFFECT_CHANGED');
  }
  await writeDay(scope, change);
  await applyMoves({ ...scope, settings: afterSettings(scope, change) }, cycles, moved);
  await tellAsked(
    scope,
    'targetMoved',
    {
      of: { obligationIds: idsWithOtherTarget(moved) },
      states: ['expected', 'returned'],
      shown: true,
    },
    { day: change.day, dayKind: change.row?.kind ?? null, source: change.row?.source ?? null },
  );
  await record(scope, 'changeCalendar', `day:${change.day}`, {
    kind: change.row?.kind ?? null,
    confirmed: change.row?.confirmed ?? null,
    cycles: moved.length,
  });
  return ok({});
}

/** The duties whose agencies are asked for another moment: one that is only late later is no word to them. */
function idsWithOtherTarget(moved: readonly Moved[]): readonly string[] {
  return moved
    .filter(isTaken)
    .flatMap(({ groups }) =>
      groups.flatMap(({ before, after, obligationIds }) =>
        before.targetAt === after.targetAt ? [] : obligationIds,
      ),
    );
}

/** What a person is shown and agencies are told of: nothing of a cycle of which no report is taken. */
function effectsOf(moved: readonly Moved[]): readonly CalendarEffect[] {
  return moved.filter(isTaken).map(effectOf);
}

function isTaken({ cycle }: Moved): boolean {
  return cycle.cancelled_at === null;
}

function effectOf({ cycle, planTitle, before, after, groups }: Moved): CalendarEffect {
  return {
    cycleId: cycle.id,
    cycleKey: cycle.key,
    dueDay: standingDay({ dueDay: cycle.due_day, officeDue: cycle.office_due }),
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
