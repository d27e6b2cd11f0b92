import type { RefusalCode } from '../../domain/refusals.js';
import { ok, refuse } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { workflowId } from '../../domain/workflow-id.js';
import { record } from '../audit/record.js';
import { endWorkflows } from '../poke.js';
import type { Ledger, OfficeScope } from '../scope.js';

/**
 * Deletes a rehearsal of an office with everything in it, running or not: its workflows are ended,
 * and the row of its deletion stays in the audit of its mother office.
 */
export async function deleteRehearsal(
  ledger: Ledger,
  input: {
    readonly rehearsalOfficeId: string;
    /** Its mother office. */
    readonly officeId: string;
    readonly actor: string;
  },
): Promise<Result<object, RefusalCode>> {
  const { rehearsalOfficeId, officeId, actor } = input;
  return ledger.inOffice({ officeId, actor }, async (scope) => {
    const workflowIds = await workflowsOf(scope, rehearsalOfficeId);
    const gone = await scope.trx
      .deleteFrom('office')
      .where('id', '=', rehearsalOfficeId)
      .where('mother_office_id', '=', officeId)
      .where('kind', '=', 'rehearsal')
      .returning('id')
      .executeTakeFirst();
    if (gone === undefined) return refuse('NOT_FOUND');
    await endWorkflows(scope, { officeId: rehearsalOfficeId, workflowIds });
    await record(scope, 'deleteRehearsal', `office:${rehearsalOfficeId}`);
    return ok({});
  });
}

async function workflowsOf({ trx }: OfficeScope, officeId: string): Promise<readonly string[]> {
  const plans = await trx
    .selectFrom('plan')
    .select('id')
    .where('office_id', '=', officeId)
    .execute();
  const cycles = await trx
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', officeId)
    .where('opened_at', 'is not', null)
    .execute();
  return [
    // The driver first: it would only step time under those that end after it.
    workflowId({ officeId, target: 'rehearsal', targetId: officeId }),
    ...plans.map(({ id }) => workflowId({ officeId, target: 'plan', targetId: id })),
    ...cycles.map(({ id }) => workflowId({ officeId, target: 'cycle', targetId: id })),
  ];
}
