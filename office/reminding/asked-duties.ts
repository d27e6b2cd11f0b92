import { sql } from 'kysely';
import { MAY_HAVE_GONE } from '../../domain/untold.js';
import type { OfficeScope } from '../scope.js';

/** Whether an agency has, or may have, heard of a notice `n` by its mail `m`. */
export const MAY_HAVE_HEARD = sql<boolean>`(n.why is null
  and (m.state in ('sending', 'sent', 'bounced', 'doubtful') or m.unanswered > 0)
  or n.why = ${MAY_HAVE_GONE})`;

/** The duties, of some, about which a mail has left or is leaving: whoever has heard nothing is told nothing of a change. */
export async function askedAmong(
  scope: OfficeScope,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select distinct n.obligation_id as id
      from notice n join message m on m.office_id = n.office_id and m.id = n.message_id
     where n.office_id = ${scope.officeId} and n.obligation_id = any(${[...ids]}::uuid[])
       and ${MAY_HAVE_HEARD}`.execute(scope.trx);
  return new Set(rows.map(({ id }) => id));
}
