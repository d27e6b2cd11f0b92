import { sql } from 'kysely';
import type { Instant } from '../../domain/day.js';
import type { Skip } from '../../domain/ladder.js';
import { allOwers } from '../../domain/owing-agencies.js';
import { ok, refuse } from '../../domain/result.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { byCalendar, planCycles, problemsOfStart, skippedAtStart } from '../../domain/start.js';
import { trackedCycles } from '../../domain/tracked-cycles.js';
import type { TrackedAgency } from '../../domain/tracked-cycles.js';
import { record } from '../audit/record.js';
import { deadlineSettingsOf } from '../scope.js';
import type { OfficeScope } from '../scope.js';
import { reachedAgencies } from '../reminding/contacts.js';
import { pokePlan } from '../poke.js';
import type { ActResult } from '../act-result.js';
import { changePlan, confirmedOf, lockPlan, planAfter } from './plan-row.js';
import { writeTracked } from './tracked-rows.js';

export interface StartPreview {
  readonly cycles: readonly {
    readonly key: string;
    readonly targetAt: Instant;
    readonly overdueAt: Instant;
    readonly closesForNewAt: Instant | null;
  }[];
  readonly skipped: readonly Skip[];
  readonly withoutContact: readonly string[];
  readonly problems: readonly RefusalCode[];
}

/** What a start now would do, and what stands against it; changes nothing. */
export async function previewStart(
  scope: OfficeScope,
  { planId }: { planId: string },
): ActResult<StartPreview> {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  const agreed = await confirmedOf(scope, plan);
  if (agreed === null) return refuse('PLAN_STATE');
  const confirmed = byCalendar(agreed, deadlineSettingsOf(scope));
  const { planned, past } = planCycles(confirmed, scope);
  const agencies = await agenciesOf(scope, confirmed);
  const owers = allOwers(confirmed);
  const reachable = await reachedAgencies(scope, [...owers]);
  const cycles = trackedCycles(planned, confirmed, { agencies, settings: scope.settings });
  return ok({
    cycles: cycles.map(({ planned: { cycle }, closesForNewAt }) => ({
      key: cycle.key,
      targetAt: cycle.targetAt,
      overdueAt: cycle.overdueAt,
      closesForNewAt,
    })),
    skipped: planned.flatMap((one) => skippedAtStart(one, confirmed, scope.settings)),
    withoutContact: agencies
      .filter(({ id, standing }) => owers.has(id) && !standing && !reachable.has(id))
      .map(({ name }) => name),
    problems: problemsOfStart({
      confirmed,
      plannedCount: planned.length,
      pastCount: past.length,
      agencyCount: agencies.length,
    }),
  });
}

/**
 * Begins tracking: cycles and every obligation become rows up front; what has gone by already is
 * skipped and said so. Refused while number and date are missing or everything is past.
 */
export async function startPlan(
  scope: OfficeScope,
  { planId, publicUrlProblem }: { planId: string; publicUrlProblem: string | null },
): ActResult<{ cycles: number; obligations: number; skipped: readonly Skip[] }> {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  const may = planAfter(plan, { type: 'start' }, scope);
  if (!may.ok) return may;
  const agreed = await confirmedOf(scope, plan);
  if (agreed === null) return refuse('PLAN_STATE');
  const confirmed = byCalendar(agreed, deadlineSettingsOf(scope));
  if (publicUrlProblem !== null && scope.office.kind === 'live') {
    return refuse('PUBLIC_URL', { problem: publicUrlProblem });
  }
  const { planned, past } = planCycles(confirmed, scope);
  const agencies = await agenciesOf(scope, confirmed);
  const [problem] = problemsOfStart({
    confirmed,
    plannedCount: planned.length,
    pastCount: past.length,
    agencyCount: agencies.length,
  });
  if (problem !== undefined) return refuse(problem, { phrase: past[0]?.duePhrase ?? '' });
  const cycles = trackedCycles(planned, confirmed, { agencies, settings: scope.settings });
  const obligations = await writeTracked(scope, { planId, confirmed, cycles });
  await changePlan(scope, plan, { type: 'start' });
  const skipped = planned.flatMap((one) => skippedAtStart(one, confirmed, scope.settings));
  await record(scope, 'startPlan', `plan:${planId}`, { cycles: planned.length, obligations });
  await pokePlan(scope, planId);
  return ok({ cycles: planned.length, obligations, skipped });
}

async function agenciesOf(
  scope: OfficeScope,
  confirmed: ConfirmedPlan,
): Promise<readonly (TrackedAgency & { readonly name: string })[]> {
  if (confirmed.agencyIds.length === 0) return [];
  const rows = await scope.trx
    .selectFrom('agency')
    .select(['id', 'name', 'binding', 'standing'])
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('id', '=', sql<string>`any(${[...confirmed.agencyIds]}::uuid[])`))
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ ...row, binding: row.binding || confirmed.askedOwe === true }));
}
