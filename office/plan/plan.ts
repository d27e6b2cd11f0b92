import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { allOwers, unowedIn } from '../../domain/owing-agencies.js';
import { ok, refuse } from '../../domain/result.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { setDues } from '../../domain/set-dues.js';
import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import { keepReason, record } from '../audit/record.js';
import { recomputeOfficeMail } from '../reminding/office-mail-clock.js';
import { CYCLE_ORDER, holdObligations } from '../lock-order.js';
import type { OfficeScope } from '../scope.js';
import { planNotice, staffWithRole, suppressPlanned } from '../reminding/notices.js';
import { lockCycle } from '../reminding/ladder-rows.js';
import { rearmCycle } from '../reminding/rearm.js';
import { giveBackPaused } from '../reminding/given-back.js';
import { pokeCycle, pokePlan } from '../poke.js';
import type { PlanState } from '../../domain/plan.js';
import type { Tables } from '../../db/tables.js';
import type { ActResult } from '../act-result.js';

export type PlanRow = Selectable<Tables['plan']>;

/** A document becomes a plan in the making: bytes, text and what was read of it are kept. */
export async function uploadPlan(
  scope: OfficeScope,
  input: {
    readonly fileName: string;
    readonly bytes: Buffer;
    readonly text: string;
    readonly draft: PlanDraft;
  },
): ActResult<{ planId: string }> {
  const code = await nextCode(scope);
  const planId = randomUUID();
  await scope.trx
    .insertInto('plan')
    .values({
      office_id: scope.officeId,
      id: planId,
      code,
      state: 'draft',
      title: input.draft.document.subject ?? input.fileName,
      identity: '{}',
      window_from: input.draft.window?.from ?? null,
      window_to: input.draft.window?.to ?? null,
      started_at: null,
      paused_at: null,
      cancelled_at: null,
      closed_at: null,
      last_error: null,
      created_at: scope.now,
    })
    .execute();
  await scope.trx
    .insertInto('plan_version')
    .values({
      office_id: scope.officeId,
      plan_id: planId,
      version: 1,
      file_name: input.fileName,
      bytes: input.bytes,
      sha256: createHash('sha256').update(input.bytes).digest('hex'),
      text: input.text,
      draft: JSON.stringify(input.draft),
      confirmed: null,
      consent_by: null,
      consent_at: null,
      uploaded_by: scope.actor,
      uploaded_at: scope.now,
    })
    .execute();
  await record(scope, 'uploadPlan', `plan:${planId}`);
  return ok({ planId });
}

/** The next `KH-nnn` of an office; who uploads at the same time waits for it, else both would take one number. */
async function nextCode({ trx, officeId }: OfficeScope): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plan-code/${officeId}`}, 0))`.execute(
    trx,
  );
  const { count } = await trx
    .selectFrom('plan')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow();
  return `KH-${String(count + 1).padStart(3, '0')}`;
}

/** The officer confirms what was read; the approver is asked to agree. */
export async function confirmPlan(
  scope: OfficeScope,
  { planId, confirmed }: { planId: string; confirmed: ConfirmedPlan },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (plan.state !== 'draft' && plan.state !== 'awaitingConsent') return refuse('PLAN_STATE');
  if (confirmed.requirements.length === 0) return refuse('NO_REQUIREMENTS');
  if (confirmed.agencyIds.length === 0) return refuse('NO_AGENCIES');
  const [unowed] = unowedIn(confirmed);
  if (unowed !== undefined) return refuse('NOBODY_OWES', { report: unowed.reportName });
  await scope.trx
    .updateTable('plan_version')
    .set({
      confirmed: JSON.stringify(confirmed),
      confirmed_by: scope.actor,
      consent_by: null,
      consent_at: null,
      sent_back_reason: null,
    })
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where('version', '=', plan.version)
    .execute();
  await scope.trx
    .updateTable('plan')
    .set({
      state: 'awaitingConsent',
      identity: JSON.stringify(confirmed.identity),
      title: confirmed.identity.subject,
      window_from: confirmed.windowFrom,
      window_to: confirmed.windowTo,
    })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .execute();
  await record(scope, 'confirmPlan', `plan:${planId}`, {
    version: plan.version,
    daysSet: setDues(confirmed),
  });
  for (const approver of await staffWithRole(scope, 'approver')) {
    await planNotice(scope, {
      key: `desk/approval/plan/${planId}/${scope.now}/${approver.id}`,
      name: 'approval',
      kind: 'desk',
      class: 'desk',
      to: { kind: 'staff', staffId: approver.id, email: approver.email, name: approver.name },
      planId,
      cycleId: null,
      obligationId: null,
      data: { paper: 'startList', agencies: allOwers(confirmed).size },
    });
  }
  return ok({});
}

/** The approver agrees to list and ladder. */
export async function consentPlan(
  scope: OfficeScope,
  { planId, staffId }: { planId: string; staffId: string },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (plan.state !== 'awaitingConsent') return refuse('PLAN_STATE');
  await scope.trx
    .updateTable('plan_version')
    .set({ consent_by: staffId, consent_at: scope.now })
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where('version', '=', plan.version)
    .execute();
  await setPlanState(scope, planId, 'consented');
  await record(scope, 'consentPlan', `plan:${planId}`, { version: plan.version });
  return ok({});
}

