import { sql } from 'kysely';
import type { EarlierForm, RunningForm } from '../../contract/forms.js';
import type { LedgerDb } from '../../db/connection.js';
import { formOf } from '../../domain/form-of.js';

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
  return rows.map(({ form, formDefinition, ...row }) => ({
    ...row,
    form: formOf({ form, formDefinition }),
  }));
}
