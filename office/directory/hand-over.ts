import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Tables } from '../../db/tables.js';
import { contactPointOn } from '../../domain/plan-officers.js';
import type { NamedPerson } from '../../domain/plan-officers.js';
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
  if (named !== undefined && named.id !== leaving.id) {
    await passOn(scope, { fromId: leaving.id, toId: named.id });
  }
  await record(scope, 'handOver', `staff:${leaving.id}`, {
    to: taker.id,
    named: named !== undefined,
    plans: plans.length,
  });
  return ok({});
}

/** Whoever takes over follows what the other followed, beside others or named. */
async function passOn(
  { trx, officeId }: OfficeScope,
  { fromId, toId }: { readonly fromId: string; readonly toId: string },
): Promise<void> {
  await sql`
    with his as (
      delete from plan_officer o using plan p
       where o.office_id = ${officeId} and o.staff_id = ${fromId}
         and p.office_id = o.office_id and p.id = o.plan_id
         and p.closed_at is null and p.cancelled_at is null
      returning o.plan_id, o.named)
    insert into plan_officer (office_id, plan_id, staff_id, named)
    select ${officeId}, plan_id, ${toId}, named from his
    on conflict (office_id, plan_id, staff_id)
      do update set named = plan_officer.named or excluded.named`.execute(trx);
}

/** What mails say of an officer follows his name, address and telephone as they change; only what was his own. */
export async function followPerson(
  scope: OfficeScope,
  {
    staffId,
    ...persons
  }: { readonly staffId: string; readonly named: NamedPerson; readonly present: NamedPerson },
): Promise<void> {
  const { trx, officeId } = scope;
  const plans = await trx
    .selectFrom('plan')
    .innerJoin('plan_officer', (join) =>
      join
        .onRef('plan_officer.office_id', '=', 'plan.office_id')
        .onRef('plan_officer.plan_id', '=', 'plan.id'),
    )
    .select(['plan.id', 'plan.identity'])
    .where('plan.office_id', '=', officeId)
    .where('plan_officer.staff_id', '=', staffId)
    .where('plan_officer.named', '=', true)
    .where('plan.closed_at', 'is', null)
    .where('plan.cancelled_at', 'is', null)
    .where(sql<boolean>`plan.identity ? 'officerName'`)
    .orderBy('plan.id')
    .forNoKeyUpdate()
    .execute();
  for (const { id, identity } of plans) {
    await trx
      .updateTable('plan')
      .set({ identity: JSON.stringify(contactPointOn(identity, persons)) })
      .where('office_id', '=', officeId)
      .where('id', '=', id)
      .execute();
  }
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
            or lower(identity ->> 'replyTo') = ${email.toLowerCase()}
            or exists (select 1 from plan_officer o
                        where o.office_id = plan.office_id and o.plan_id = plan.id
                          and o.staff_id = ${id} and o.named))`,
    )
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return rows.map((row) => row.id);
}
