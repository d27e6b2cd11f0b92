import { batches } from '../../db/batches.js';
import type { Data } from '../../db/tables.js';
import { dutiesOfAgencies } from '../../db/joined.js';
import { formOf } from '../../domain/form-of.js';
import { scriptOf } from '../../domain/rehearsal.js';
import type { ScriptedDuty } from '../../domain/rehearsal.js';
import type { OfficeScope } from '../scope.js';

/** Writes what the agencies of a rehearsal are going to do, from its seed and the duties of its plan. */
export async function writeScript(scope: OfficeScope, seed: number): Promise<void> {
  const rows = await dutiesOfAgencies(scope.trx)
    .select([
      'obligation.id as id',
      'obligation.target_at as target_at',
      'obligation.overdue_at as overdue_at',
      'obligation.binding as binding',
      'cycle.opens_at as opens_at',
      'cycle.cut_off as cut_off',
      'agency.kind as kind',
      'agency.tags as tags',
      'agency.standing as standing',
      'requirement.form as form',
      'requirement.form_definition as formDefinition',
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
            tags: row.tags,
            form: formOf(row),
            what: row.what,
            binding: row.binding,
            standing: row.standing,
          },
        ],
  );
  const acts = scriptOf(duties, { seed, settings: scope.settings }).map((act, id) => ({
    office_id: scope.officeId,
    id,
    at: act.at,
    act: act.doing.act,
    obligation_id: act.obligationId,
    data: JSON.stringify({ ...act.doing, temper: act.temper } satisfies Data),
    done_at: null,
    outcome: null,
  }));
  for (const rows of batches(acts)) {
    await scope.trx.insertInto('script_act').values(rows).execute();
  }
}
