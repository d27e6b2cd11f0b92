import { randomUUID } from 'node:crypto';
import type { Instant } from '../../domain/day.js';
import { closingOfCycle, letterAt } from '../../domain/desk.js';
import type { Skip } from '../../domain/ladder.js';
import { allOwers, boundBy, owersOf } from '../../domain/owing-agencies.js';
import { ok, refuse } from '../../domain/result.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { ConfirmedPlan, ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';
import { carryingCycle } from '../../domain/shared-report.js';
import { byCalendar, planCycles, problemsOfStart, skippedAtStart } from '../../domain/start.js';
import type { PlannedCycle } from '../../domain/start.js';
import { record } from '../audit/record.js';
import { insertObligations } from '../counting/obligation-rows.js';
import type { NewObligation } from '../counting/obligation-rows.js';
import { deadlineSettingsOf } from '../scope.js';
import type { OfficeScope } from '../scope.js';
import { reachedAgencies } from '../reminding/contacts.js';
import { pokePlan } from '../poke.js';
import type { ActResult } from '../act-result.js';
import { confirmedOf, lockPlan } from './plan.js';

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
  return ok({
    cycles: planned.map(({ cycle, onwardTargetAt }) => ({
      key: cycle.key,
      targetAt: cycle.targetAt,
      overdueAt: cycle.overdueAt,
      closesForNewAt:
        closingOfCycle(cycle.overdueAt, onwardTargetAt, scope.settings)?.forNewAt ?? null,
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
  if (plan.state !== 'consented') return refuse('PLAN_STATE');
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
  const requirementIds = await insertRequirements(scope, planId, confirmed);
  const standing = new Set(agencies.filter((agency) => agency.standing).map(({ id }) => id));
  const leaders = carryingCycle(planned, standing);
  const cycleIds = new Map<PlannedCycle, string>(planned.map((one) => [one, randomUUID()]));
  const collected: { readonly cycleId: string; readonly one: PlannedCycle }[] = [];
  const fresh: NewObligation[] = [];
  for (const one of planned) {
    const leader = leaders.get(one) ?? one;
    const [cycleId, leaderId] = [cycleIds.get(one), cycleIds.get(leader)];
    if (cycleId === undefined || leaderId === undefined) throw new Error('a cycle without an id');
    const onward = one.requirement.onward;
    const requirementId = requirementIds.get(one.requirement);
    if (requirementId === undefined) throw new Error('a cycle without its requirement');
    const feedsFrom = onward ? fedBy(one, collected) : null;
    const mergedIn = leader === one ? null : leaderId;
    await insertCycle(scope, { planId, cycleId, requirementId, feedsFrom, mergedIn, one });
    if (isMerged(one.requirement) && mergedIn === null) collected.push({ cycleId, one });
    const owers = owersOf(one.requirement, confirmed);
    const bound = boundBy(owers, agencies);
    const owing = agencies.filter(({ id }) => {
      if (onward) return standing.has(id);
      // Its own figures go into a report once, with the cycle that makes it.
      return owers.has(id) && !(mergedIn !== null && standing.has(id));
    });
    fresh.push(
      ...owing.map((agency) => ({
        id: randomUUID(),
        cycle_id: cycleId,
        agency_id: agency.id,
        // The standing body is bound by its own report upward, though nobody chases it.
        binding: onward || bound.has(agency.id),
        chased: !agency.standing,
        target_at: one.cycle.targetAt,
        overdue_at: one.cycle.overdueAt,
        due_day: one.cycle.dueDay,
      })),
    );
  }
  await insertObligations(scope, fresh);
  const obligations = fresh.length;
  await scope.trx
    .updateTable('plan')
    .set({ state: 'started', started_at: scope.now })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .execute();
  const skipped = planned.flatMap((one) => skippedAtStart(one, confirmed, scope.settings));
  await record(scope, 'startPlan', `plan:${planId}`, { cycles: planned.length, obligations });
  await pokePlan(scope, planId);
  return ok({ cycles: planned.length, obligations, skipped });
}

/** The collecting cycle whose report goes up: the last one due before the report upward is. */
function fedBy(
  { cycle: upward }: PlannedCycle,
  collected: readonly { readonly cycleId: string; readonly one: PlannedCycle }[],
): string | null {
  const before = collected.filter(({ one }) => one.cycle.overdueAt < upward.targetAt);
  return (before.at(-1) ?? collected[0])?.cycleId ?? null;
}

async function agenciesOf(
  scope: OfficeScope,
  confirmed: ConfirmedPlan,
): Promise<readonly { id: string; name: string; binding: boolean; standing: boolean }[]> {
  if (confirmed.agencyIds.length === 0) return [];
  const rows = await scope.trx
    .selectFrom('agency')
    .select(['id', 'name', 'binding', 'standing'])
    .where('office_id', '=', scope.officeId)
    .where('id', 'in', confirmed.agencyIds)
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ ...row, binding: row.binding || confirmed.askedOwe === true }));
}

async function insertRequirements(
  scope: OfficeScope,
  planId: string,
  confirmed: ConfirmedPlan,
): Promise<ReadonlyMap<ConfirmedRequirement, string>> {
  const ids = new Map<ConfirmedRequirement, string>();
  for (const [ordinal, requirement] of confirmed.requirements.entries()) {
    const id = randomUUID();
    ids.set(requirement, id);
    await scope.trx
      .insertInto('requirement')
      .values({
        office_id: scope.officeId,
        id,
        plan_id: planId,
        ordinal,
        what: requirement.what,
        report_name: requirement.reportName,
        recipients: requirement.recipients,
        via: requirement.via,
        channel: requirement.channel,
        form: requirement.form,
        consolidates: isMerged(requirement),
        onward: requirement.onward,
      })
      .execute();
  }
  return ids;
}

/** Only reports are merged into one that goes up; plans and lists are collected and filed. */
function isMerged(requirement: ConfirmedRequirement): boolean {
  return requirement.what === 'report' && !requirement.onward;
}

async function insertCycle(
  scope: OfficeScope,
  input: {
    planId: string;
    cycleId: string;
    requirementId: string;
    feedsFrom: string | null;
    mergedIn: string | null;
    one: PlannedCycle;
  },
): Promise<void> {
  const { requirement, cycle, opensAt, onwardTargetAt } = input.one;
  const closing = closingOfCycle(cycle.overdueAt, onwardTargetAt, scope.settings);
  const early = closing?.letterOnFirstLateDay ?? false;
  await scope.trx
    .insertInto('cycle')
    .values({
      office_id: scope.officeId,
      id: input.cycleId,
      plan_id: input.planId,
      requirement_id: input.requirementId,
      key: cycle.key,
      kind: requirement.onward ? 'onward' : 'collect',
      feeds_from: input.feedsFrom,
      merged_in: input.mergedIn,
      period_from: cycle.periodFrom,
      period_to: cycle.periodTo,
      cut_off: cycle.cutOff,
      due_phrase: cycle.duePhrase,
      due_day: cycle.dueDay,
      due_rule: cycle.rule === undefined ? null : JSON.stringify(cycle.rule),
      hour_bound: cycle.hourBound,
      show_target: cycle.showTarget,
      target_at: cycle.targetAt,
      overdue_at: cycle.overdueAt,
      onward_target_at: onwardTargetAt,
      closes_for_new_at: requirement.onward ? null : (closing?.forNewAt ?? null),
      closes_for_edits_at: requirement.onward ? null : (closing?.forEditsAt ?? null),
      letter_at: requirement.onward ? null : letterAt(cycle.overdueAt, early, scope.settings),
      letter_on_first_late_day: early,
      letter_drafted_at: null,
      head_released_at: null,
      opens_at: opensAt,
      opened_at: null,
      paused_at: null,
      cancelled_at: null,
      collection_closed_at: null,
      edits_closed_at: null,
      closed_at: null,
      desk_told_at: null,
      desk_rung: null,
      desk_at: null,
      last_error: null,
    })
    .execute();
}
