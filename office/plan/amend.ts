import { decideAmendment } from '../../domain/amendment/decide.js';
import type { CycleChange } from '../../domain/amendment/decide.js';
import { amendedCycles, keyOf } from '../../domain/amendment/evolve.js';
import { isSameValue } from '../../domain/canonical-text.js';
import { amendmentTellings } from '../../domain/amendment/tellings.js';
import type { Telling } from '../../domain/amendment/tellings.js';
import { amendmentLines, amendmentMails } from '../../domain/amendment/words.js';
import type { AmendmentLine, AmendmentMails } from '../../domain/amendment/words.js';
import { shortCitation } from '../../domain/citation.js';
import { withFormsInForce } from '../../domain/form-of.js';
import { printedDay } from '../../domain/printed-day.js';
import { ok, refuse } from '../../domain/result.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import type { ActResult } from '../act-result.js';
import { keepReason, record } from '../audit/record.js';
import { agencyNames } from '../directory/agency-names.js';
import { pokeCycles, pokePlan } from '../poke.js';
import { planNotices } from '../reminding/notices.js';
import type { OfficeScope } from '../scope.js';
import { holdRunning } from './amendment-rows.js';
import type { HeldPlan } from './amendment-rows.js';
import { writeAmendment } from './amendment-writes.js';
import { amendmentToldAtOnce } from './amendment-mails.js';
import type { ToldAtOnce } from './amendment-mails.js';
import { amendmentNotices } from './amendment-notices.js';
import type { AmendmentSaid } from './amendment-notices.js';
import { begunReports } from './begun-reports.js';
import { removeDraft } from './former-plan.js';
import { formsInForce } from './plan-forms.js';
import { followContactPoint } from './plan-officers.js';
import { confirmedColumns, lockPlan, versionOf } from './plan-row.js';
import type { PlanRow } from './plan-row.js';

/** What an amendment would do to the plan that runs. */
export interface AmendmentEffect {
  /** With the agencies of each line by their names. */
  readonly lines: readonly (AmendmentLine & { readonly agencies: readonly string[] })[];
  /** The reminders of the cycles concerned from now on. */
  readonly later: AmendmentMails;
  /** What agencies hear of it at once, each in one mail. */
  readonly told: ToldAtOnce;
}

/** What an amendment in the making, as confirmed or as given, would do now; changes nothing. */
export async function amendmentEffect(
  scope: OfficeScope,
  {
    planId,
    confirmed,
  }: { readonly planId: string; readonly confirmed?: ConfirmedPlan | undefined },
): ActResult<AmendmentEffect> {
  const found = await decided(scope, { planId, confirmed });
  if (!found.ok) return found;
  const { held, changes, reason, plan } = found.value;
  const after = amendedCycles(held.facts.cycles, changes, {
    now: scope.now,
    reason,
    idOf: (of) => of,
  });
  const lines = amendmentLines(changes, held.facts.cycles);
  const names = await agencyNames(
    scope,
    lines.flatMap(({ agencyIds }) => agencyIds),
  );
  return ok({
    lines: lines.map((line) => ({
      ...line,
      agencies: line.agencyIds
        .map((id) => names.get(id) ?? '')
        .sort((a, b) => a.localeCompare(b, 'vi')),
    })),
    later: amendmentMails(changes, after, { plan: held.facts.after, ...scope }),
    told: await amendmentToldAtOnce(scope, {
      ...{ held, changes, after, tellings: await tellingsOf(scope, found.value) },
      ...{ plan, identity: identityNow(plan, found.value.before, found.value.after) },
      said: saidOf(found.value),
    }),
  });
}

/** What a decided amendment tells each agency; asked before anything of it is written. */
async function tellingsOf(
  scope: OfficeScope,
  { held, changes }: { readonly held: HeldPlan; readonly changes: readonly CycleChange[] },
): Promise<ReadonlyMap<string, readonly Telling[]>> {
  const otherForms = new Set(
    changes.flatMap((change) =>
      change.kind === 'kept' && change.form !== null ? [keyOf(change)] : [],
    ),
  );
  const cycles = held.cycles.filter(({ key }) => otherForms.has(key));
  const rows = await begunReports(
    scope,
    cycles.map(({ id }) => id),
  );
  const begun = new Map(
    cycles.map(({ id, key }) => [key, rows.filter(({ cycleId }) => cycleId === id)]),
  );
  return amendmentTellings(changes, held.facts.cycles, begun);
}

/** By which paper, or why, agencies are told that the plan is amended. */
function saidOf({
  amendment,
  held,
}: {
  readonly amendment: { readonly kind: 'document' | 'hand'; readonly reason: string };
  readonly held: HeldPlan;
}): AmendmentSaid {
  return {
    by: amendment.kind,
    reason: amendment.reason === '' ? null : amendment.reason,
    paper: amendment.kind === 'document' ? lastPaper(held.facts.after) : null,
  };
}

/**
 * Puts a confirmed amendment into force: cycles, duties, clocks, counters and what waits to be sent change,
 * each agency that it concerns is told in one mail, and the version becomes the plan's. The amendment in the
 * making is gone then.
 */
