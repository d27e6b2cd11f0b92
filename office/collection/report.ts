import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { indicatorsAsked } from '../../domain/asked-indicators.js';
import { diskAfterRows } from '../../db/transaction.js';
import type { Day } from '../../domain/day.js';
import { decimal } from '../../domain/decimal.js';
import { figureProblems } from '../../domain/figure-questions.js';
import { halvesAsked, halvesBrought, missingHalfAfter } from '../../domain/halves.js';
import { checkReport } from '../../domain/report-check.js';
import { toldOfReopening } from '../../domain/told-at-once.js';
import type { RefusalCode } from '../../domain/refusals.js';
import { ok, refuse } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { ReportContent } from '../../domain/schemas/report-content.js';
import type { OfficeScope } from '../scope.js';
import { shareCycle } from '../lock-order.js';
import { pokeCycles } from '../poke.js';
import {
  applyCommand,
  applyCommands,
  lockObligation,
  lockObligations,
  newDue,
  applyUnannounced,
  asLeft,
  cyclesIn,
  planAgencyMail,
  tellAllAtOnce,
  tellAtOnce,
} from '../obligation/apply-command.js';
import type { LockedObligation } from '../obligation/apply-command.js';
import { openClaims } from '../obligation/claim-rows.js';
import { versionSent } from './sending.js';
import { takeFiles } from './upload.js';
import { takeDraft } from './filled-by.js';
import { lastFigures } from './last-figures.js';
import { formRow } from './report-form.js';
import type { ActResult } from '../act-result.js';

/**
 * A report received: figures checked, the version kept whole, the receipt on its way. A sending that came
 * before (`sendingOf`) is the report received then: nothing is written, its receipt is answered again.
 */
export async function submitReport(
  scope: OfficeScope,
  {
    obligationId,
    content,
    sending = null,
    holdsChecks = false,
  }: {
    obligationId: string;
    content: ReportContent;
    sending?: string | null;
    /** Whether what the form wants mended is refused here: nobody has been asked while it was typed. */
    holdsChecks?: boolean;
  },
): ActResult<{ version: number; receiptCode: string; onTime: boolean }> {
  const held = await lockObligation(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const { trx, officeId } = scope;
  const before =
    sending === null ? null : await versionSent(trx, { officeId, obligationId, sending });
  if (before !== null) {
    // Of two that came at once the first may still wait for the disk.
    await diskAfterRows(trx);
    return ok({
      version: before,
      receiptCode: receiptCode(obligationId, before),
      onTime: held.row.on_time ?? false,
    });
  }
  const asked = await formRow(trx, { officeId, obligationId });
  if (asked === null) return refuse('NOT_FOUND');
  const { form } = asked;
  const checked = checkReport(content, { ...asked, files: content.attachments.length });
  if (!checked.ok) return checked;
  if (holdsChecks) {
    const broken = await brokenChecks(scope, { obligationId, content, asked });
    if (broken !== '') return refuse('FIGURES_BROKEN', { figures: broken });
  }
  const missingHalf = missingHalfAfter(
    { version: held.row.version, missingHalf: held.row.missing_half },
    { asked: halvesAsked(form), brings: halvesBrought(content) },
  );
  const isSaidSent =
    missingHalf === 'document' && (await openClaims(scope, [obligationId])).has(obligationId);
  const acted = await applyCommand(scope, held, {
    type: 'submit',
    nil: content.nil,
    missingHalf,
  });
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
      sending,
      notes: JSON.stringify(checked.value.notes),
      form_version: asked.formVersion,
      approximate: JSON.stringify(checked.value.approximate),
      filled_by: JSON.stringify(await takeDraft(scope, { obligationId, content, form })),
    })
    .execute();
  if (!(await takeFiles(scope, submissionId, content.attachments))) return refuse('FILE_MISSING');
  await tellAtOnce(scope, { ...held, row }, 'submit', {
    submittedBy: content.senderName,
    receivedAt: scope.now,
    version: row.version,
    documentNumber: content.documentNumber,
    documentDate: content.documentDate,
    // A document that was said to be sent is being looked for: nobody is asked for it again.
    missingHalf: isSaidSent ? null : missingHalf,
  });
  return ok({
    version: row.version,
    receiptCode: receiptCode(obligationId, row.version),
    onTime: row.on_time ?? false,
  });
}

/** What the form wants mended before a report is taken, as sentences; empty where nothing is. */
async function brokenChecks(
  { trx, officeId }: OfficeScope,
  {
    obligationId,
    content: { figures, nilCodes, nil },
    asked,
  }: {
    readonly obligationId: string;
    readonly content: ReportContent;
    readonly asked: NonNullable<Awaited<ReturnType<typeof formRow>>>;
  },
): Promise<string> {
  const wanted = indicatorsAsked(asked).filter(({ code }) => !nil && !nilCodes.includes(code));
  const last = await lastFigures(trx, { officeId, obligationId });
  const problems = figureProblems({
    form: asked.form,
    asked: wanted,
    typed: figures,
    notes: {},
    last: Object.fromEntries(
      Object.entries(last?.figures ?? {}).map(([code, value]) => [code, decimal(value)]),
    ),
    isFinal: true,
  });
  const labels = new Map(wanted.map(({ code, label }) => [code, label]));
  return problems
    .filter(({ wants }) => wants === 'mend')
    .map(({ code, sentence }) => `${labels.get(code) ?? code}: ${sentence}`)
    .join(' ');
}

