import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Claim } from '../../domain/claim.js';
import type { OfficeScope } from '../scope.js';

/** A claim as it is kept. */
export interface KeptClaim extends Claim {
  readonly id: string;
  readonly obligationId: string;
  /** The signed document that came with it. */
  readonly uploadId: string | null;
}

/** The open claims of some obligations, by obligation; the caller holds the obligations. */
export async function openClaims(
  scope: OfficeScope,
  obligationIds: readonly string[],
): Promise<ReadonlyMap<string, KeptClaim>> {
  if (obligationIds.length === 0) return new Map();
  const rows = await scope.trx
    .selectFrom('claim')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('obligation_id', '=', sql<string>`any(${[...obligationIds]}::uuid[])`)
    .where('state', '=', 'open')
    .execute();
  return new Map(
    rows.map((row) => [
      row.obligation_id,
      {
        id: row.id,
        obligationId: row.obligation_id,
        uploadId: row.upload_id,
        state: row.state,
        said: {
          documentNumber: row.document_number,
          documentDate: row.document_date,
          signer: row.signer,
          senderName: row.sender_name,
        },
        claimedAt: row.claimed_at,
        arrivedAt: row.arrived_at,
        reason: row.reason,
        decidedAt: row.decided_at,
      },
    ]),
  );
}

/** Enters a claim. */
export async function insertClaim(
  scope: OfficeScope,
  obligationId: string,
  { uploadId, ...claim }: Claim & Pick<KeptClaim, 'uploadId'>,
): Promise<void> {
  await scope.trx
    .insertInto('claim')
    .values({
      office_id: scope.officeId,
      id: randomUUID(),
      obligation_id: obligationId,
      state: claim.state,
      document_number: claim.said.documentNumber,
      document_date: claim.said.documentDate,
      signer: claim.said.signer,
      sender_name: claim.said.senderName,
      claimed_at: claim.claimedAt,
      arrived_at: claim.arrivedAt,
      reason: claim.reason,
      decided_at: claim.decidedAt,
      upload_id: uploadId,
    })
    .execute();
}

/** Writes back what was decided of claims, in one statement. */
export async function saveClaims(scope: OfficeScope, claims: readonly KeptClaim[]): Promise<void> {
  if (claims.length === 0) return;
  await sql`
    update claim c
       set state = given.state, arrived_at = given."arrivedAt", reason = given.reason,
           decided_at = given."decidedAt"
      from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb)
           as given(id uuid, state text, "arrivedAt" timestamptz, reason text, "decidedAt" timestamptz)
     where c.office_id = ${scope.officeId} and c.id = given.id`.execute(scope.trx);
}
