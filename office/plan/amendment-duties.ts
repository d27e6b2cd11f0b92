import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { CycleChange, DutyChange } from '../../domain/amendment/decide.js';
import { amendedDuty, keyOf } from '../../domain/amendment/evolve.js';
import { insertObligations, saveObligations } from '../counting/obligation-rows.js';
import type { ObligationRow } from '../counting/obligation-rows.js';
import { columnsOf, obligationOf } from '../reminding/ladder-rows.js';
import { suppressPlanned } from '../reminding/notices.js';
import type { OfficeScope } from '../scope.js';
import { idIn } from './amendment-changes.js';
import type { Writing, WrittenDuty } from './amendment-changes.js';

/** Writes what an amendment does to what each agency owes; returns every duty it changed, and how often it has been written. */
export async function writeDuties(
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
  const stands = new Map(counts.map((row) => [row.id, row]));
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
    epoch: stands.get(id)?.epoch ?? 0,
    changes: stands.get(id)?.changes ?? 0,
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
