import { sql } from 'kysely';
import type { EarlierForm, RunningForm } from '../../contract/forms.js';
import type { LedgerDb } from '../../db/connection.js';
import { formOf } from '../../domain/form-of.js';
import { cyclesOfRequirements } from '../../db/joined.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';

/** More than anybody looks through to find last year's. */
const MOST_EARLIER = 60;

/** The form of each duty of a plan as its agencies fill it in now, and how many reports were given with which version; null when the office has no such plan. */
export async function runningForms(
  db: LedgerDb,
  { officeId, planId }: { readonly officeId: string; readonly planId: string },
): Promise<readonly RunningForm[] | null> {
  const plan = await db
    .selectFrom('plan')
    .select('id')
    .where('office_id', '=', officeId)
    .where('id', '=', planId)
    .executeTakeFirst();
  if (plan === undefined) return null;
  const rows = await db
    .selectFrom('requirement')
    .select([
      'id',
      'report_name as reportName',
      'onward',
      'form',
      'form_definition as formDefinition',
      'form_version as version',
    ])
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .orderBy('ordinal')
    .execute();
  const given = await sql<{ requirementId: string; version: number; reports: number }>`
    select c.requirement_id as "requirementId", s.form_version as version, count(*)::int as reports
      from cycle c
      join obligation o on o.office_id = c.office_id and o.cycle_id = c.id
      join submission s
        on s.office_id = o.office_id and s.obligation_id = o.id and s.version = o.version
     where c.office_id = ${officeId} and c.plan_id = ${planId}
     group by 1, 2`.execute(db);
  return rows.flatMap(({ onward, id, reportName, version, ...kept }) =>
    onward
      ? []
      : [
          {
            requirementId: id,
            reportName,
            version,
            form: formOf(kept),
            reports: given.rows
              .filter(({ requirementId }) => requirementId === id)
              .map(({ version: of, reports }) => ({ version: of, reports }))
              .sort((a, b) => a.version - b.version),
          },
        ],
  );
}

/** The forms of a plan that have changed since it was agreed to, as they are filled in now, by the keys of the cycles. */
export async function formsInForce(
  db: LedgerDb,
  officeId: string,
  planId: string,
): Promise<ReadonlyMap<string, FormDefinition>> {
  const rows = await cyclesOfRequirements(db)
    .select(['cycle.key', 'requirement.form', 'requirement.form_definition as formDefinition'])
    .where('cycle.office_id', '=', officeId)
    .where('cycle.plan_id', '=', planId)
    .where('requirement.form_version', '>', 1)
    .execute();
  return new Map(rows.map(({ key, ...kept }) => [key, formOf(kept)]));
}

/** The forms of the office's duties that have begun, the latest first: what a new one can be made of. */
export async function earlierForms(
  db: LedgerDb,
  { officeId }: { readonly officeId: string },
): Promise<readonly EarlierForm[]> {
  const rows = await db
    .selectFrom('requirement')
    .innerJoin('plan', (join) =>
      join
        .onRef('plan.office_id', '=', 'requirement.office_id')
        .onRef('plan.id', '=', 'requirement.plan_id'),
    )
    .select([
      'requirement.id as requirementId',
      'requirement.report_name as reportName',
      'plan.title as planTitle',
      'plan.created_at as createdAt',
      'requirement.form',
      'requirement.form_definition as formDefinition',
    ])
    .where('requirement.office_id', '=', officeId)
    .where('requirement.onward', '=', false)
    .where('requirement.form_definition', 'is not', null)
    .orderBy('plan.created_at', 'desc')
    .orderBy('requirement.ordinal')
    .limit(MOST_EARLIER)
    .execute();
  const latest = await latestPeriods(
    db,
    officeId,
    rows.map(({ requirementId }) => requirementId),
  );
  return rows.map(({ form, formDefinition, ...row }) => ({
    ...row,
    ...(latest.get(row.requirementId) ?? { reports: 0, periodFrom: null, periodTo: null }),
    form: formOf({ form, formDefinition }),
  }));
}

/** The latest period with reports of each duty, by duty. */
async function latestPeriods(
  db: LedgerDb,
  officeId: string,
  requirementIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<EarlierForm, 'reports' | 'periodFrom' | 'periodTo'>>> {
  const rows = await db
    .selectFrom('cycle')
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'cycle.office_id')
        .onRef('obligation.cycle_id', '=', 'cycle.id'),
    )
    .select((eb) => [
      'cycle.requirement_id as requirementId',
      'cycle.period_from as periodFrom',
      'cycle.period_to as periodTo',
      eb.cast<number>(eb.fn.countAll(), 'integer').as('reports'),
    ])
    .distinctOn('cycle.requirement_id')
    .where('cycle.office_id', '=', officeId)
    .where('cycle.requirement_id', '=', sql<string>`any(${[...requirementIds]}::uuid[])`)
    .where('obligation.state', 'in', ['submitted', 'accepted'])
    .groupBy([
      'cycle.requirement_id',
      'cycle.id',
      'cycle.period_from',
      'cycle.period_to',
      'cycle.target_at',
    ])
    .orderBy('cycle.requirement_id')
    .orderBy('cycle.target_at', 'desc')
    .execute();
  return new Map(rows.map(({ requirementId, ...period }) => [requirementId, period]));
}
