import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Tables } from '../../db/tables.js';
import { standsInFor } from '../../domain/standing-in.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';

type StaffRow = Selectable<Tables['staff']>;

/**
 * The plans that name somebody who has left name another from now on: the one who takes over, or, as long as
 * nobody is named (`namedId` null), whoever stands in. Named later, he gets those that somebody stood in for.
 * The caller holds the staff.
 */
export async function handOver(
  scope: OfficeScope,
  {
    leaving,
    namedId,
    staff,
  }: {
    readonly leaving: StaffRow;
    readonly namedId: string | null;
    readonly staff: readonly StaffRow[];
  },
): ActResult {
  const people = staff.map((row) => ({ ...row, deputyOf: row.deputy_of }));
  // One who comes back names himself, and is active again.
  const named = people.find(({ id, active }) => active && id === namedId);
  if (namedId !== null && named === undefined) return refuse('TAKER_UNKNOWN');
  const taker = named ?? standsInFor(leaving.id, people);
  if (taker === null) return ok({});
  const plans = await plansOf(scope, leaving, { returns: named?.id === leaving.id });
  const identity = {
    officerName: taker.name,
    officerPhone: taker.phone ?? '',
    replyTo: taker.email,
  };
  if (plans.length > 0) {
    await scope.trx
      .updateTable('plan')
      .set({
        identity: sql`identity || ${JSON.stringify(identity)}::jsonb`,
        handed_from: named === undefined ? leaving.id : null,
      })
      .where('office_id', '=', scope.officeId)
      .where('id', 'in', [...plans])
      .execute();
  }
  await record(scope, 'handOver', `staff:${leaving.id}`, {
    to: taker.id,
    named: named !== undefined,
    plans: plans.length,
  });
  return ok({});
}

/** The plans not over that name a person, or that somebody does for him until one is named; held. */
async function plansOf(
  scope: OfficeScope,
  { id, name, email }: StaffRow,
  { returns }: { readonly returns: boolean },
): Promise<readonly string[]> {
  const rows = await scope.trx
    .selectFrom('plan')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('closed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where(
      returns
        ? sql<boolean>`handed_from = ${id}`
        : sql<boolean>`(handed_from = ${id} or identity ->> 'officerName' = ${name}
            or lower(identity ->> 'replyTo') = ${email.toLowerCase()})`,
    )
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return rows.map((row) => row.id);
}
