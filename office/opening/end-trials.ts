import { workflowId } from '../../domain/workflow-id.js';
import { endWorkflows } from '../poke.js';
import { CYCLE_ORDER } from '../lock-order.js';
import type { OfficeScope } from '../scope.js';

/**
 * Takes away everything that was tried in an office: periods and duties with their reports and papers, every
 * notice and mail, the agencies' links. What is left of the plans to be started anew is what the leader
 * agreed to; the others go with their documents. Only the audit remembers.
 */
export async function endTrials(
  scope: OfficeScope,
  { anew, drop }: { readonly anew: readonly string[]; readonly drop: readonly string[] },
): Promise<void> {
  const { trx, officeId } = scope;
  const plans = await trx
    .selectFrom('plan')
    .select('id')
    .where('office_id', '=', officeId)
    .orderBy('id')
    .forUpdate()
    .execute();
  const cycles = await trx
    .selectFrom('cycle')
    .select(['id', 'opened_at'])
    .where('office_id', '=', officeId)
    .orderBy(CYCLE_ORDER)
    .orderBy('id')
    .forUpdate()
    .execute();
  const dropped = plans.filter(({ id }) => drop.includes(id));
  await endWorkflows(scope, {
    officeId,
    workflowIds: [
      ...dropped.map(({ id }) => workflowId({ officeId, target: 'plan', targetId: id })),
      ...cycles
        .filter(({ opened_at: opened }) => opened !== null)
        .map(({ id }) => workflowId({ officeId, target: 'cycle', targetId: id })),
    ],
  });
  // The periods go with the duties, and whatever hangs on them with them.
  await trx.deleteFrom('requirement').where('office_id', '=', officeId).execute();
  await trx.deleteFrom('cycle').where('office_id', '=', officeId).execute();
  await trx.deleteFrom('notice').where('office_id', '=', officeId).execute();
  await trx.deleteFrom('message').where('office_id', '=', officeId).execute();
  await trx.deleteFrom('compliance_list').where('office_id', '=', officeId).execute();
  await trx.deleteFrom('wave').where('office_id', '=', officeId).execute();
  await trx.deleteFrom('upload').where('office_id', '=', officeId).execute();
  await trx.deleteFrom('link').where('office_id', '=', officeId).execute();
  await trx.deleteFrom('link_session').where('office_id', '=', officeId).execute();
  await trx.deleteFrom('contact_change').where('office_id', '=', officeId).execute();
  await trx
    .updateTable('contact')
    .set({ bounced_at: null, failing_since: null, bounced_by: null })
    .where('office_id', '=', officeId)
    .execute();
  if (drop.length > 0) {
    await trx
      .deleteFrom('plan')
      .where('office_id', '=', officeId)
      .where('id', 'in', [...drop])
      .execute();
  }
  if (anew.length === 0) return;
  await trx
    .updateTable('plan')
    .set({
      state: 'consented',
      started_at: null,
      paused_at: null,
      cancelled_at: null,
      closed_at: null,
      last_error: null,
      resting: false,
      wakes_at: null,
      looked_at: scope.realNow,
      told_at: null,
      told_again_at: null,
      alarm_at: null,
    })
    .where('office_id', '=', officeId)
    .where('id', 'in', [...anew])
    .execute();
}
