import { checkedConfirmation } from '../../domain/confirmation-check.js';
import type { ListedAgency } from '../../domain/agreed-plan.js';
import { isOnlyAsked } from '../../domain/one-off.js';
import { allOwers } from '../../domain/owing-agencies.js';
import { ok, refuse } from '../../domain/result.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { setDues } from '../../domain/set-dues.js';
import { mayAgree } from '../../domain/two-persons.js';
import type { ActResult } from '../act-result.js';
import { nameOfActor } from '../audit/actor-names.js';
import { keepReason, record } from '../audit/record.js';
import { canonicalText } from '../../domain/canonical-text.js';
import { tellRole } from '../reminding/notices.js';
import { deadlineSettingsOf } from '../scope.js';
import type { OfficeScope } from '../scope.js';
import { applyAmendment } from './amend.js';
import { learnFromReview } from './office-memory.js';
import { followContactPoint } from './plan-officers.js';
import { confirmedColumns, changePlan, lockPlan, versionOf } from './plan-row.js';
import type { PlanRow } from './plan-row.js';
import { agenciesOfPlan, markOfPlan } from './shown-plan.js';

/** The officer confirms what was read; the approver is asked to agree. */
export async function confirmPlan(
  scope: OfficeScope,
  { planId, confirmed: given }: { planId: string; confirmed: ConfirmedPlan },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  const known = await agenciesOfPlan(scope.trx, scope.officeId, given.agencyIds);
  const checked = checkedConfirmation(given, {
    settings: deadlineSettingsOf(scope),
    knownAgencies: new Set(known.map(({ id }) => id)),
  });
  if (!checked.ok) return checked;
  const confirmed = checked.value;
  const version = await versionOf(scope, plan);
  const isSame = canonicalText(confirmed) === canonicalText(version.confirmed);
  const changed = await changePlan(scope, plan, { type: 'confirm', isSame }, version.confirmations);
  if (!changed.ok) return changed;
  await scope.trx
    .updateTable('plan_version')
    .set({
      confirmed: JSON.stringify(confirmed),
      confirmations: changed.value.confirmations,
      confirmed_by: scope.actor,
      consent_by: null,
      consent_at: null,
      agreed_agencies: null,
      sent_back_reason: null,
    })
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where('version', '=', plan.version)
    .execute();
  await scope.trx
    .updateTable('plan')
    .set(confirmedColumns(confirmed))
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .execute();
  await followContactPoint(scope, planId, confirmed.identity);
  await learnFromReview(scope, { planId, version: plan.version, confirmed });
  const isFirst = plan.amends === null;
  await record(scope, 'confirmPlan', `plan:${plan.amends ?? planId}`, {
    ...(isFirst ? { version: plan.version } : { amendment: planId }),
    content: markOfPlan(confirmed, known),
    daysSet: setDues(confirmed),
  });
  if (isFirst && scope.office.parsed.askWithoutLeader && isOnlyAsked(confirmed)) {
    return askByOneself(scope, { plan: { ...plan, state: 'awaitingConsent' }, known });
  }
  await tellRole(scope, 'approver', [
    {
      key: `desk/approval/plan/${planId}/${scope.now}`,
      name: 'approval',
      planId,
      cycleId: null,
      data: { paper: isFirst ? 'startList' : 'amendment', agencies: allOwers(confirmed).size },
    },
  ]);
  return ok({});
}

/** A request that binds nobody needs no leader where the office allows it: it may be sent at once. */
async function askByOneself(
  scope: OfficeScope,
  { plan, known }: { readonly plan: PlanRow; readonly known: readonly ListedAgency[] },
): ActResult {
  const shown = '';
  const agreed = await changePlan(scope, plan, {
    type: 'consent',
    shown,
    seen: shown,
    mayAgree: true,
  });
  if (!agreed.ok) return agreed;
  await scope.trx
    .updateTable('plan_version')
    .set({ agreed_agencies: JSON.stringify(known) })
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', plan.id)
    .where('version', '=', plan.version)
    .execute();
  await record(scope, 'askByOneself', `plan:${plan.id}`);
  return ok({});
}

/**
 * The approver agrees to list and ladder, as they were shown; `seen` is the mark of what was shown. An
 * amendment is in force with that: the answer names the plan it amended.
 */
export async function consentPlan(
  scope: OfficeScope,
  {
    planId,
    staffId,
    seen = null,
    headsNeedWord,
  }: {
    planId: string;
    staffId: string;
    seen?: string | null | undefined;
    /** Left out: as it was. */
    headsNeedWord?: boolean | undefined;
  },
): ActResult<{ planId: string }> {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  const { confirmed, confirmations, confirmed_by } = await versionOf(scope, plan);
  if (confirmed === null) return refuse('PLAN_STATE');
  const agencies = await agenciesOfPlan(scope.trx, scope.officeId, confirmed.agencyIds);
  const shown = markOfPlan(confirmed, agencies);
  const changed = await changePlan(
    scope,
    plan,
    {
      type: 'consent',
      shown,
      seen,
      mayAgree: mayAgree({
        twoPersons: scope.office.parsed.twoPersons,
        putForwardBy: confirmed_by,
        actor: scope.actor,
      }),
    },
    confirmations,
  );
  if (!changed.ok) return changed;
  await scope.trx
    .updateTable('plan_version')
    .set({
      consent_by: staffId,
      consent_at: scope.now,
      agreed_agencies: JSON.stringify(agencies),
    })
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where('version', '=', plan.version)
    .execute();
  if (headsNeedWord !== undefined) {
    await scope.trx
      .updateTable('plan')
      .set({ heads_need_word: headsNeedWord })
      .where('office_id', '=', scope.officeId)
      .where('id', '=', plan.amends ?? planId)
      .execute();
  }
  await record(scope, 'consentPlan', `plan:${plan.amends ?? planId}`, {
    ...(plan.amends === null ? { version: plan.version } : { amendment: planId }),
    ...(headsNeedWord === undefined ? {} : { headsNeedWord }),
    content: shown,
  });
  return plan.amends === null ? ok({ planId }) : applyAmendment(scope, { planId });
}

/** The approver sends the list back with a reason. */
export async function returnPlan(
  scope: OfficeScope,
  { planId, reason }: { planId: string; reason: string },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  const changed = await changePlan(scope, plan, { type: 'return', reason });
  if (!changed.ok) return changed;
  await scope.trx
    .updateTable('plan_version')
    .set({ sent_back_reason: reason, confirmations: changed.value.confirmations })
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where('version', '=', plan.version)
    .execute();
  await record(scope, 'returnPlan', `plan:${plan.amends ?? planId}`, {
    reasonId: await keepReason(scope, reason),
  });
  const byName = await nameOfActor(scope);
  await tellRole(scope, 'officer', [
    {
      key: `desk/sentBack/plan/${planId}/${scope.now}`,
      name: 'sentBack',
      planId,
      cycleId: null,
      data: { paper: plan.amends === null ? 'startList' : 'amendment', reason, byName },
    },
  ]);
  return ok({});
}
