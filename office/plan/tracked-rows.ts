import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { ConfirmedPlan, ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';
import { formOfPlan } from '../../domain/form-of.js';
import { reportNameIn } from '../../domain/report-name.js';
import { isMerged } from '../../domain/tracked-cycles.js';
import type { TrackedCycle } from '../../domain/tracked-cycles.js';
import { batches } from '../../db/batches.js';
import type { Tables } from '../../db/tables.js';
import { insertObligations } from '../counting/obligation-rows.js';
import type { NewObligation } from '../counting/obligation-rows.js';
import type { OfficeScope } from '../scope.js';

/** Writes the requirements, cycles and obligations of a plan that begins, each kind in one statement; returns how many obligations. */
export async function writeTracked(
  scope: OfficeScope,
  {
    planId,
    confirmed,
    cycles,
  }: {
    readonly planId: string;
    readonly confirmed: ConfirmedPlan;
    readonly cycles: readonly TrackedCycle[];
  },
): Promise<number> {
  const requirementIds = await insertRequirements(scope, planId, confirmed);
  const cycleIds = new Map(cycles.map(({ planned }) => [planned, randomUUID()]));
  const rows = cycles.map((one): Insertable<Tables['cycle']> => {
    const { requirement } = one.planned;
    return {
      office_id: scope.officeId,
      id: idIn(cycleIds, one.planned),
      plan_id: planId,
      requirement_id: idIn(requirementIds, requirement),
      feeds_from: one.feedsFrom && idIn(cycleIds, one.feedsFrom),
      merged_in: one.mergedIn && idIn(cycleIds, one.mergedIn),
      ...cycleColumns(one),
    };
  });
  for (const some of batches(rows)) {
    await scope.trx.insertInto('cycle').values(some).execute();
  }
  const owed = cycles.flatMap((one) => obligationsIn(one, idIn(cycleIds, one.planned)));
  await insertObligations(scope, owed);
  return owed.length;
}

function idIn<T>(ids: ReadonlyMap<T, string>, one: T): string {
  const id = ids.get(one);
  if (id === undefined) throw new Error('a row that was not planned');
  return id;
}

async function insertRequirements(
  scope: OfficeScope,
  planId: string,
  confirmed: ConfirmedPlan,
): Promise<ReadonlyMap<ConfirmedRequirement, string>> {
  const { requirements } = confirmed;
  const ids = new Map(requirements.map((requirement) => [requirement, randomUUID()]));
  const rows = requirements.map((requirement, ordinal): Insertable<Tables['requirement']> => ({
    office_id: scope.officeId,
    id: idIn(ids, requirement),
    plan_id: planId,
    ordinal,
    ...requirementColumns(requirement, confirmed),
  }));
  for (const some of batches(rows)) {
    await scope.trx.insertInto('requirement').values(some).execute();
  }
  return ids;
}

/** What a requirement's row holds of what was confirmed. */
export function requirementColumns(requirement: ConfirmedRequirement, confirmed: ConfirmedPlan) {
  return {
    what: requirement.what,
    report_name: requirement.reportName,
    recipients: requirement.recipients,
    via: requirement.via,
    channel: requirement.channel,
    form: requirement.form,
    form_definition: JSON.stringify(formOfPlan(confirmed, requirement.form)),
    consolidates: isMerged(requirement),
    onward: requirement.onward,
    ladder: requirement.ladder === undefined ? null : JSON.stringify(requirement.ladder),
    basis: requirement.basis === undefined ? null : JSON.stringify(requirement.basis),
    covering: requirement.covering ?? null,
  };
}

/** Whether a duty rests on somebody's word whose paper has no number yet. */
export function awaitsNumber({ basis }: ConfirmedRequirement): boolean {
  return basis?.kind === 'directed';
}

/** What a cycle's row holds of how it is tracked. */
export function cycleColumns({ planned, ...tracked }: TrackedCycle) {
  const { requirement, cycle, opensAt, onwardTargetAt, nextOpensAt, lastOfSeries } = planned;
  return {
    key: cycle.key,
    kind: requirement.onward ? ('onward' as const) : ('collect' as const),
    period_kind: cycle.periodKind ?? null,
    report_name: reportNameIn(planned),
    period_from: cycle.periodFrom,
    period_to: cycle.periodTo,
    cut_off: cycle.cutOff,
    due_phrase: cycle.duePhrase,
    office_due: cycle.officeDue ?? null,
    due_day: cycle.dueDay,
    due_rule: cycle.rule === undefined ? null : JSON.stringify(cycle.rule),
    hour_bound: cycle.hourBound,
    show_target: cycle.showTarget,
    target_at: cycle.targetAt,
    overdue_at: cycle.overdueAt,
    onward_target_at: onwardTargetAt,
    closes_for_new_at: tracked.closesForNewAt,
    closes_for_edits_at: tracked.closesForEditsAt,
    letter_at: tracked.letterAt,
    letter_on_first_late_day: tracked.letterOnFirstLateDay,
    number_awaited: awaitsNumber(requirement),
    opens_at: opensAt,
    next_opens_at: nextOpensAt,
    last_of_series: lastOfSeries,
  };
}

function obligationsIn(
  { planned: { cycle }, owers }: TrackedCycle,
  cycleId: string,
): readonly NewObligation[] {
  return owers.map(({ agencyId, binding, chased }) => ({
    id: randomUUID(),
    cycle_id: cycleId,
    agency_id: agencyId,
    binding,
    chased,
    target_at: cycle.targetAt,
    overdue_at: cycle.overdueAt,
    due_day: cycle.dueDay,
  }));
}