export async function applyAmendment(
  scope: OfficeScope,
  { planId }: { readonly planId: string },
): ActResult<{ planId: string }> {
  const found = await decided(scope, { planId });
  if (!found.ok) return found;
  const { held, changes, plan, amending, reason } = found.value;
  if (changes.length === 0 && isSameValue(found.value.before, found.value.after)) {
    return refuse('AMENDS_NOTHING');
  }
  const { before, after } = found.value;
  const tellings = await tellingsOf(scope, found.value);
  await takeVersion(scope, { plan, amending, before, after });
  const confirmed = held.facts.after;
  const written = await writeAmendment(scope, {
    planId: plan.id,
    ...{ confirmed, held, changes, reason },
  });
  const { amendment } = found.value;
  await planNotices(
    scope,
    amendmentNotices(tellings, {
      ...{ planId: plan.id, version: plan.version + 1, said: saidOf(found.value) },
      ...{ written: written.duties, held },
    }),
  );
  await record(scope, 'amendPlan', `plan:${plan.id}`, {
    version: plan.version + 1,
    by: amendment.kind,
    cycles: changes.length,
    forms: written.forms.length,
    told: tellings.size,
    ...(amendment.reason === '' ? {} : { reasonId: await keepReason(scope, amendment.reason) }),
  });
  await pokeCycles(scope, written.cycleIds);
  await pokePlan(scope, plan.id);
  return ok({ planId: plan.id });
}

/** The paper that amends, in words; null where none is named. */
function lastPaper({ identity: { amendedBy = [] } }: ConfirmedPlan): string | null {
  const last = amendedBy.at(-1);
  return last === undefined ? null : `${shortCitation(last)} ngày ${printedDay(last.issuedOn)}`;
}

/** The amendment in the making, the plan it amends, both held, and what it does now. */
async function decided(
  scope: OfficeScope,
  {
    planId,
    confirmed,
  }: { readonly planId: string; readonly confirmed?: ConfirmedPlan | undefined },
) {
  const amending = await lockPlan(scope, planId);
  if (amending?.amends == null) return refuse('NOT_FOUND');
  const plan = await lockPlan(scope, amending.amends);
  const made = await versionOf(scope, amending);
  if (plan?.state !== 'started' || plan.paused_at !== null) return refuse('PLAN_STATE');
  const { amendment } = made;
  const after = confirmed ?? made.confirmed;
  const { confirmed: agreed } = await versionOf(scope, plan);
  if (amendment === null || after === null || agreed === null) return refuse('PLAN_STATE');
  const before = withFormsInForce(agreed, await formsInForce(scope.trx, scope.officeId, plan.id));
  if (amendment.version !== plan.version) return refuse('AMENDS_OTHER_VERSION');
  const held: HeldPlan = await holdRunning(scope, plan, { before, after });
  const changes = decideAmendment(held.facts, scope);
  if (!changes.ok) return changes;
  const paper = amendment.kind === 'document' ? lastPaper(after) : null;
  const reason = [paper === null ? '' : `Theo ${paper}`, amendment.reason]
    .filter((words) => words !== '')
    .join('. ');
  return ok({
    ...{ plan, amending, amendment, before, after, held, reason },
    changes: changes.value,
  });
}

/** The version in the making becomes the plan's newest, and what was made for it is gone. */
async function takeVersion(
  scope: OfficeScope,
  {
    plan,
    amending,
    before,
    after,
  }: {
    readonly plan: PlanRow;
    readonly amending: PlanRow;
    readonly before: ConfirmedPlan;
    readonly after: ConfirmedPlan;
  },
): Promise<void> {
  const { trx, officeId } = scope;
  const version = plan.version + 1;
  const review = await trx
    .deleteFrom('plan_review')
    .where('office_id', '=', officeId)
    .where('plan_id', '=', amending.id)
    .where('version', '=', amending.version)
    .returningAll()
    .executeTakeFirst();
  await trx
    .updateTable('plan_version')
    .set({ plan_id: plan.id, version })
    .where('office_id', '=', officeId)
    .where('plan_id', '=', amending.id)
    .where('version', '=', amending.version)
    .execute();
  if (review !== undefined) {
    await trx
      .insertInto('plan_review')
      .values({
        ...review,
        plan_id: plan.id,
        version,
        edits: JSON.stringify(review.edits),
        places: JSON.stringify(review.places),
      })
      .execute();
  }
  await trx
    .updateTable('plan')
    .set({ version, ...confirmedColumns({ ...after, identity: identityNow(plan, before, after) }) })
    .where('office_id', '=', officeId)
    .where('id', '=', plan.id)
    .execute();
  if (!isSameValue(before.identity, after.identity)) {
    await followContactPoint(scope, plan.id, identityNow(plan, before, after));
  }
  await removeDraft(scope, { planId: amending.id, fate: 'inForce', amends: plan.id });
}

/** Whom mails name is handed on while a plan runs: an amendment that says nothing of it leaves it so. */
function identityNow(
  { identity }: PlanRow,
  before: ConfirmedPlan,
  after: ConfirmedPlan,
): ConfirmedPlan['identity'] {
  const { officerName, officerPhone, replyTo } = identity;
  const asBefore =
    before.identity.officerName === after.identity.officerName &&
    before.identity.officerPhone === after.identity.officerPhone &&
    before.identity.replyTo === after.identity.replyTo;
  return asBefore ? { ...after.identity, officerName, officerPhone, replyTo } : after.identity;
}
