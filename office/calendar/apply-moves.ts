import { sql } from 'kysely';
import type { DueClock } from '../../domain/due-clock.js';
import type { LadderSettings } from '../../domain/ladder.js';
import { closingsBy } from '../../domain/moved-clocks.js';
import { wantsPoke } from '../../domain/poke.js';
import { saveObligations } from '../counting/obligation-rows.js';
import { pokeCycles } from '../poke.js';
import { loadLadderContexts } from '../reminding/ladder-rows.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { countsIn, openCountsOf, recomputeOfficeMails } from '../reminding/office-mail-clock.js';
import { rearmCycles } from '../reminding/rearm.js';
import type { OfficeScope } from '../scope.js';
import type { Moved } from './moved-clocks.js';

/**
 * Writes the clocks that a change of the calendar moves, and sets every open ladder anew: where no due
 * clock moves, the working days before and after it may. `scope` has the calendar as it is to be,
 * `cycles` are those not over, locked; one of which no report is taken moves and stays silent.
 */
export async function applyMoves(
  scope: OfficeScope,
  cycles: readonly CycleRow[],
  moved: readonly Moved[],
): Promise<void> {
  const changed = new Map(
    changedCycles(cycles, moved, scope.settings).map((cycle) => [cycle.id, cycle]),
  );
  await writeCycles(scope, [...changed.values()]);
  await writeObligations(scope, moved);
  const open = cycles.flatMap((cycle) => {
    const now = changed.get(cycle.id);
    if (cycle.cancelled_at !== null) return [];
    return now === undefined && cycle.opened_at === null ? [] : [now ?? cycle];
  });
  const ids = open.map(({ id }) => id);
  const before = await openCountsOf(scope, ids);
  await rearmCycles(scope, await loadLadderContexts(scope, open));
  await recomputeOfficeMails(scope, open);
  const after = await openCountsOf(scope, ids);
  const told = ids.filter(
    (id) => changed.has(id) || wantsPoke(countsIn(before, id), countsIn(after, id)),
  );
  await pokeCycles(scope, told);
}

/** The cycles that move, and those which close by the due day of a report upward that moves, as they are to be. */
function changedCycles(
  cycles: readonly CycleRow[],
  moved: readonly Moved[],
  settings: LadderSettings,
): readonly CycleRow[] {
  const moves = new Map(moved.map((one) => [one.cycle.id, one]));
  return cycles.flatMap((cycle) => {
    const own = moves.get(cycle.id)?.after;
    const upward = moved.find((one) => isFedBy(one, cycle));
    if (own === undefined && upward === undefined) return [];
    const clocks = {
      ...cycle,
      target_at: own?.targetAt ?? cycle.target_at,
      overdue_at: own?.overdueAt ?? cycle.overdue_at,
      onward_target_at: upward?.after.targetAt ?? cycle.onward_target_at,
    };
    return [{ ...clocks, ...closings(clocks, settings) }];
  });
}

/** The cycles that a report upward is made from close by its due day. */
function isFedBy({ cycle: upward, before }: Moved, cycle: CycleRow): boolean {
  return (
    upward.kind === 'onward' &&
    cycle.kind === 'collect' &&
    cycle.plan_id === upward.plan_id &&
    cycle.onward_target_at === before.targetAt
  );
}

function closings(cycle: CycleRow, settings: LadderSettings): Partial<CycleRow> {
  if (cycle.kind !== 'collect' || cycle.collection_closed_at !== null) return {};
  const { overdue_at: overdueAt, onward_target_at: onwardTargetAt } = cycle;
  const closing = closingsBy(
    {
      overdueAt,
      onwardTargetAt,
      period: cycle.period_kind,
      nextOpensAt: cycle.next_opens_at,
    },
    settings,
  );
  return closing === null
    ? {}
    : {
        closes_for_new_at: closing.closesForNewAt,
        closes_for_edits_at: closing.closesForEditsAt,
        letter_at: closing.letterAt,
        letter_on_first_late_day: closing.letterOnFirstLateDay,
      };
}

async function writeCycles(scope: OfficeScope, cycles: readonly CycleRow[]): Promise<void> {
  if (cycles.length === 0) return;
  await sql`
    update cycle c
       set target_at = moved.target_at, overdue_at = moved.overdue_at,
           onward_target_at = moved.onward_target_at,
           closes_for_new_at = moved.closes_for_new_at,
           closes_for_edits_at = moved.closes_for_edits_at, letter_at = moved.letter_at,
           letter_on_first_late_day = moved.letter_on_first_late_day
      from jsonb_to_recordset(${JSON.stringify(cycles)}::jsonb) as moved(
        id uuid, target_at timestamptz, overdue_at timestamptz, onward_target_at timestamptz,
        closes_for_new_at timestamptz, closes_for_edits_at timestamptz, letter_at timestamptz,
        letter_on_first_late_day boolean)
     where c.office_id = ${scope.officeId} and c.id = moved.id`.execute(scope.trx);
}

/** What may still be late moves with its clock; what it is counted as follows. */
async function writeObligations(scope: OfficeScope, moved: readonly Moved[]): Promise<void> {
  const clocks = new Map(
    moved.flatMap(({ groups }) =>
      groups.flatMap(({ obligationIds, after }) =>
        obligationIds.map((id): [string, DueClock] => [id, after]),
      ),
    ),
  );
  if (clocks.size === 0) return;
  const rows = await scope.trx
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('id', '=', sql<string>`any(${[...clocks.keys()]}::uuid[])`))
    .orderBy('id')
    .forUpdate()
    .execute();
  await saveObligations(
    scope,
    rows.map((row) => {
      const clock = clocks.get(row.id);
      return clock === undefined
        ? row
        : { ...row, target_at: clock.targetAt, overdue_at: clock.overdueAt };
    }),
  );
}
