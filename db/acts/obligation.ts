import { createHash, randomUUID } from 'node:crypto';
import type { Day, Instant } from '../../domain/day.js';
import { at, dayAt } from '../../domain/day.js';
import { dueInstants } from '../../domain/deadline.js';
import { evolveObligation, decideObligation, owes } from '../../domain/obligation.js';
import type { NewDue, ObligationCommand } from '../../domain/obligation.js';
import type { RefusalCode } from '../../domain/refusals.js';
import { checkReport } from '../../domain/report-check.js';
import { ok, refuse } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { ReportContent, ReportForm } from '../../domain/schemas/report-content.js';
import { record } from '../audit.js';
import { pokeIfEarlier, pulseOf, rearmDesk } from '../desk.js';
import type { OfficeScope } from '../ledger.js';
import { planNotice, suppressPlanned } from '../notices.js';
import { lockCycle, obligationOf, saveObligation, withNextRung } from '../obligations.js';
import type { CycleLadder, ObligationRow } from '../obligations.js';
import { pokeCycle } from '../poke.js';

export type Done<T = object> = Promise<Result<T, RefusalCode>>;

interface Held {
  readonly row: ObligationRow;
  readonly ladder: CycleLadder;
}

/** A report received: figures checked, the version kept whole, the receipt on its way. */
export async function submitReport(
  scope: OfficeScope,
  { obligationId, content }: { obligationId: string; content: ReportContent },
): Done<{ version: number; receiptCode: string; onTime: boolean }> {
  const held = await hold(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const { form, kind, what } = await formOf(scope, held.row);
  const checked = checkReport(content, { form, kind, what, files: content.attachments.length });
  if (!checked.ok) return checked;
  const acted = await act(scope, held, { type: 'submit', nil: content.nil });
  if (!acted.ok) return acted;
  const row = acted.value;
  const submissionId = randomUUID();
  await scope.trx
    .insertInto('submission')
    .values({
      office_id: scope.officeId,
      id: submissionId,
      obligation_id: obligationId,
      version: row.version,
      figures: JSON.stringify(checked.value.figures),
      nil_codes: [...checked.value.nilCodes],
      narrative: JSON.stringify(content.narrative),
      nil: content.nil,
      secret_part_apart: content.secretPartApart,
      document_number: content.documentNumber,
      document_date: content.documentDate,
      signer: content.signer,
      sender_name: content.senderName,
      channel: content.channel,
      received_at: scope.now,
    })
    .execute();
  for (const file of content.attachments) {
    await scope.trx
      .insertInto('attachment')
      .values({
        office_id: scope.officeId,
        id: randomUUID(),
        submission_id: submissionId,
        file_name: file.fileName,
        content_type: file.contentType,
        sha256: createHash('sha256').update(file.bytes).digest('hex'),
        bytes: file.bytes,
      })
      .execute();
  }
  await scope.trx
    .deleteFrom('form_draft')
    .where('office_id', '=', scope.officeId)
    .where('obligation_id', '=', obligationId)
    .execute();
  await tell(scope, { ...held, row }, 'received', String(row.version), {
    submittedBy: content.senderName,
    receivedAt: scope.now,
    version: row.version,
    documentNumber: content.documentNumber,
    documentDate: content.documentDate,
  });
  return ok({
    version: row.version,
    receiptCode: receiptCode(obligationId, row.version),
    onTime: row.on_time ?? false,
  });
}

/** The short code on a receipt, the same for the same version. */
export function receiptCode(obligationId: string, version: number): string {
  const hash = createHash('sha256').update(obligationId).digest('hex');
  return `${hash.slice(0, 8).toUpperCase()}-${String(version).padStart(2, '0')}`;
}

/** Keeps what was typed so far; nothing is received by it. */
export async function saveDraft(
  scope: OfficeScope,
  { obligationId, content }: { obligationId: string; content: Partial<ReportForm> },
): Done {
  const held = await hold(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const draft = { content: JSON.stringify(content), saved_at: scope.now };
  await scope.trx
    .insertInto('form_draft')
    .values({ office_id: scope.officeId, obligation_id: obligationId, ...draft })
    .onConflict((conflict) => conflict.columns(['office_id', 'obligation_id']).doUpdateSet(draft))
    .execute();
  return ok({});
}

/** The agency says it sent the document by the document system: chasing stops until the officer looks. */
export async function claimSent(
  scope: OfficeScope,
  input: {
    obligationId: string;
    documentNumber: string | null;
    documentDate: Day | null;
    signer: string | null;
    senderName: string;
  },
): Done {
  const held = await hold(scope, input.obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await act(scope, held, { type: 'claim' });
  if (!acted.ok) return acted;
  await tell(scope, { ...held, row: acted.value }, 'claimed', String(acted.value.epoch), {
    documentNumber: input.documentNumber,
    documentDate: input.documentDate,
    signer: input.signer,
    senderName: input.senderName,
  });
  return ok({});
}

/** Reconciles claims in bulk: the document is here, arrived on a day. */
export async function confirmClaims(
  scope: OfficeScope,
  { obligationIds, arrivedOn }: { obligationIds: readonly string[]; arrivedOn: Day },
): Done<{ confirmed: number }> {
  let confirmed = 0;
  for (const obligationId of [...obligationIds].sort()) {
    const held = await hold(scope, obligationId);
    if (held === null) return refuse('NOT_FOUND');
    if (held.row.state !== 'claimed') continue;
    const arrivedAt = arrivalOf(arrivedOn, held.row, scope.now);
    const acted = await act(scope, held, { type: 'confirmClaim', arrivedAt });
    if (!acted.ok) return acted;
    confirmed += 1;
    const row = acted.value;
    const claim = await scope.trx
      .selectFrom('notice')
      .select('data')
      .where('office_id', '=', scope.officeId)
      .where('obligation_id', '=', obligationId)
      .where('name', '=', 'claimed')
      .orderBy('ordinal', 'desc')
      .executeTakeFirst();
    const said = claim?.data ?? {};
    await scope.trx
      .insertInto('submission')
      .values({
        office_id: scope.officeId,
        id: randomUUID(),
        obligation_id: obligationId,
        version: row.version,
        figures: '{}',
        narrative: '{}',
        document_number: textOf(said['documentNumber']),
        document_date: textOf(said['documentDate']) as Day | null,
        signer: textOf(said['signer']),
        sender_name: textOf(said['senderName']) ?? '',
        channel: 'document-system',
        received_at: arrivedAt,
      })
      .execute();
    await tell(scope, { ...held, row }, 'received', String(row.version), {
      submittedBy: textOf(said['senderName']) ?? '',
      receivedAt: arrivedAt,
      version: row.version,
      documentNumber: textOf(said['documentNumber']),
      documentDate: textOf(said['documentDate']),
    });
  }
  return ok({ confirmed });
}

/** The document named in a claim was not found: the ladder goes on. */
export async function rejectClaim(
  scope: OfficeScope,
  { obligationId, reason }: { obligationId: string; reason: string },
): Done {
  const held = await hold(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await act(scope, held, { type: 'rejectClaim', reason });
  if (!acted.ok) return acted;
  await tell(scope, { ...held, row: acted.value }, 'claimRejected', String(acted.value.epoch), {
    reason,
  });
  return ok({});
}

/** Asks for a supplement, with a reason and a new due day. */
export async function returnReport(
  scope: OfficeScope,
  input: { obligationId: string; reason: string; newDueDay: Day },
): Done {
  const held = await hold(scope, input.obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const due = newDue(scope, input.newDueDay);
  const acted = await act(scope, held, { type: 'return', reason: input.reason, due });
  if (!acted.ok) return acted;
  await tell(scope, { ...held, row: acted.value }, 'returned', String(acted.value.epoch), {
    reason: input.reason,
    dueDay: due.day,
  });
  // The consolidation may already be under way: it has to know that one is open again.
  await pokeCycle(scope, held.row.cycle_id);
  return ok({});
}

/** Takes a report into the consolidation. */
export async function acceptReport(
  scope: OfficeScope,
  { obligationId }: { obligationId: string },
): Done {
  const held = await hold(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await act(scope, held, { type: 'accept' });
  if (!acted.ok) return acted;
  await tell(scope, { ...held, row: acted.value }, 'accepted', String(acted.value.version), {});
  return ok({});
}

/** Takes an acceptance or a waiver back. */
export async function reopenReport(
  scope: OfficeScope,
  { obligationId, reason }: { obligationId: string; reason: string },
): Done {
  return plainAct(scope, obligationId, { type: 'reopen', reason });
}

/** The agency need not report, for a reason. */
export async function waive(
  scope: OfficeScope,
  { obligationId, reason }: { obligationId: string; reason: string },
): Done {
  const held = await hold(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await act(scope, held, { type: 'waive', reason });
  if (!acted.ok) return acted;
  await tell(scope, { ...held, row: acted.value }, 'noLongerOwed', String(acted.value.epoch), {
    reason,
  });
  return ok({});
}

/** Moves one agency's due day by a person's decision. */
export async function setDue(
  scope: OfficeScope,
  { obligationId, day, reason }: { obligationId: string; day: Day; reason: string },
): Done {
  const held = await hold(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await act(scope, held, { type: 'setDue', due: newDue(scope, day), reason });
  if (!acted.ok) return acted;
  await tell(scope, { ...held, row: acted.value }, 'dueMoved', String(acted.value.epoch), {
    reason,
    dueDay: day,
  });
  await pokeCycle(scope, held.row.cycle_id);
  return ok({});
}

/** Takes back the mark "on time": what came was not a report. */
export async function withdrawOnTime(
  scope: OfficeScope,
  { obligationId, reason }: { obligationId: string; reason: string },
): Done {
  return plainAct(scope, obligationId, { type: 'withdrawOnTime', reason });
}

/** An agency asks for more time; the officer decides. */
export async function requestExtension(
  scope: OfficeScope,
  input: { obligationId: string; wantedDay: Day; reason: string; requestedBy: string },
): Done<{ extensionId: string }> {
  const held = await hold(scope, input.obligationId);
  if (held === null) return refuse('NOT_FOUND');
  if (input.reason.trim() === '') return refuse('REASON_MISSING');
  const { row, ladder } = held;
  if (!owes(row)) return refuse('NOT_OWED');
  if (ladder.cycle.edits_closed_at !== null) return refuse('CLOSED_FOR_EDITS');
  if (row.overdue_at !== null && at(input.wantedDay, 0) < row.overdue_at) {
    return refuse('DUE_NOT_LATER');
  }
  const extensionId = randomUUID();
  await scope.trx
    .insertInto('extension')
    .values({
      office_id: scope.officeId,
      id: extensionId,
      obligation_id: input.obligationId,
      reason: input.reason,
      wanted_day: input.wantedDay,
      requested_by: input.requestedBy,
      requested_at: scope.now,
      state: 'asked',
      granted_day: null,
      answer: null,
      decided_at: null,
    })
    .execute();
  await record(scope, 'requestExtension', `obligation:${input.obligationId}`, {
    wantedDay: input.wantedDay,
  });
  return ok({ extensionId });
}

/** Grants (possibly another day) or refuses an extension; both due clocks are kept. */
export async function decideExtension(
  scope: OfficeScope,
  input: { extensionId: string; grantedDay: Day | null; answer: string },
): Done {
  const asked = await scope.trx
    .selectFrom('extension')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', input.extensionId)
    .forUpdate()
    .executeTakeFirst();
  if (asked === undefined) return refuse('NOT_FOUND');
  if (asked.state !== 'asked') return refuse('ALREADY_DONE');
  const held = await hold(scope, asked.obligation_id);
  if (held === null) return refuse('NOT_FOUND');
  let row = held.row;
  if (input.grantedDay !== null) {
    const due = newDue(scope, input.grantedDay);
    const acted = await act(scope, held, { type: 'extend', due, reason: asked.reason });
    if (!acted.ok) return acted;
    row = { ...acted.value, granted_day: input.grantedDay };
    await saveObligation(scope, row);
  }
  await scope.trx
    .updateTable('extension')
    .set({
      state: input.grantedDay === null ? 'refused' : 'granted',
      granted_day: input.grantedDay,
      answer: input.answer,
      decided_at: scope.now,
    })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', input.extensionId)
    .execute();
  const event = input.grantedDay === null ? 'extensionRefused' : 'extensionGranted';
  await tell(scope, { ...held, row }, event, input.extensionId, {
    reason: input.answer,
    dueDay: input.grantedDay,
  });
  if (input.grantedDay !== null) await pokeCycle(scope, row.cycle_id);
  return ok({});
}

/** Notes what was said on the telephone and the day promised. */
export async function logCall(
  scope: OfficeScope,
  input: { obligationId: string; staffId: string; answered: string; promisedDay: Day | null },
): Done {
  const held = await hold(scope, input.obligationId);
  if (held === null) return refuse('NOT_FOUND');
  await scope.trx
    .insertInto('call')
    .values({
      office_id: scope.officeId,
      id: randomUUID(),
      obligation_id: input.obligationId,
      answered: input.answered,
      promised_day: input.promisedDay,
      by_staff: input.staffId,
      at: scope.now,
    })
    .execute();
  await record(scope, 'logCall', `obligation:${input.obligationId}`, {
    promisedDay: input.promisedDay,
  });
  return ok({});
}

async function plainAct(
  scope: OfficeScope,
  obligationId: string,
  command: ObligationCommand,
): Done {
  const held = await hold(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await act(scope, held, command);
  return acted.ok ? ok({}) : acted;
}

/** The obligation with its cycle locked first, so that acts on one cycle follow each other. */
async function hold(scope: OfficeScope, obligationId: string): Promise<Held | null> {
  const found = await scope.trx
    .selectFrom('obligation')
    .select('cycle_id')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', obligationId)
    .executeTakeFirst();
  if (found === undefined) return null;
  const ladder = await lockCycle(scope, found.cycle_id);
  if (ladder === null) return null;
  const row = await scope.trx
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', obligationId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { row, ladder };
}

/** decide → evolve → next rung → audit → poke, in the act's own transaction. */
async function act(
  scope: OfficeScope,
  { row, ladder }: Held,
  command: ObligationCommand,
): Promise<Result<ObligationRow, RefusalCode>> {
  const { cycle } = ladder;
  const owed = obligationOf(row);
  const decided = decideObligation(owed, command, {
    now: scope.now,
    gate: {
      open: cycle.opened_at !== null && cycle.cancelled_at === null && cycle.closed_at === null,
      closesForEditsAt: cycle.closes_for_edits_at,
      editsClosed: cycle.edits_closed_at !== null,
    },
  });
  if (!decided.ok) return decided;
  const before = await pulseOf(scope, cycle.id);
  const after = decided.value.reduce(evolveObligation, owed);
  const rearmed = after.epoch !== row.epoch;
  const changed: ObligationRow = {
    ...row,
    state: after.state,
    epoch: after.epoch,
    target_at: after.targetAt,
    overdue_at: after.overdueAt,
    due_day: 'due' in command ? command.due.day : row.due_day,
    granted_day: 'due' in command ? command.due.day : row.granted_day,
    version: after.version,
    on_time: after.onTime,
    first_received_at: after.firstReceivedAt,
    received_at: after.version > row.version ? scope.now : row.received_at,
    claimed_at: command.type === 'claim' ? scope.now : row.claimed_at,
    accepted_at: after.state === 'accepted' ? (row.accepted_at ?? scope.now) : null,
    nil: after.nil,
    ever_returned: after.everReturned,
    reason: after.reason,
    reached: rearmed ? null : row.reached,
    armed_at: rearmed ? scope.now : row.armed_at,
  };
  const saved = withNextRung(scope, changed, ladder);
  await saveObligation(scope, saved);
  if (!owes(saved) || rearmed) await suppressPlanned(scope, [row.id], suppressedBy(command, saved));
  await record(scope, command.type, `obligation:${row.id}`, {
    version: saved.version,
    epoch: saved.epoch,
    state: saved.state,
  });
  await rearmDesk(scope, cycle);
  await pokeIfEarlier(scope, cycle.id, before);
  return ok(saved);
}

function suppressedBy(command: ObligationCommand, row: ObligationRow): string {
  return owes(row) ? 'epoch' : command.type === 'submit' ? 'received' : row.state;
}

/** The two instants of a day a person names: until the end of it. */
function newDue(scope: OfficeScope, on: Day): NewDue {
  const { calendar, hours } = scope.settings;
  const { remindTargetAt, overdueAt } = dueInstants(
    { boundary: 'by_end_of_day', date: on, time: null },
    { calendar, hours, rollForward: scope.rollForward },
  );
  if (remindTargetAt === null || overdueAt === null) throw new Error('a day gives two instants');
  return { day: on, targetAt: remindTargetAt, overdueAt };
}

/** A document that arrived on the day of the claim or before counts from the claim at the latest. */
function arrivalOf(arrivedOn: Day, row: ObligationRow, now: Instant): Instant {
  const endOfDay = at(arrivedOn, 17 * 60);
  const latest = endOfDay < now ? endOfDay : now;
  if (row.claimed_at === null || arrivedOn > dayAt(row.claimed_at)) return latest;
  return row.claimed_at < latest ? row.claimed_at : latest;
}

async function formOf(
  scope: OfficeScope,
  row: ObligationRow,
): Promise<Pick<Parameters<typeof checkReport>[1], 'form' | 'kind' | 'what'>> {
  return scope.trx
    .selectFrom('obligation')
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'obligation.office_id')
        .onRef('cycle.id', '=', 'obligation.cycle_id'),
    )
    .innerJoin('requirement', (join) =>
      join
        .onRef('requirement.office_id', '=', 'cycle.office_id')
        .onRef('requirement.id', '=', 'cycle.requirement_id'),
    )
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'obligation.office_id')
        .onRef('agency.id', '=', 'obligation.agency_id'),
    )
    .select(['requirement.form as form', 'agency.kind as kind', 'requirement.what as what'])
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.id', '=', row.id)
    .executeTakeFirstOrThrow();
}

/** The agency hears at once what became of its act. */
async function tell(
  scope: OfficeScope,
  { row, ladder }: Held,
  event: string,
  occurrence: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  // The standing body enters its own figures; it needs no mail about that.
  if (!row.chased) return;
  await planNotice(scope, {
    key: `event/${event}/${row.id}/${String(row.epoch)}/${occurrence}`,
    name: event,
    kind: 'event',
    class: 'event',
    to: { kind: 'agency', agencyId: row.agency_id, role: 'desk' },
    planId: ladder.cycle.plan_id,
    cycleId: row.cycle_id,
    obligationId: row.id,
    epoch: row.epoch,
    data,
  });
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
