import { randomUUID } from 'node:crypto';
import type { CycleChange } from '../../domain/amendment/decide.js';
import { keyOf } from '../../domain/amendment/evolve.js';
import { closingsBy } from '../../domain/moved-clocks.js';
import { reportNameIn } from '../../domain/report-name.js';
import type { ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';
import { planCycles } from '../../domain/start.js';
import type { OfficeScope } from '../scope.js';
import { idIn } from './amendment-changes.js';
import type { Writing } from './amendment-changes.js';
import { holdForm, replaceForm } from './replace-form.js';
import type { ReplacedForm } from './replace-form.js';
import { awaitsNumber, cycleColumns, requirementColumns } from './tracked-rows.js';

/** Duties keep their row by the cycles they keep; of two that share one the first does. Returns their ids, and the forms that others took the place of. */
export async function writeRequirements(
  scope: OfficeScope,
  { planId, confirmed, held, changes }: Writing,
): Promise<{
  readonly ids: ReadonlyMap<ConfirmedRequirement, string>;
  readonly forms: readonly ReplacedForm[];
}> {
  const { trx, officeId } = scope;
  const rowOfKey = new Map(held.cycles.map((cycle) => [cycle.key, cycle.requirement_id]));
  const taken = new Set<string>();
  const ids = new Map<ConfirmedRequirement, string>();
  const forms: ReplacedForm[] = [];
  const newForms = new Map(
    changes.flatMap((change) =>
      change.kind === 'kept' && change.form !== null
        ? [[change.to.requirement, change.form.form] as const]
        : [],
    ),
  );
  const touched = new Set(
    changes.flatMap((change) =>
      change.kind === 'kept'
        ? [change.to.requirement]
        : change.kind === 'added'
          ? [change.tracked.planned.requirement]
          : [],
    ),
  );
  for (const [ordinal, requirement] of confirmed.requirements.entries()) {
    const kept = requirement.cycles
      .flatMap(({ key }) => rowOfKey.get(key) ?? [])
      .find((id) => !taken.has(id));
    if (kept !== undefined) taken.add(kept);
    if (!touched.has(requirement)) continue;
    const columns = requirementColumns(requirement, confirmed);
    if (kept === undefined) {
      const id = randomUUID();
      await trx
        .insertInto('requirement')
        .values({ office_id: officeId, id, plan_id: planId, ordinal, ...columns })
        .execute();
      ids.set(requirement, id);
    } else {
      const form = newForms.get(requirement);
      const former =
        form === undefined ? null : await holdForm(scope, { planId, requirementId: kept });
      if (form !== undefined && former !== null) {
        forms.push(await replaceForm(scope, { requirementId: kept, ...former }, form));
      }
      await trx
        .updateTable('requirement')
        .set(columns)
        .where('office_id', '=', officeId)
        .where('id', '=', kept)
        .execute();
      ids.set(requirement, kept);
    }
  }
  return { ids, forms };
}

/** Returns the id of each cycle by its key. */
export async function writeCycles(
  scope: OfficeScope,
  { planId, held, changes }: Writing,
  requirementIds: ReadonlyMap<ConfirmedRequirement, string>,
): Promise<ReadonlyMap<string, string>> {
  const { trx, officeId, now } = scope;
  const ids = new Map(held.cycles.map(({ key, id }) => [key, id]));
  for (const change of changes) {
    if (change.kind === 'added') ids.set(keyOf(change), randomUUID());
  }
  // Whatever others refer to is there before them: those that collect, then the reports upward.
  const inOrder = [...changes].sort((a, b) => rank(a) - rank(b));
  for (const change of inOrder) {
    const id = idIn(ids, keyOf(change));
    if (change.kind === 'over') continue;
    if (change.kind === 'dropped') {
      await trx
        .updateTable('cycle')
        .set({ cancelled_at: now, dropped: true, desk_at: null, desk_rung: null })
        .where('office_id', '=', officeId)
        .where('id', '=', id)
        .execute();
      continue;
    }
    if (change.kind === 'added') {
      const { tracked, opensNow } = change;
      await trx
        .insertInto('cycle')
        .values({
          office_id: officeId,
          id,
          plan_id: planId,
          requirement_id: idIn(requirementIds, tracked.planned.requirement),
          feeds_from: tracked.feedsFrom && (ids.get(tracked.feedsFrom.cycle.key) ?? null),
          merged_in: tracked.mergedIn && (ids.get(tracked.mergedIn.cycle.key) ?? null),
          ...cycleColumns(tracked),
          opened_at: opensNow ? now : null,
        })
        .execute();
      continue;
    }
    await trx
      .updateTable('cycle')
      .set({
        requirement_id: idIn(requirementIds, change.to.requirement),
        dropped: false,
        ...keptColumns(change, ids),
        ...(change.opensNow ? { opened_at: now } : {}),
      })
      .where('office_id', '=', officeId)
      .where('id', '=', id)
      .execute();
  }
  return ids;
}

function rank(change: CycleChange): number {
  if (change.kind !== 'added') return 2;
  const { requirement } = change.tracked.planned;
  return requirement.onward ? 1 : change.tracked.mergedIn === null ? 0 : 0.5;
}

function keptColumns(
  { from, to, tracked, moved }: CycleChange & { readonly kind: 'kept' },
  ids: ReadonlyMap<string, string>,
) {
  const { requirement, cycle } = to;
  const feeds =
    requirement.onward && tracked?.feedsFrom != null
      ? { feeds_from: ids.get(tracked.feedsFrom.cycle.key) ?? null }
      : {};
  if (moved && tracked !== null) {
    const { key: _key, kind: _kind, ...all } = cycleColumns(tracked);
    return { ...all, ...feeds };
  }
  // Where no day moves, days and what closes when stay: one may have been given since it was confirmed.
  const isSaid =
    from.cycle.duePhrase !== cycle.duePhrase || from.cycle.officeDue !== cycle.officeDue;
  return {
    report_name: reportNameIn(to),
    number_awaited: awaitsNumber(requirement),
    period_kind: cycle.periodKind ?? null,
    period_from: cycle.periodFrom,
    period_to: cycle.periodTo,
    ...(isSaid ? { due_phrase: cycle.duePhrase, office_due: cycle.officeDue ?? null } : {}),
    ...feeds,
  };
}

/**
 * What a change means for cycles beside it: which report upward they go into and by when, and which is the
 * last of its series. Returns the ids of those that changed.
 */
export async function writeNeighbours(
  scope: OfficeScope,
  { planId, confirmed }: Writing,
): Promise<readonly string[]> {
  const { trx, officeId, now, settings } = scope;
  const rows = await trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .where('kind', '=', 'collect')
    .where('collection_closed_at', 'is', null)
    .execute();
  const openings = new Map(rows.map((row) => [row.key, row.opens_at]));
  const { planned } = planCycles(confirmed, { now, settings, openings });
  const byKey = new Map(planned.map((one) => [one.cycle.key, one]));
  const changed: string[] = [];
  for (const row of rows) {
    const one = byKey.get(row.key);
    if (one === undefined) continue;
    const { onwardTargetAt, nextOpensAt, lastOfSeries } = one;
    const isSame =
      row.onward_target_at === onwardTargetAt &&
      row.next_opens_at === nextOpensAt &&
      row.last_of_series === lastOfSeries;
    if (isSame) continue;
    const closing = closingsBy(
      { overdueAt: row.overdue_at, onwardTargetAt, period: row.period_kind, nextOpensAt },
      settings,
    );
    await trx
      .updateTable('cycle')
      .set({
        onward_target_at: onwardTargetAt,
        next_opens_at: nextOpensAt,
        last_of_series: lastOfSeries,
        ...(closing === null
          ? {}
          : {
              closes_for_new_at: closing.closesForNewAt,
              closes_for_edits_at: closing.closesForEditsAt,
              letter_at: closing.letterAt,
              letter_on_first_late_day: closing.letterOnFirstLateDay,
            }),
      })
      .where('office_id', '=', officeId)
      .where('id', '=', row.id)
      .execute();
    changed.push(row.id);
  }
  return changed;
}
