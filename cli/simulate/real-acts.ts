import { sql } from 'kysely';
import { emptyDraft } from '../../domain/empty-draft.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { CAMPAIGN } from '../../domain/forms/campaign.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import type { ReportContent } from '../../domain/schemas/report-content.js';
import { NO_EDITS } from '../../domain/review/review-edits.js';
import { byCalendar } from '../../domain/start.js';
import { dayAt } from '../../domain/day.js';
import { changeCalendar } from '../../office/calendar/change-day.js';
import {
  acceptReport,
  claimSent,
  confirmClaims,
  decideExtension,
  rejectClaim,
  reopenReport,
  requestExtension,
  returnReport,
  setDue,
  submitReport,
  waive,
  withdrawOnTime,
} from '../../office/collection/obligation-acts.js';
import { editAgency } from '../../office/directory/agencies.js';
import { closeAgency } from '../../office/directory/close-agency.js';
import { editStaff } from '../../office/directory/directory.js';
import { closeCollection, releaseToHeads } from '../../office/cycle/cycle.js';
import { mailArrived, sendMailAgain } from '../../office/post/doubtful-mails.js';
import { approvePaper, sendPaperBack } from '../../office/paper/approval.js';
import { submitForApproval } from '../../office/paper/put-forward.js';
import { acknowledgePaper, numberPaper, releasePaper } from '../../office/paper/release.js';
import { addPeriod } from '../../office/plan/add-period.js';
import { beginAmendment } from '../../office/plan/begin-amendment.js';
import { confirmPlan, consentPlan } from '../../office/plan/confirm-and-consent.js';
import { cancelPlan, pausePlan, resumePlan } from '../../office/plan/pause-and-cancel.js';
import { planReview, runningPlan } from '../../office/plan/plan-views.js';
import { skipCycle, unskipCycle } from '../../office/plan/skip-cycle.js';
import { startPlan } from '../../office/plan/start.js';
import { uploadPlan } from '../../office/plan/upload.js';
import { deadlineSettingsOf } from '../../office/scope.js';
import type { OfficeScope } from '../../office/scope.js';
import type { Act } from '../../simulation/acts/act.js';
import { correctedAddress } from '../../simulation/acts/on-post.js';
import { sure } from '../../simulation/office.js';
import type { SimOffice } from '../../simulation/office.js';
import type { PaperAct } from '../../simulation/papers.js';
import { changedPlan } from '../../simulation/plan-changes.js';
import type { PlanChange } from '../../simulation/plan-changes.js';

/** The ids that the simulated office's things have in the ledger. */
export interface RealIds {
  readonly plans: Map<string, string>;
  readonly cycles: Map<string, string>;
  readonly duties: Map<string, string>;
  readonly extensions: Map<string, string>;
}

