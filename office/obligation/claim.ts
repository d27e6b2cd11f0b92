import { randomUUID } from 'node:crypto';
import { at, dayAt } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import type { OfficeScope } from '../scope.js';
import type { ObligationRow } from '../reminding/ladder-rows.js';
import { applyCommand, lockObligation, lockObligations, planAgencyMail } from './apply-command.js';
import type { ActResult } from '../act-result.js';

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
): ActResult {
  const held = await lockObligation(scope, input.obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await applyCommand(scope, held, { type: 'claim' });
  if (!acted.ok) return acted;
  await planAgencyMail(scope, { ...held, row: acted.value }, 'claimed', String(acted.value.epoch), {
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
): ActResult<{ confirmed: number }> {
  let confirmed = 0;
  const all = await lockObligations(scope, obligationIds);
  if (all === null) return refuse('NOT_FOUND');
  for (const held of all) {
    const obligationId = held.row.id;
    if (held.row.state !== 'claimed') continue;
    const arrivedAt = arrivalOf(arrivedOn, held.row, scope.now);
    const acted = await applyCommand(scope, held, { type: 'confirmClaim', arrivedAt });
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
    await planAgencyMail(scope, { ...held, row }, 'received', String(row.version), {
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
): ActResult {
  const held = await lockObligation(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await applyCommand(scope, held, { type: 'rejectClaim', reason });
  if (!acted.ok) return acted;
  await planAgencyMail(
    scope,
    { ...held, row: acted.value },
    'claimRejected',
    String(acted.value.epoch),
    {
      reason,
    },
  );
  return ok({});
}

/** A document that arrived on the day of the claim or before counts from the claim at the latest. */
function arrivalOf(arrivedOn: Day, row: ObligationRow, now: Instant): Instant {
  const endOfDay = at(arrivedOn, 17 * 60);
  const latest = endOfDay < now ? endOfDay : now;
  if (row.claimed_at === null || arrivedOn > dayAt(row.claimed_at)) return latest;
  return row.claimed_at < latest ? row.claimed_at : latest;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
