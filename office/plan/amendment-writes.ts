import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { CycleChange, DutyChange } from '../../domain/amendment/decide.js';
import { amendedDuty, keyOf } from '../../domain/amendment/evolve.js';
import { closingsBy } from '../../domain/moved-clocks.js';
import { reportNameIn } from '../../domain/report-name.js';
import type { ConfirmedPlan, ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';
import { planCycles } from '../../domain/start.js';
import { ensureLinks } from '../agency-link/ensure-links.js';
import { insertObligations, saveObligations } from '../counting/obligation-rows.js';
import type { ObligationRow } from '../counting/obligation-rows.js';
import { columnsOf, loadLadderContexts, obligationOf } from '../reminding/ladder-rows.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { suppressPlanned } from '../reminding/notices.js';
import { recomputeOfficeMails } from '../reminding/office-mail-clock.js';
import { rearmCycles } from '../reminding/rearm.js';
import type { OfficeScope } from '../scope.js';
import type { HeldPlan } from './amendment-rows.js';
import { cycleColumns, requirementColumns } from './tracked-rows.js';

/** One duty that an amendment changed, as it stands now. */
export interface WrittenDuty {
  readonly change: DutyChange;
  readonly of: CycleChange;
  readonly id: string;
  readonly cycleId: string;
  readonly epoch: number;
  /** How often it has been written: tells what is told of two amendments apart. */
  readonly changes: number;
  readonly before: ObligationRow | null;
}

interface Writing {
  readonly planId: string;
  readonly confirmed: ConfirmedPlan;
  readonly held: HeldPlan;
  readonly changes: readonly CycleChange[];
  readonly reason: string;
}

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

/** Duties keep their row by the cycles they keep; of two that share one the first does. */
async function writeRequirements(
  scope: OfficeScope,
  { planId, confirmed, held, changes }: Writing,
): Promise<ReadonlyMap<ConfirmedRequirement, string>> {
  const { trx, officeId } = scope;
  const rowOfKey = new Map(held.cycles.map((cycle) => [cycle.key, cycle.requirement_id]));
  const taken = new Set<string>();
  const ids = new Map<ConfirmedRequirement, string>();
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
      await trx
        .updateTable('requirement')
        .set(columns)
        .where('office_id', '=', officeId)
        .where('id', '=', kept)
        .execute();
      ids.set(requirement, kept);
    }
  }
  return ids;
}

/** Returns the id of each cycle by its key. */
async function writeCycles(
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
        .set({ cancelled_at: now, desk_at: null, desk_rung: null })
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
async function writeNeighbours(
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

async function writeDuties(
  scope: OfficeScope,
  { held, changes, reason }: Writing,
  cycleIds: ReadonlyMap<string, string>,
): Promise<readonly WrittenDuty[]> {
  const { trx, officeId, now } = scope;
  const all = changes.flatMap((of) =>
    of.duties.map((change) => ({ of, change, cycleId: idIn(cycleIds, keyOf(of)) })),
  );
  const fresh = all.flatMap(({ of, change, cycleId }) =>
    change.kind === 'added' ? [{ of, change, cycleId, id: randomUUID() }] : [],
  );
  await insertObligations(
    scope,
    fresh.map(({ id, cycleId, change: { ower, due } }) => ({
      id,
      cycle_id: cycleId,
      agency_id: ower.agencyId,
      binding: ower.binding,
      chased: ower.chased,
      target_at: due.targetAt,
      overdue_at: due.overdueAt,
      due_day: due.day,
    })),
  );
  const after = new Map<string, ObligationRow>();
  const told = new Map<string, readonly { of: CycleChange; change: DutyChange }[]>();
  for (const { of, change } of all) {
    if (!('dutyId' in change)) continue;
    const row = after.get(change.dutyId) ?? held.duties.get(change.dutyId);
    if (row === undefined) continue;
    const duty = amendedDuty(obligationOf(row), change, { now, reason });
    after.set(row.id, { ...row, ...columnsOf(duty), binding: duty.binding });
    told.set(row.id, [...(told.get(row.id) ?? []), { of, change }]);
  }
  const dropped = new Set(
    all.flatMap(({ change }) => (change.kind === 'dropped' ? [change.dutyId] : [])),
  );
  const changed = [...after.values()].filter(({ id }) => !dropped.has(id));
  await saveObligations(scope, changed);
  await armTold(
    scope,
    fresh.flatMap(({ id, change }) => (change.told ? [id] : [])),
  );
  await setAside(scope, [...dropped]);
  await silence(scope, all, after);
  const counts = await trx
    .selectFrom('obligation')
    .select(['id', 'epoch', 'changes'])
    .where('office_id', '=', officeId)
    .where(sql<boolean>`id = any(${[...after.keys(), ...fresh.map(({ id }) => id)]}::uuid[])`)
    .execute();
  const now_ = new Map(counts.map((row) => [row.id, row]));
  const written = (
    id: string,
    cycleId: string,
    of: CycleChange,
    change: DutyChange,
  ): WrittenDuty => ({
    of,
    change,
    id,
    cycleId,
    epoch: now_.get(id)?.epoch ?? 0,
    changes: now_.get(id)?.changes ?? 0,
    before: held.duties.get(id) ?? null,
  });
  return [
    ...[...after.values()].flatMap((row) =>
      (told.get(row.id) ?? []).map(({ of, change }) => written(row.id, row.cycle_id, of, change)),
    ),
    ...fresh.map(({ id, cycleId, of, change }) => written(id, cycleId, of, change)),
  ];
}

/** Told of it now, nobody is assigned it once more: the ladder begins here. */
async function armTold(scope: OfficeScope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await scope.trx
    .updateTable('obligation')
    .set({ epoch: 1, armed_at: scope.now })
    .where('office_id', '=', scope.officeId)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
}

/** A change of a duty in a cycle that is left out: no rung stands, and its calendar entry is another from now on. */
async function setAside(scope: OfficeScope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await scope.trx
    .updateTable('obligation')
    .set({ next_at: null, next_rung: null, changes: sql<number>`changes + 1` })
    .where('office_id', '=', scope.officeId)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
}

/** Ladder mails that wait are left out where they would say what is no longer so. */
async function silence(
  scope: OfficeScope,
  all: readonly { readonly change: DutyChange }[],
  after: ReadonlyMap<string, ObligationRow>,
): Promise<void> {
  const idsOf = (kinds: readonly DutyChange['kind'][], toldOnly: boolean): readonly string[] =>
    all.flatMap(({ change }) =>
      'dutyId' in change &&
      kinds.includes(change.kind) &&
      (change.told || !toldOnly) &&
      after.has(change.dutyId)
        ? [change.dutyId]
        : [],
    );
  await suppressPlanned(scope, idsOf(['moved', 'wantedAgain', 'begun'], true), 'epoch');
  await suppressPlanned(scope, idsOf(['released'], false), 'waived');
  await suppressPlanned(scope, idsOf(['dropped'], false), 'skipped');
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

function idIn<T>(ids: ReadonlyMap<T, string>, one: T): string {
  const id = ids.get(one);
  if (id === undefined) throw new Error('a row that an amendment does not know');
  return id;
}
