import type { OfficeScope } from '../scope.js';
import { planNotice, staffWithRole } from './notices.js';
import type { LadderContext } from './ladder-rows.js';

/** Tells the officers what the desk's ladder calls for now: the list, the calls, the closing, their own due day. */
export async function planOfficeMails(
  scope: OfficeScope,
  { cycle }: Pick<LadderContext, 'cycle'>,
): Promise<void> {
  if (cycle.desk_rung === null) return;
  for (const officer of await staffWithRole(scope, 'officer')) {
    await planNotice(scope, {
      key: `desk/${cycle.desk_rung}/${cycle.id}/${cycle.desk_at ?? scope.now}/${officer.id}`,
      name: cycle.desk_rung,
      kind: 'desk',
      class: 'desk',
      to: { kind: 'staff', staffId: officer.id, email: officer.email, name: officer.name },
      planId: cycle.plan_id,
      cycleId: cycle.id,
      obligationId: null,
    });
  }
}