/** One act of the simulated office by the real act; false when it is refused. */
export async function performReal(
  scope: OfficeScope,
  act: Act,
  { office, ids }: { readonly office: SimOffice; readonly ids: RealIds },
): Promise<boolean> {
  const reason = 'Lý do';
  const idOf = (kind: keyof RealIds, id: string): string =>
    sure(ids[kind].get(id), `${kind} ${id}`);
  const duty = (id: string): string => idOf('duties', id);
  switch (act.do) {
    case 'start':
      return start(scope, act.planId, { office, ids });
    case 'pause':
      return (await pausePlan(scope, { planId: idOf('plans', act.planId), reason })).ok;
    case 'resume':
      return (await resumePlan(scope, { planId: idOf('plans', act.planId), reason })).ok;
    case 'cancel':
      return (await cancelPlan(scope, { planId: idOf('plans', act.planId), reason })).ok;
    case 'amend':
      return amend(scope, act, ids);
    case 'skip':
      return (await skipCycle(scope, { cycleId: idOf('cycles', act.cycleId), reason })).ok;
    case 'unskip':
      return (await unskipCycle(scope, { cycleId: idOf('cycles', act.cycleId), reason })).ok;
    case 'addPeriod': {
      const cycleId = idOf('cycles', act.cycleId);
      const { ok } = await addPeriod(scope, { cycleId, name: 'bổ sung', dueDay: act.day, reason });
      const { planId } = sure(office.cycles.get(act.cycleId), 'cycle');
      if (ok) await nameNew(scope, planId, ids);
      return ok;
    }
    case 'submit':
      return (await submitReport(scope, { obligationId: duty(act.dutyId), content: REPORT })).ok;
    case 'claim':
      return (await claimSent(scope, { obligationId: duty(act.dutyId), ...SAID })).ok;
    case 'confirmClaim': {
      const obligationIds = [duty(act.dutyId)];
      const done = await confirmClaims(scope, { obligationIds, arrivedOn: act.arrivedOn });
      return done.ok && done.value.confirmed === 1;
    }
    case 'rejectClaim':
      return (await rejectClaim(scope, { obligationId: duty(act.dutyId), reason })).ok;
    case 'accept':
      return (await acceptReport(scope, { obligationId: duty(act.dutyId) })).ok;
    case 'reopen':
      return (await reopenReport(scope, { obligationId: duty(act.dutyId), reason })).ok;
    case 'waive':
      return (await waive(scope, { obligationId: duty(act.dutyId), reason })).ok;
    case 'withdrawOnTime':
      return (await withdrawOnTime(scope, { obligationId: duty(act.dutyId), reason })).ok;
    case 'return': {
      const obligationId = duty(act.dutyId);
      return (await returnReport(scope, { obligationId, reason, newDueDay: act.day })).ok;
    }
    case 'setDue':
      return (await setDue(scope, { obligationId: duty(act.dutyId), day: act.day, reason })).ok;
    case 'askExtension': {
      const obligationId = duty(act.dutyId);
      const asked = await requestExtension(scope, {
        obligationId,
        wantedDay: act.day,
        reason,
        requestedBy: 'Văn thư',
      });
      const [id] = [...office.extensions.values()]
        .filter(({ dutyId, day }) => dutyId === act.dutyId && day === act.day)
        .map((extension) => extension.id)
        .filter((extension) => !ids.extensions.has(extension));
      if (asked.ok && id !== undefined) ids.extensions.set(id, asked.value.extensionId);
      return asked.ok;
    }
    case 'decideExtension': {
      const extensionId = idOf('extensions', act.extensionId);
      const { day } = sure(office.extensions.get(act.extensionId), 'extension');
      const grantedDay = act.grant ? day : null;
      return (await decideExtension(scope, { extensionId, grantedDay, answer: reason })).ok;
    }
    case 'releaseHeads':
      return (await releaseToHeads(scope, { cycleId: idOf('cycles', act.cycleId) })).ok;
    case 'closeCollection':
      return (await closeCollection(scope, { cycleId: idOf('cycles', act.cycleId) })).ok;
    case 'paper':
      return onPaper(scope, idOf('cycles', act.cycleId), act.act);
    case 'changeDay':
      return (await changeCalendar(scope, { day: act.day, row: act.row })).ok;
    case 'closeAgency':
      return close(scope, act, ids);
    case 'leave':
      return leave(scope, act.staffId);
    case 'arrived':
    case 'sendAgain': {
      const messageId = await mailOf(scope, act.mailId, { office, ids });
      if (messageId === null) return false;
      const done = act.do === 'arrived' ? mailArrived : sendMailAgain;
      return (await done(scope, { messageId })).ok;
    }
    case 'correctAddress':
      return correctAddress(scope, act);
    case 'backUp':
    case 'restore':
    case 'decideLostHours':
    case 'decideHeld':
      throw new Error(`${act.do} is not among what is played by the real acts`);
  }
}

