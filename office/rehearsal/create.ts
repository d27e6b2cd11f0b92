import { randomUUID } from 'node:crypto';
import type { Instant } from '../../domain/day.js';
import { dayAt } from '../../domain/day.js';
import { scriptOf } from '../../domain/rehearsal.js';
import type { ScriptedDuty } from '../../domain/rehearsal.js';
import { refuse } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { usualStart } from '../../domain/start.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { pokeRehearsal } from '../poke.js';
import { startPlan } from '../plan/start.js';
import type { Data } from '../../db/tables.js';

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

/**
 * Makes a shadow office of a live one with one plan of it and starts that plan in stepped time:
 * own rows, own audit chain, own queue whose worker knows no transport but the built-in mailbox.
 */
export async function createRehearsal(
  ledger: Ledger,
  input: {
    readonly officeId: string;
    readonly planId: string;
    readonly seed: number;
    readonly secondsPerDay: number;
    readonly startAt?: Instant;
    readonly actor: string;
  },
): Promise<Result<{ rehearsalOfficeId: string }, RefusalCode>> {
  const rehearsalOfficeId = randomUUID();
  const copied = await ledger.inOffice(
    { officeId: input.officeId, actor: input.actor },
    async (scope) => copyOffice(scope, { ...input, rehearsalOfficeId }),
  );
  if (!copied.ok) return copied;
  return ledger.inOffice({ officeId: rehearsalOfficeId, actor: 'system' }, async (scope) => {
    const started = await beginRehearsal(scope, {
      planId: copied.value.planId,
      seed: input.seed,
    });
    return started.ok ? { ok: true, value: { rehearsalOfficeId } } : started;
  });
}

/** Starts the one plan of a rehearsal, writes its script and wakes its driver. */
export async function beginRehearsal(
  scope: OfficeScope,
  { planId, seed }: { planId: string; seed: number },
): Promise<Result<object, RefusalCode>> {
  // The shadow's plan is a copy to look at: nobody is asked to consent to it.
  await scope.trx
    .updateTable('plan')
    .set({ state: 'consented' })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .execute();
  const started = await startPlan(scope, { planId, publicUrlProblem: null });
  if (!started.ok) return started;
  await writeScript(scope, seed);
  await pokeRehearsal(scope);
  return { ok: true, value: {} };
}

/** Deletes a shadow office with everything in it; refuses to touch a live one. */
export async function deleteRehearsal(
  ledger: Ledger,
  { rehearsalOfficeId }: { readonly rehearsalOfficeId: string },
): Promise<Result<object, RefusalCode>> {
  const gone = await ledger.db
    .deleteFrom('office')
    .where('id', '=', rehearsalOfficeId)
    .where('kind', '=', 'rehearsal')
    .returning('id')
    .executeTakeFirst();
  return gone === undefined ? refuse('NOT_FOUND') : { ok: true, value: {} };
}

async function copyOffice(
  scope: OfficeScope,
  input: {
    readonly rehearsalOfficeId: string;
    readonly planId: string;
    readonly seed: number;
    readonly secondsPerDay: number;
    readonly startAt?: Instant;
  },
): Promise<Result<{ planId: string }, RefusalCode>> {
  const { trx, officeId, office } = scope;
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
  await trx
    .insertInto('office')
    .values({
      id,
      kind: 'rehearsal',
      name: office.name,
      short_name: office.short_name,
      email_domain: office.email_domain,
      settings: JSON.stringify(office.parsed),
      mother_office_id: officeId,
      clock_at: startAt,
      rehearsal: JSON.stringify({ seed: input.seed, secondsPerDay: input.secondsPerDay, startAt }),
    })
    .execute();
  const staff = await trx
    .selectFrom('staff')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('active', '=', true)
    .execute();
  for (const person of staff) {
    await trx
      .insertInto('staff')
      .values({ ...person, office_id: id, user_id: null })
      .execute();
  }
  const agencies = await trx
    .selectFrom('agency')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', 'in', confirmed.agencyIds)
    .execute();
  for (const agency of agencies) {
    await trx
      .insertInto('agency')
      .values({ ...agency, office_id: id })
      .execute();
  }
  const contacts = await trx
    .selectFrom('contact')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('agency_id', 'in', confirmed.agencyIds)
    .execute();
  for (const contact of contacts) {
    await trx
      .insertInto('contact')
      .values({ ...contact, office_id: id })
      .execute();
  }
  await trx
    .insertInto('plan')
    .values({
      ...plan,
      office_id: id,
      state: 'draft',
      identity: JSON.stringify(rehearsedPlan(confirmed, startAt).identity),
      started_at: null,
      paused_at: null,
      cancelled_at: null,
      closed_at: null,
      last_error: null,
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
      confirmed: JSON.stringify(rehearsedPlan(confirmed, startAt)),
    })
    .execute();
  return { ok: true, value: { planId } };
}

async function writeScript(scope: OfficeScope, seed: number): Promise<void> {
  const rows = await scope.trx
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
    .select([
      'obligation.id as id',
      'obligation.target_at as target_at',
      'obligation.overdue_at as overdue_at',
      'obligation.binding as binding',
      'cycle.opens_at as opens_at',
      'cycle.cut_off as cut_off',
      'agency.kind as kind',
      'agency.standing as standing',
      'requirement.form as form',
      'requirement.what as what',
    ])
    .where('obligation.office_id', '=', scope.officeId)
    .where('cycle.kind', '=', 'collect')
    .orderBy('cycle.target_at')
    .orderBy('cycle.key')
    .orderBy('agency.name')
    .execute();
  const duties = rows.flatMap((row): ScriptedDuty[] =>
    row.target_at === null || row.overdue_at === null
      ? []
      : [
          {
            obligationId: row.id,
            opensAt: row.opens_at,
            targetAt: row.target_at,
            overdueAt: row.overdue_at,
            cutOff: row.cut_off,
            kind: row.kind,
            form: row.form,
            what: row.what,
            binding: row.binding,
            standing: row.standing,
          },
        ],
  );
  for (const [id, act] of scriptOf(duties, { seed, settings: scope.settings }).entries()) {
    await scope.trx
      .insertInto('script_act')
      .values({
        office_id: scope.officeId,
        id,
        at: act.at,
        act: act.doing.act,
        obligation_id: act.obligationId,
        data: JSON.stringify({ ...act.doing, temper: act.temper } satisfies Data),
        done_at: null,
        outcome: null,
      })
      .execute();
  }
}
