import { cyclesOfRequirements, obligationsOfAgencies } from '../../db/joined.js';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../../db/tables.js';
import type { Day } from '../../domain/day.js';
import { closingOfCycle, letterAt } from '../../domain/desk.js';
import { clockOf, DAY_RULE } from '../../domain/due-clock.js';
import { printedDay } from '../../domain/printed-day.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { ensureLinks } from '../agency-link/ensure-links.js';
import { keepReason, record } from '../audit/record.js';
import { insertObligations, saveObligations } from '../counting/obligation-rows.js';
import { pokeCycle, pokePlan } from '../poke.js';
import { loadLadderContext, withNextRung } from '../reminding/ladder-rows.js';
import type { CycleRow, ObligationRow } from '../reminding/ladder-rows.js';
import { planNotices } from '../reminding/notices.js';
import { recomputeOfficeMails } from '../reminding/office-mail-clock.js';
import { deadlineSettingsOf } from '../scope.js';
import type { OfficeScope } from '../scope.js';
import { lockPlan } from './plan-row.js';

/** One more period of a duty, asked for by the office itself. */
export interface AddedPeriod {
  /** A period of the same duty: whoever owes in it owes in the new one. */
  readonly cycleId: string;
  /** What the period is called beside the report, "bổ sung tháng 8/2026". */
  readonly name: string;
  /** Until the end of this day. */
  readonly dueDay: Day;
  readonly reason: string;
}

/** Adds a period to a duty of a running plan: it opens at once, and each agency that owes it is told in one mail, with the reason. */
export async function addPeriod(
  scope: OfficeScope,
  { cycleId, name, dueDay, reason }: AddedPeriod,
): ActResult<{ cycleId: string }> {
  const { trx, officeId, now, settings } = scope;
  const found = await trx
    .selectFrom('cycle')
    .select('plan_id')
    .where('office_id', '=', officeId)
    .where('id', '=', cycleId)
    .where('kind', '=', 'collect')
    .executeTakeFirst();
  const plan = found === undefined ? null : await lockPlan(scope, found.plan_id);
  if (plan === null) return refuse('NOT_FOUND');
  if (plan.state !== 'started' || plan.paused_at !== null) return refuse('PLAN_STATE');
  if (reason.trim() === '') return refuse('REASON_MISSING');
  const clock = clockOf(DAY_RULE, dueDay, deadlineSettingsOf(scope));
  if (clock === null || clock.targetAt <= now) return refuse('DUE_IN_THE_PAST', { day: dueDay });
  const model = await modelOf(scope, cycleId);
  const key = `${model.what}-${dueDay}`;
  if (await isTaken(scope, plan.id, key)) return refuse('PERIOD_EXISTS', { day: dueDay });
  const closing = closingOfCycle(
    { ...clock, onwardTargetAt: null, period: null, nextOpensAt: null },
    settings,
  );
  const cycle = await insertCycle(scope, {
    office_id: officeId,
    id: randomUUID(),
    plan_id: plan.id,
    requirement_id: model.requirement_id,
    key,
    kind: 'collect',
    report_name: `${model.reportName} ${name}`,
    due_phrase: `đến hết ngày ${printedDay(dueDay)}`,
    due_day: dueDay,
    due_rule: JSON.stringify(DAY_RULE),
    target_at: clock.targetAt,
    overdue_at: clock.overdueAt,
    closes_for_new_at: closing?.forNewAt ?? null,
    closes_for_edits_at: closing?.forEditsAt ?? null,
    letter_at: letterAt(clock.overdueAt, { period: null, letterOnFirstLateDay: false }, settings),
    opens_at: now,
    opened_at: now,
  });
  const owed = await begin(scope, { cycle, modelId: cycleId });
  await ensureLinks(scope, [cycle.id]);
  await recomputeOfficeMails(scope, [cycle]);
  await planNotices(
    scope,
    owed
      .filter(({ chased }) => chased)
      .map((row) => ({
        key: `event/periodAdded/${row.id}`,
        name: 'periodAdded',
        kind: 'event',
        class: 'event',
        to: { kind: 'agency', agencyId: row.agency_id, role: 'writers' },
        planId: plan.id,
        cycleId: cycle.id,
        obligationId: row.id,
        epoch: row.epoch,
        data: { reason },
      })),
  );
  await record(scope, 'addPeriod', `cycle:${cycle.id}`, {
    day: dueDay,
    obligations: owed.length,
    reasonId: await keepReason(scope, reason),
  });
  await pokeCycle(scope, cycle.id);
  await pokePlan(scope, plan.id);
  return ok({ cycleId: cycle.id });
}

async function modelOf(scope: OfficeScope, cycleId: string) {
  return cyclesOfRequirements(scope.trx)
    .select(['cycle.requirement_id', 'requirement.what', 'requirement.report_name as reportName'])
    .where('cycle.office_id', '=', scope.officeId)
    .where('cycle.id', '=', cycleId)
    .executeTakeFirstOrThrow();
}

async function isTaken(scope: OfficeScope, planId: string, key: string): Promise<boolean> {
  const row = await scope.trx
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where('key', '=', key)
    .executeTakeFirst();
  return row !== undefined;
}

async function insertCycle(
  scope: OfficeScope,
  row: Insertable<Tables['cycle']>,
): Promise<CycleRow> {
  return scope.trx.insertInto('cycle').values(row).returningAll().executeTakeFirstOrThrow();
}

/** Whoever owes in the model and is not gone owes in the new cycle; told of it now, nobody is assigned it once more. */
async function begin(
  scope: OfficeScope,
  { cycle, modelId }: { readonly cycle: CycleRow; readonly modelId: string },
): Promise<readonly ObligationRow[]> {
  const { trx, officeId, now } = scope;
  const owers: readonly Pick<
    Selectable<Tables['obligation']>,
    'agency_id' | 'binding' | 'chased'
  >[] = await obligationsOfAgencies(trx)
    .select(['obligation.agency_id', 'obligation.binding', 'obligation.chased'])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.cycle_id', '=', modelId)
    .where('agency.valid_to', 'is', null)
    .orderBy('obligation.agency_id')
    .execute();
  const fresh = owers.map((ower) => ({
    ...ower,
    id: randomUUID(),
    cycle_id: cycle.id,
    target_at: cycle.target_at,
    overdue_at: cycle.overdue_at,
    due_day: cycle.due_day,
  }));
  await insertObligations(scope, fresh);
  const begun = await trx
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', officeId)
    .where(sql<boolean>`cycle_id = ${cycle.id}`)
    .orderBy('id')
    .execute();
  const ladder = await loadLadderContext(scope, cycle);
  const armed = begun.map((row) =>
    withNextRung(scope, { ...row, epoch: 1, armed_at: now }, ladder),
  );
  await saveObligations(scope, armed);
  return armed;
}