/** The mail that tells what a mail in memory does, to the same person of the office where it goes to one. */
async function mailOf(
  scope: OfficeScope,
  simId: string,
  { office, ids }: { readonly office: SimOffice; readonly ids: RealIds },
): Promise<string | null> {
  const mail = sure(office.mails.get(simId), 'mail');
  const first = sure(office.notices.get(sure(mail.noticeIds[0], 'notice')), 'notice');
  const row = await scope.trx
    .selectFrom('notice')
    .innerJoin('message', (join) =>
      join
        .onRef('message.office_id', '=', 'notice.office_id')
        .onRef('message.id', '=', 'notice.message_id'),
    )
    .select('message.id')
    .where('notice.office_id', '=', scope.officeId)
    .where('notice.kind', '=', first.kind)
    .where('notice.name', '=', first.name)
    .where('notice.epoch', '=', first.epoch)
    .where('notice.planned_for', '=', first.plannedFor)
    .where(
      'notice.obligation_id',
      'is not distinct from',
      ids.duties.get(first.dutyId ?? '') ?? null,
    )
    .where('notice.cycle_id', 'is not distinct from', ids.cycles.get(first.cycleId ?? '') ?? null)
    .$if(mail.agencyId === null, (query) => query.where('message.to_name', '=', mail.contactId))
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The agency ends today; what its successor owes from now on is known by the same name as in memory. */
async function close(
  scope: OfficeScope,
  { agencyId, successorId }: Extract<Act, { do: 'closeAgency' }>,
  ids: RealIds,
): Promise<boolean> {
  const closing = { agencyId, successorId, on: dayAt(scope.now), basis: 'Nghị quyết' };
  const { ok } = await closeAgency(scope, closing);
  if (!ok || successorId === null) return ok;
  const rows = await scope.trx
    .selectFrom('obligation')
    .select(['id', 'cycle_id'])
    .where('office_id', '=', scope.officeId)
    .where('agency_id', '=', successorId)
    .execute();
  const cycles = new Map([...ids.cycles].map(([sim, id]) => [id, sim]));
  for (const { id, cycle_id } of rows) {
    ids.duties.set(`${sure(cycles.get(cycle_id), 'cycle')}/${successorId}`, id);
  }
  return ok;
}

/** The admin replaces one address of an agency, whose other contacts stay. */
async function correctAddress(
  scope: OfficeScope,
  { agencyId, position }: Extract<Act, { do: 'correctAddress' }>,
): Promise<boolean> {
  const agency = await scope.trx
    .selectFrom('agency')
    .select(['name', 'kind', 'tags', 'standing', 'binding'])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', agencyId)
    .executeTakeFirstOrThrow();
  const contacts = await scope.trx
    .selectFrom('contact')
    .select(['position', 'role', 'name', 'email', 'phone'])
    .where('office_id', '=', scope.officeId)
    .where('agency_id', '=', agencyId)
    .orderBy('position')
    .execute();
  if (!contacts.some((contact) => contact.position === position)) return false;
  const corrected = contacts.map(({ position: at, email, ...contact }) => {
    return { ...contact, email: at === position ? correctedAddress(email) : email };
  });
  return (await editAgency(scope, { ...agency, agencyId, contacts: corrected })).ok;
}

/** An officer, known by his address, leaves and names nobody. */
async function leave(scope: OfficeScope, simId: string): Promise<boolean> {
  const row = await scope.trx
    .selectFrom('staff')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('name', '=', simId)
    .where('active', '=', true)
    .executeTakeFirst();
  if (row === undefined) return false;
  const { id: staffId, name, email, phone, deputy_of: deputyOf } = row;
  const input = {
    staffId,
    name,
    email,
    phone,
    roles: ['officer'] as const,
    deputyOf,
    active: false,
  };
  return (await editStaff(scope, input)).ok;
}

const SAID = { documentNumber: null, documentDate: null, signer: null, senderName: 'Văn thư' };

/** Nobody is asked for a second half: the years by the rules know none. */
const ONE_HALF: FormDefinition = { ...CAMPAIGN, key: 'core', halves: 'document' };

const REPORT: ReportContent = {
  figures: {},
  nilCodes: [],
  narrative: {},
  nil: false,
  secretPartApart: false,
  documentNumber: '1/BC',
  documentDate: null,
  signer: null,
  senderName: 'Người lập biểu',
  channel: 'link',
  attachments: [],
};

/** A plan is confirmed and agreed to on the day it starts, by the calendar of that day. */
async function start(
  scope: OfficeScope,
  simId: string,
  { office, ids }: { readonly office: SimOffice; readonly ids: RealIds },
): Promise<boolean> {
  const given = {
    ...(await withoutEnded(scope, sure(office.plans.get(simId), 'plan').begun)),
    forms: [ONE_HALF],
  };
  const confirmed = byCalendar(given, deadlineSettingsOf(scope));
  const file = { fileName: 'ke-hoach.txt', bytes: Buffer.from(simId), text: simId, draft: DRAFT };
  const uploaded = await uploadPlan(scope, file);
  if (!uploaded.ok) throw new Error(`the plan is refused: ${uploaded.error}`);
  const { planId } = uploaded.value;
  const agreed = await confirmPlan(scope, { planId, confirmed });
  if (!agreed.ok) throw new Error(`the plan is refused: ${agreed.error}`);
  const consented = await consentPlan(scope, { planId, staffId: await approverOf(scope) });
  if (!consented.ok) throw new Error(`the plan is refused: ${consented.error}`);
  const started = await startPlan(scope, { planId, publicUrlProblem: null });
  ids.plans.set(simId, planId);
  await nameNew(scope, simId, ids);
  return started.ok;
}

/** A plan that runs is amended by the office's hand, put forward and agreed to at once; what is refused leaves nothing behind. */
async function amend(
  scope: OfficeScope,
  { planId: simId, changes }: Extract<Act, { do: 'amend' }>,
  ids: RealIds,
): Promise<boolean> {
  const planId = sure(ids.plans.get(simId), 'plan');
  await sql`savepoint amendment`.execute(scope.trx);
  const done = await amended(scope, planId, changes);
  if (done) await nameNew(scope, simId, ids);
  else await sql`rollback to savepoint amendment`.execute(scope.trx);
  return done;
}

async function amended(
  scope: OfficeScope,
  planId: string,
  changes: readonly PlanChange[],
): Promise<boolean> {
  const review = await planReview(scope.trx, { officeId: scope.officeId, planId });
  const runs = await runningPlan(scope.trx, { officeId: scope.officeId, planId });
  if (review === null || runs?.confirmed == null) return false;
  const begun = await beginAmendment(scope, {
    planId,
    amendment: {
      ...{ version: review.version, kind: 'hand', reason: 'Lý do', document: null },
      ...{ firstNew: 0, readCount: 0, removed: [] },
    },
    ...{ file: null, text: '', draft: DRAFT, edits: NO_EDITS },
  });
  if (!begun.ok) return false;
  const confirmed = changedPlan(runs.confirmed, changes);
  const made = { planId: begun.value.planId, confirmed };
  if (!(await confirmPlan(scope, made)).ok) return false;
  const staffId = await approverOf(scope);
  return (await consentPlan(scope, { planId: made.planId, staffId })).ok;
}

/** What has come into being in a plan is known by the same names as in memory. */
async function nameNew(scope: OfficeScope, simId: string, ids: RealIds): Promise<void> {
  const planId = sure(ids.plans.get(simId), 'plan');
  const rows = await scope.trx
    .selectFrom('cycle')
    // One whose agencies have all ended has no duty.
    .leftJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'cycle.office_id')
        .onRef('obligation.cycle_id', '=', 'cycle.id'),
    )
    .select(['cycle.id', 'cycle.key', 'obligation.id as duty', 'obligation.agency_id as agency'])
    .where('cycle.office_id', '=', scope.officeId)
    .where('cycle.plan_id', '=', planId)
    .execute();
  for (const { id, key, duty, agency } of rows) {
    ids.cycles.set(`${simId}/${key}`, id);
    if (duty !== null && agency !== null) ids.duties.set(`${simId}/${key}/${agency}`, duty);
  }
}