/** The approver sends the list back with a reason. */
export async function returnPlan(
  scope: OfficeScope,
  { planId, reason }: { planId: string; reason: string },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (reason.trim() === '') return refuse('REASON_MISSING');
  if (plan.state !== 'awaitingConsent' && plan.state !== 'consented') return refuse('PLAN_STATE');
  await setPlanState(scope, planId, 'draft');
  await scope.trx
    .updateTable('plan_version')
    .set({ sent_back_reason: reason })
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where('version', '=', plan.version)
    .execute();
  await record(scope, 'returnPlan', `plan:${planId}`, {
    reasonId: await keepReason(scope, reason),
  });
  for (const officer of await staffWithRole(scope, 'officer')) {
    await planNotice(scope, {
      key: `desk/sentBack/plan/${planId}/${scope.now}/${officer.id}`,
      name: 'sentBack',
      kind: 'desk',
      class: 'desk',
      to: { kind: 'staff', staffId: officer.id, email: officer.email, name: officer.name },
      planId,
      cycleId: null,
      obligationId: null,
      data: { paper: 'startList', reason, by: scope.actor },
    });
  }
  return ok({});
}

/** Pauses a plan and all its cycles at once: lanes look at it before every claim. */
export async function pausePlan(
  scope: OfficeScope,
  { planId, reason }: { planId: string; reason: string },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (plan.state !== 'started') return refuse('PLAN_STATE');
  if (plan.paused_at !== null) return refuse('ALREADY_PAUSED');
  await scope.trx
    .updateTable('plan')
    .set({ paused_at: scope.now })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .execute();
  for (const cycle of await openCyclesOf(scope, planId)) {
    await scope.trx
      .updateTable('cycle')
      .set({ paused_at: scope.now })
      .where('office_id', '=', scope.officeId)
      .where('id', '=', cycle.id)
      .execute();
    await suppressPlanned(scope, await holdObligations(scope, cycle.id), 'paused');
    await pokeCycle(scope, cycle.id);
  }
  await record(scope, 'pausePlan', `plan:${planId}`, {
    reasonId: await keepReason(scope, reason),
  });
  await pokePlan(scope, planId);
  return ok({});
}

/** Goes on: each obligation gets at most the latest rung it has reached meanwhile. */
export async function resumePlan(
  scope: OfficeScope,
  { planId, reason }: { planId: string; reason: string },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (plan.paused_at === null) return refuse('NOT_PAUSED');
  await scope.trx
    .updateTable('plan')
    .set({ paused_at: null })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .execute();
  for (const { id } of await openCyclesOf(scope, planId)) {
    await scope.trx
      .updateTable('cycle')
      .set({ paused_at: null })
      .where('office_id', '=', scope.officeId)
      .where('id', '=', id)
      .execute();
    await holdObligations(scope, id);
    await giveBackPaused(scope, id);
    const ladder = await lockCycle(scope, id);
    if (ladder === null) continue;
    await rearmCycle(scope, ladder);
    await recomputeOfficeMail(scope, ladder.cycle);
    await pokeCycle(scope, id);
  }
  await record(scope, 'resumePlan', `plan:${planId}`, {
    reasonId: await keepReason(scope, reason),
  });
  await pokePlan(scope, planId);
  return ok({});
}

/** Ends a plan for good; nothing planned goes out any more, everything stays readable. */
export async function cancelPlan(
  scope: OfficeScope,
  { planId, reason }: { planId: string; reason: string },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (plan.state === 'closed' || plan.state === 'cancelled') return refuse('PLAN_STATE');
  if (reason.trim() === '') return refuse('REASON_MISSING');
  await scope.trx
    .updateTable('plan')
    .set({ state: 'cancelled', cancelled_at: scope.now })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .execute();
  for (const { id } of await openCyclesOf(scope, planId)) {
    await scope.trx
      .updateTable('cycle')
      .set({ cancelled_at: scope.now, desk_at: null, desk_rung: null })
      .where('office_id', '=', scope.officeId)
      .where('id', '=', id)
      .execute();
    const obligationIds = await holdObligations(scope, id);
    await suppressPlanned(scope, obligationIds, 'cancelled');
    await scope.trx
      .updateTable('obligation')
      .set({ next_at: null, next_rung: null })
      .where('office_id', '=', scope.officeId)
      .where('cycle_id', '=', id)
      .execute();
    await pokeCycle(scope, id);
  }
  await record(scope, 'cancelPlan', `plan:${planId}`, {
    reasonId: await keepReason(scope, reason),
  });
  await pokePlan(scope, planId);
  return ok({});
}

/** The plan of an id, locked; null when the office has none. */
export async function lockPlan(scope: OfficeScope, planId: string): Promise<PlanRow | null> {
  const plan = await scope.trx
    .selectFrom('plan')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .forUpdate()
    .executeTakeFirst();
  return plan ?? null;
}

/** What a person confirmed of the plan's present version; null before that. */
export async function confirmedOf(
  scope: OfficeScope,
  plan: PlanRow,
): Promise<ConfirmedPlan | null> {
  const { confirmed } = await scope.trx
    .selectFrom('plan_version')
    .select('confirmed')
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', plan.id)
    .where('version', '=', plan.version)
    .executeTakeFirstOrThrow();
  return confirmed;
}

/** Moves a plan to another state. */
export async function setPlanState(
  scope: OfficeScope,
  planId: string,
  state: PlanState,
): Promise<void> {
  await scope.trx
    .updateTable('plan')
    .set({ state })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .execute();
}

async function openCyclesOf(
  scope: OfficeScope,
  planId: string,
): Promise<readonly { id: string }[]> {
  return scope.trx
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where('closed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .orderBy(CYCLE_ORDER)
    .orderBy('id')
    .forUpdate()
    .execute();
}
