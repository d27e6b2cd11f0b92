import type { ComplianceListHead } from '../../contract/compliance.js';
import { mayAgree } from '../../domain/two-persons.js';
import type { ComplianceList } from '../../domain/compliance-list.js';
import { actorNames } from '../audit/actor-names.js';
import type { OfficeScope } from '../scope.js';
import { contentOfList, objectedSince } from './lists.js';

/** So many lists are shown, the newest first. */
const MOST = 50;

/** The lists of an office, the newest first; those replaced while they waited are left out. */
export async function complianceLists(
  scope: OfficeScope,
  listId?: string,
): Promise<readonly (ComplianceListHead & { readonly content: ComplianceList })[]> {
  const query = scope.trx
    .selectFrom('compliance_list')
    .selectAll()
    .where('office_id', '=', scope.officeId);
  const rows = await (
    listId === undefined ? query.where('state', '!=', 'superseded') : query.where('id', '=', listId)
  )
    .orderBy('put_forward_at', 'desc')
    .orderBy('id')
    .limit(MOST)
    .execute();
  const nameOf = await actorNames(
    scope.trx,
    scope.officeId,
    rows.flatMap((row) => [row.put_forward_by, `staff:${row.decided_by ?? ''}`]),
  );
  const { twoPersons } = scope.office.parsed;
  const shown: (ComplianceListHead & { readonly content: ComplianceList })[] = [];
  for (const row of rows) {
    const content = contentOfList(row);
    const own = { twoPersons, putForwardBy: row.put_forward_by, actor: scope.actor };
    shown.push({
      id: row.id,
      from: row.from_day,
      to: row.to_day,
      state: row.state,
      sha256: row.sha256,
      agencies: content.agencies.length,
      putForwardBy: nameOf(row.put_forward_by),
      putForwardAt: row.put_forward_at,
      decidedBy: row.decided_by === null ? null : nameOf(`staff:${row.decided_by}`),
      decidedAt: row.decided_at,
      reason: row.reason,
      mayAgree: row.state === 'awaitingApproval' && mayAgree(own),
      objectedSince: [...(await objectedSince(scope, row, content))],
      content,
    });
  }
  return shown;
}