/** The short code on a receipt, the same for the same version. */
export function receiptCode(obligationId: string, version: number): string {
  const hash = createHash('sha256').update(obligationId).digest('hex');
  return `${hash.slice(0, 8).toUpperCase()}-${String(version).padStart(2, '0')}`;
}

/** Takes a report into the consolidation. */
export async function acceptReport(
  scope: OfficeScope,
  { obligationId }: { obligationId: string },
): ActResult {
  const held = await lockObligation(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await acceptHeld(scope, [held]);
  return acted.ok ? ok({}) : acted;
}

/** Takes every report of a cycle that waits to be checked into the consolidation at once, in a few statements; answers how many. */
export async function acceptReports(
  scope: OfficeScope,
  { cycleId }: { cycleId: string },
): ActResult<{ accepted: number }> {
  if ((await shareCycle(scope, cycleId)) === null) return refuse('NOT_FOUND');
  const waiting = await scope.trx
    .selectFrom('obligation')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycleId)
    .where('state', '=', 'submitted')
    .execute();
  const held = await lockObligations(
    scope,
    waiting.map(({ id }) => id),
  );
  // Somebody may have sent one back in between: that report is passed over, the others go on.
  const still = (held ?? []).filter(({ row }) => row.state === 'submitted');
  if (still.length === 0) return ok({ accepted: 0 });
  const acted = await acceptHeld(scope, still);
  return acted.ok ? ok({ accepted: still.length }) : acted;
}

/** Takes reports into the consolidation in a few statements; all of them or, when one is refused, none. */
export async function acceptHeld(
  scope: OfficeScope,
  held: readonly LockedObligation[],
): Promise<Result<null, RefusalCode>> {
  const acted = await applyCommands(
    scope,
    held.map((one) => ({ held: one, command: { type: 'accept' } })),
  );
  if (!acted.ok) return acted;
  const accepted = asLeft(held, acted.value);
  await sql`
    update submission s set accepted_at = ${scope.now}
      from unnest(${accepted.map(({ row }) => row.id)}::uuid[],
                  ${accepted.map(({ row }) => row.version)}::int[]) as taken(id, version)
     where s.office_id = ${scope.officeId} and s.obligation_id = taken.id
       and s.version = taken.version`.execute(scope.trx);
  await tellAllAtOnce(
    scope,
    'accept',
    accepted.map((one) => ({ held: one, data: {} })),
  );
  return ok(null);
}

/** Asks for a supplement, with a reason and a new due day. */
export async function returnReport(
  scope: OfficeScope,
  input: { obligationId: string; reason: string; newDueDay: Day },
): ActResult {
  const held = await lockObligation(scope, input.obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await returnHeld(scope, [held], { reason: input.reason, day: input.newDueDay });
  return acted.ok ? ok({}) : acted;
}

/** Asks many for a supplement by one day, in a few statements; all of them or, when one is refused, none. */
export async function returnHeld(
  scope: OfficeScope,
  held: readonly LockedObligation[],
  { reason, day }: { readonly reason: string; readonly day: Day },
): Promise<Result<null, RefusalCode>> {
  const due = newDue(scope, day);
  const acted = await applyCommands(
    scope,
    held.map((one) => ({ held: one, command: { type: 'return', reason, due } })),
  );
  if (!acted.ok) return acted;
  await tellAllAtOnce(
    scope,
    'return',
    asLeft(held, acted.value).map((one) => ({ held: one, data: { reason, dueDay: due.day } })),
  );
  // The consolidation may already be under way: it has to know that one is open again.
  await pokeCycles(scope, cyclesIn(held));
  return ok(null);
}

/** Takes an acceptance or a waiver back. */
export async function reopenReport(
  scope: OfficeScope,
  { obligationId, reason }: { obligationId: string; reason: string },
): ActResult {
  const held = await lockObligation(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await applyCommand(scope, held, { type: 'reopen', reason });
  if (!acted.ok) return acted;
  const told = toldOfReopening(held.row, acted.value);
  if (told !== null) {
    const now = { ...held, row: acted.value };
    await planAgencyMail(scope, now, told.event, told.occurrence, { reason });
  }
  return ok({});
}

/** Takes back the mark "on time": what came was not a report. */
export async function withdrawOnTime(
  scope: OfficeScope,
  { obligationId, reason }: { obligationId: string; reason: string },
): ActResult {
  return applyUnannounced(scope, obligationId, { type: 'withdrawOnTime', reason });
}
