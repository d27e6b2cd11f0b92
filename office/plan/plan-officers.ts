import { sql } from 'kysely';
import { contactPointOn } from '../../domain/plan-officers.js';
import type { ContactPoint, NamedPerson } from '../../domain/plan-officers.js';
import { ok, refuse } from '../../domain/result.js';
import type { PlanOfficersView } from '../../contract/plan-officers.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { planOfficers } from '../reminding/plan-officers.js';
import type { OfficeScope } from '../scope.js';
import { lockPlan } from './plan-row.js';

const OVER = new Set(['closed', 'cancelled']);

/** Names who follows a plan: one officer, whom its mails name from now on, and others beside him. */
export async function assignOfficers(
  scope: OfficeScope,
  {
    planId,
    namedId,
    besideIds,
  }: {
    readonly planId: string;
    readonly namedId: string;
    readonly besideIds: readonly string[];
  },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (OVER.has(plan.state)) return refuse('PLAN_STATE');
  const beside = [...new Set(besideIds)].filter((id) => id !== namedId);
  const officers = await officersAmong(scope, [namedId, ...beside]);
  const named = officers.get(namedId);
  if (named === undefined || beside.some((id) => !officers.has(id))) {
    return refuse('OFFICER_UNKNOWN');
  }
  const before = (
    await planOfficers(scope.trx, { officeId: scope.officeId, planIds: [planId] })
  ).get(planId);
  await writeOfficers(scope, planId, { namedId, besideIds: beside });
  // Of a plan in the making the review says whom its mails name.
  if ('officerName' in plan.identity) {
    const former = await personOf(scope, before?.namedId ?? namedId);
    const contact = contactPointOn<ContactPoint>(plan.identity, {
      named: former ?? named,
      present: named,
    });
    await setContactPoint(scope, planId, { ...contact, officerName: named.name });
  }
  await record(scope, 'assignOfficers', `plan:${planId}`, {
    to: namedId,
    beside,
    ...(before?.namedId == null || before.namedId === namedId ? {} : { from: before.namedId }),
  });
  return ok({});
}

/**
 * Notes whom a confirmed plan names: the officer whose address or name its contact point bears, else who
 * confirmed it where nobody follows it yet. Whoever was named by hand stays unless it names another.
 */
export async function followContactPoint(
  scope: OfficeScope,
  planId: string,
  { officerName, replyTo }: ContactPoint,
): Promise<void> {
  const { trx, officeId } = scope;
  const present = (await planOfficers(trx, { officeId, planIds: [planId] })).get(planId);
  const actor = scope.actor.startsWith('staff:') ? scope.actor.slice('staff:'.length) : null;
  const { rows } = await sql<{ readonly id: string }>`
    select id from staff
     where office_id = ${officeId} and active
       and (lower(email) = ${replyTo.toLowerCase()} or name = ${officerName}
            or (id::text = ${present?.namedId == null ? actor : null} and 'officer' = any(roles)))
     order by lower(email) = ${replyTo.toLowerCase()} desc, name = ${officerName} desc, id
     limit 1`.execute(trx);
  const [found] = rows;
  if (found === undefined || found.id === present?.namedId) return;
  await writeOfficers(scope, planId, {
    namedId: found.id,
    besideIds: (present?.besideIds ?? []).filter((id) => id !== found.id),
  });
}

/** Who follows a plan, by name, and who may; null when the office has no such plan. */
export async function planOfficersView(
  db: LedgerDb,
  { officeId, planId }: { readonly officeId: string; readonly planId: string },
): Promise<PlanOfficersView | null> {
  const plan = await db
    .selectFrom('plan')
    .select('id')
    .where('office_id', '=', officeId)
    .where('id', '=', planId)
    .executeTakeFirst();
  if (plan === undefined) return null;
  const present = (await planOfficers(db, { officeId, planIds: [planId] })).get(planId);
  const { rows: staff } = await sql<{
    readonly id: string;
    readonly name: string;
    readonly phone: string | null;
    readonly isOfficer: boolean;
  }>`
    select id, name, phone, active and 'officer' = any(roles) as "isOfficer" from staff
     where office_id = ${officeId} order by name collate "vi-x-icu", id`.execute(db);
  const personIn = (id: string) => {
    const found = staff.find((one) => one.id === id);
    return found === undefined ? [] : [{ id, name: found.name, phone: found.phone }];
  };
  return {
    named: present?.namedId == null ? null : (personIn(present.namedId)[0] ?? null),
    beside: (present?.besideIds ?? []).flatMap(personIn),
    officers: staff.filter(({ isOfficer }) => isOfficer).map(({ id, name }) => ({ id, name })),
  };
}

async function writeOfficers(
  { trx, officeId }: OfficeScope,
  planId: string,
  { namedId, besideIds }: { readonly namedId: string; readonly besideIds: readonly string[] },
): Promise<void> {
  await trx
    .deleteFrom('plan_officer')
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .execute();
  await trx
    .insertInto('plan_officer')
    .values(
      [namedId, ...besideIds].map((id) => ({
        office_id: officeId,
        plan_id: planId,
        staff_id: id,
        named: id === namedId,
      })),
    )
    .execute();
  // Nobody stands in for a former officer any more.
  await trx
    .updateTable('plan')
    .set({ handed_from: null })
    .where('office_id', '=', officeId)
    .where('id', '=', planId)
    .where('handed_from', 'is not', null)
    .execute();
}

async function setContactPoint(
  { trx, officeId }: OfficeScope,
  planId: string,
  { officerName, officerPhone, replyTo }: ContactPoint,
): Promise<void> {
  await trx
    .updateTable('plan')
    .set({
      identity: sql`identity || ${JSON.stringify({ officerName, officerPhone, replyTo })}::jsonb`,
    })
    .where('office_id', '=', officeId)
    .where('id', '=', planId)
    .execute();
}

/** The active officers among some of the staff, by id. */
async function officersAmong(
  { trx, officeId }: OfficeScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NamedPerson>> {
  const rows = await trx
    .selectFrom('staff')
    .select(['id', 'name', 'email', 'phone'])
    .where('office_id', '=', officeId)
    .where('active', '=', true)
    .where(sql<boolean>`'officer' = any(roles)`)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function personOf(
  { trx, officeId }: OfficeScope,
  id: string,
): Promise<NamedPerson | undefined> {
  return trx
    .selectFrom('staff')
    .select(['name', 'email', 'phone'])
    .where('office_id', '=', officeId)
    .where('id', '=', id)
    .executeTakeFirst();
}
