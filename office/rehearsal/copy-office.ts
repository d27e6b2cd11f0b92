import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { batches } from '../../db/batches.js';
import type { Tables } from '../../db/tables.js';
import type { Instant } from '../../domain/day.js';
import { dayAt } from '../../domain/day.js';
import type { RefusalCode } from '../../domain/refusals.js';
import { refuse } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { usualStart } from '../../domain/start.js';
import type { OfficeScope } from '../scope.js';

/** A rehearsal's own number and date, since nobody has signed anything. */
const REHEARSAL_NUMBER = '01/KH-CT';

/** The plan as it is rehearsed: numbered, and sent nowhere that exists. */
export function rehearsedPlan(confirmed: ConfirmedPlan, startAt: Instant): ConfirmedPlan {
  const { identity } = confirmed;
  return {
    ...confirmed,
    identity: {
      ...identity,
      number: identity.number ?? REHEARSAL_NUMBER,
      issuedOn: identity.issuedOn ?? dayAt(startAt),
    },
  };
}

interface WantedRehearsal {
  readonly rehearsalOfficeId: string;
  readonly planId: string;
  readonly seed: number;
  readonly secondsPerDay: number;
  readonly startAt?: Instant;
}

/** Copies a live office with one plan of it into a new shadow office: rows of its own under the same ids. */
export async function copyOffice(
  scope: OfficeScope,
  input: WantedRehearsal,
): Promise<Result<{ planId: string }, RefusalCode>> {
  const { trx, officeId } = scope;
  const { rehearsalOfficeId: id, planId } = input;
  const plan = await trx
    .selectFrom('plan')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', '=', planId)
    .executeTakeFirst();
  const version = await trx
    .selectFrom('plan_version')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .where('version', '=', plan?.version ?? 1)
    .executeTakeFirst();
  if (plan === undefined || version === undefined) return refuse('NOT_FOUND');
  if (version.confirmed === null) return refuse('PLAN_STATE');
  const { confirmed } = version;
  const startAt = input.startAt ?? usualStart(confirmed, scope.settings);
  if (startAt === null) return refuse('NO_REQUIREMENTS');
  await insertShadow(scope, input, startAt);
  await copyStaff(scope, id);
  await copyAgencies(scope, { id, agencyIds: confirmed.agencyIds });
  await copyTemplates(scope, id);
  await copyPlan(scope, {
    id,
    plan,
    version,
    rehearsed: rehearsedPlan(confirmed, startAt),
    startAt,
  });
  return { ok: true, value: { planId } };
}

async function insertShadow(
  { trx, officeId, office }: OfficeScope,
  { rehearsalOfficeId, seed, secondsPerDay }: WantedRehearsal,
  startAt: Instant,
): Promise<void> {
  await trx
    .insertInto('office')
    .values({
      id: rehearsalOfficeId,
      kind: 'rehearsal',
      name: office.name,
      short_name: office.short_name,
      email_domain: office.email_domain,
      settings: JSON.stringify({ ...office.settings, ...office.parsed }),
      mother_office_id: officeId,
      clock_at: startAt,
      rehearsal: JSON.stringify({ seed, secondsPerDay, startAt }),
    })
    .execute();
}

/** Staff without their accounts: nobody signs in to a rehearsal. */
async function copyStaff({ trx, officeId }: OfficeScope, id: string): Promise<void> {
  const staff = await trx
    .selectFrom('staff')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('active', '=', true)
    .execute();
  for (const rows of batches(staff)) {
    await trx
      .insertInto('staff')
      .values(rows.map((row) => ({ ...row, office_id: id, user_id: null })))
      .execute();
  }
}

async function copyAgencies(
  { trx, officeId }: OfficeScope,
  { id, agencyIds }: { readonly id: string; readonly agencyIds: readonly string[] },
): Promise<void> {
  const agencies = await trx
    .selectFrom('agency')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', 'in', agencyIds)
    .execute();
  for (const rows of batches(agencies)) {
    await trx
      .insertInto('agency')
      .values(rows.map(({ folded: _folded, ...row }) => ({ ...row, office_id: id })))
      .execute();
  }
  const contacts = await trx
    .selectFrom('contact')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('agency_id', 'in', agencyIds)
    .execute();
  for (const rows of batches(contacts)) {
    await trx
      .insertInto('contact')
      .values(rows.map((row) => ({ ...row, office_id: id })))
      .execute();
  }
}

/** The office's own layouts that are in use: its papers are to look in a rehearsal as they will. */
async function copyTemplates({ trx, officeId }: OfficeScope, id: string): Promise<void> {
  await sql`
    with used as (
      insert into paper_template (
          office_id, kind, sha256, file_name, bytes, in_use, uploaded_at, uploaded_by)
        select ${id}, kind, sha256, file_name, bytes, true, uploaded_at, uploaded_by
          from paper_template where office_id = ${officeId} and in_use
        returning sha256)
    insert into proposing_template (office_id, sha256)
      select distinct ${id}::uuid, sha256 from proposing_template
       where office_id = ${officeId} and sha256 in (select sha256 from used)`.execute(trx);
}

/** The plan as on its first day, whatever has become of it in the live office. */
async function copyPlan(
  { trx, realNow }: OfficeScope,
  {
    id,
    plan,
    version,
    rehearsed,
    startAt,
  }: {
    readonly id: string;
    readonly plan: Selectable<Tables['plan']>;
    readonly version: Selectable<Tables['plan_version']>;
    readonly rehearsed: ConfirmedPlan;
    readonly startAt: Instant;
  },
): Promise<void> {
  await trx
    .insertInto('plan')
    .values({
      ...plan,
      office_id: id,
      amends: null,
      state: 'draft',
      identity: JSON.stringify(rehearsed.identity),
      started_at: null,
      paused_at: null,
      cancelled_at: null,
      closed_at: null,
      last_error: null,
      last_error_at: null,
      last_error_step: null,
      told_at: null,
      looked_at: realNow,
      wakes_at: null,
      told_again_at: null,
      alarm_at: null,
      revision: 0,
      seen_revision: 0,
      created_at: startAt,
    })
    .execute();
  await trx
    .insertInto('plan_version')
    .values({
      ...version,
      office_id: id,
      draft: JSON.stringify(version.draft),
      confirmed: JSON.stringify(rehearsed),
      // Nobody agrees to a rehearsal; it shows the plan as it would go today.
      agreed_agencies: null,
      amendment: null,
    })
    .execute();
}
