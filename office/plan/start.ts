import { AS_AGREED, changedSinceAgreed } from '../../domain/agreed-plan.js';
import type { ListedAgency } from '../../domain/agreed-plan.js';
import { withoutUndated } from '../../domain/dated-cycle.js';
import { standingDay } from '../../domain/amendment/shown-due.js';
import type { Day, Instant } from '../../domain/day.js';
import type { Skip } from '../../domain/ladder.js';
import { allOwers } from '../../domain/owing-agencies.js';
import { ok, refuse } from '../../domain/result.js';
import type { Refused } from '../../domain/result.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { byCalendar, planCycles, problemsOfStart, skippedAtStart } from '../../domain/start.js';
import { trackedCycles } from '../../domain/tracked-cycles.js';
import type { TrackedCycle } from '../../domain/tracked-cycles.js';
import { record } from '../audit/record.js';
import { deadlineSettingsOf } from '../scope.js';
import type { OfficeScope } from '../scope.js';
import { reachedAgencies } from '../reminding/contacts.js';
import { pokePlan } from '../poke.js';
import type { ActResult } from '../act-result.js';
import { changePlan, lockPlan, planAfter, versionOf } from './plan-row.js';
import type { PlanRow } from './plan-row.js';
import { agenciesOfPlan } from './shown-plan.js';
import { writeTracked } from './tracked-rows.js';

export interface StartPreview {
  readonly cycles: readonly {
    readonly key: string;
    readonly dueDay: Day | null;
    readonly targetAt: Instant | null;
    readonly overdueAt: Instant | null;
    readonly closesForNewAt: Instant | null;
  }[];
  readonly skipped: readonly Skip[];
  readonly withoutContact: readonly string[];
  readonly problems: readonly Refused<RefusalCode>[];
}

/** What a start now would do, and what stands against it; changes nothing. */
export async function previewStart(
  scope: OfficeScope,
  { planId }: { planId: string },
): ActResult<StartPreview> {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  const start = await startOf(scope, plan);
  if (start === null) return refuse('PLAN_STATE');
  const { confirmed, agencies, cycles, skipped, problems } = start;
  const owers = allOwers(confirmed);
  const reachable = await reachedAgencies(scope, [...owers]);
  return ok({
    cycles: cycles.map(({ planned: { cycle }, closesForNewAt }) => ({
      key: cycle.key,
      dueDay: standingDay(cycle),
      targetAt: cycle.targetAt,
      overdueAt: cycle.overdueAt,
      closesForNewAt,
    })),
    skipped,
    withoutContact: agencies
      .filter(({ id, standing }) => owers.has(id) && !standing && !reachable.has(id))
      .map(({ name }) => name)
      .sort((a, b) => a.localeCompare(b, 'vi')),
    problems,
  });
}

/**
 * Begins tracking: cycles and every obligation become rows up front; what has gone by already is
 * skipped and said so. Refused while number and date are missing, everything is past, or the list and
 * its due days are no longer those that were agreed to.
 */
export async function startPlan(
  scope: OfficeScope,
  { planId, publicUrlProblem }: { planId: string; publicUrlProblem: string | null },
): ActResult<{ cycles: number; obligations: number; skipped: readonly Skip[] }> {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  const may = planAfter(plan, { type: 'start' }, scope);
  if (!may.ok) return may;
  const start = await startOf(scope, plan);
  if (start === null) return refuse('PLAN_STATE');
  // Until the office is open, its links reach nobody outside.
  const reachesAgencies = scope.office.kind === 'live' && scope.office.opened_at !== null;
  if (publicUrlProblem !== null && reachesAgencies) {
    return refuse('PUBLIC_URL', { problem: publicUrlProblem });
  }
  const { confirmed, cycles, skipped, problems } = start;
  const [problem] = problems;
  if (problem !== undefined) return problem;
  const obligations = await writeTracked(scope, { planId, confirmed, cycles });
  await changePlan(scope, plan, { type: 'start' });
  await record(scope, 'startPlan', `plan:${planId}`, { cycles: cycles.length, obligations });
  await pokePlan(scope, planId);
  return ok({ cycles: cycles.length, obligations, skipped });
}

/** Everything a start now would write, with what stands against it. */
interface Start {
  readonly confirmed: ConfirmedPlan;
  readonly agencies: readonly ListedAgency[];
  readonly cycles: readonly TrackedCycle[];
  readonly skipped: readonly Skip[];
  readonly problems: readonly Refused<RefusalCode>[];
}

/** Null as long as nothing was confirmed. */
async function startOf(scope: OfficeScope, plan: PlanRow): Promise<Start | null> {
  const agreed = await versionOf(scope, plan);
  if (agreed.confirmed === null) return null;
  const { settings } = scope;
  const isRehearsed = scope.office.kind === 'rehearsal';
  const whole = byCalendar(agreed.confirmed, deadlineSettingsOf(scope));
  const confirmed = isRehearsed ? withoutUndated(whole) : whole;
  const agencies = await agenciesOfPlan(scope.trx, scope.officeId, confirmed.agencyIds);
  const { planned, past } = planCycles(confirmed, scope);
  const changed =
    // Nobody agrees to a rehearsal: it shows how the plan would go by the calendar of today.
    isRehearsed
      ? AS_AGREED
      : changedSinceAgreed(
          { plan: agreed.confirmed, agencies: agreed.agreed_agencies },
          { plan: confirmed, agencies },
          scope.now,
        );
  return {
    confirmed,
    agencies,
    cycles: trackedCycles(planned, confirmed, {
      agencies: agencies.map((one) => ({
        ...one,
        binding: one.binding || confirmed.askedOwe === true,
      })),
      settings,
    }),
    skipped: planned.flatMap((one) => skippedAtStart(one, confirmed, settings)),
    problems: problemsOfStart({
      confirmed,
      plannedCount: planned.length,
      past,
      agencyCount: agencies.length,
      changed,
    }),
  };
}