/** Nobody confirms a plan for an agency that has ended. */
async function withoutEnded(scope: OfficeScope, plan: ConfirmedPlan): Promise<ConfirmedPlan> {
  const rows = await scope.trx
    .selectFrom('agency')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('valid_to', 'is', null)
    .execute();
  const there = new Set(rows.map(({ id }) => id));
  return { ...plan, agencyIds: plan.agencyIds.filter((id) => there.has(id)) };
}

async function approverOf(scope: OfficeScope): Promise<string> {
  const people = await scope.trx
    .selectFrom('staff')
    .select(['id', 'roles'])
    .where('office_id', '=', scope.officeId)
    .execute();
  return sure(people.find(({ roles }) => roles.includes('approver'))?.id, 'approver');
}

async function onPaper(scope: OfficeScope, cycleId: string, act: PaperAct): Promise<boolean> {
  const paper = await scope.trx
    .selectFrom('document')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycleId)
    .where('kind', '=', 'consolidatedReport')
    .where('state', '!=', 'superseded')
    .executeTakeFirst();
  if (paper === undefined) return false;
  const documentId = paper.id;
  const staffId = await approverOf(scope);
  switch (act) {
    case 'putForward':
      return (await submitForApproval(scope, { documentId })).ok;
    case 'approve':
      return (await approvePaper(scope, { documentId, staffId })).ok;
    case 'sendBack':
      return (await sendPaperBack(scope, { documentId, staffId, reason: 'Lý do' })).ok;
    case 'number': {
      const signedPdf = { fileName: 'ban-ky.pdf', bytes: Buffer.from('%PDF-1.4') };
      const issuedOn = dayAt(scope.now);
      return (await numberPaper(scope, { documentId, number: '1', issuedOn, signedPdf })).ok;
    }
    case 'release':
      return (await releasePaper(scope, { documentId, staffId, channel: 'document-system' })).ok;
    case 'acknowledge':
      return (await acknowledgePaper(scope, { documentId, on: dayAt(scope.now) })).ok;
  }
}

const DRAFT = emptyDraft({
  source: { file: 'ke-hoach.txt', sha256: '00', characters: 0, extractor: 'none' },
  type: 'KẾ HOẠCH',
  subject: 'Phòng, chống ma túy',
});
