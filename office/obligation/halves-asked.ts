import { formOf } from '../../domain/form-of.js';
import { halvesAsked } from '../../domain/halves.js';
import type { HalvesAsked } from '../../domain/halves.js';
import { cyclesOfRequirements } from '../../db/joined.js';
import type { OfficeScope } from '../scope.js';

/** Which halves of a report each of some cycles asks for, by its form. */
export async function halvesAskedIn(
  { trx, officeId }: OfficeScope,
  cycleIds: readonly string[],
): Promise<(cycleId: string) => HalvesAsked> {
  const ids = [...new Set(cycleIds)];
  if (ids.length === 0) return () => 'both';
  const rows = await cyclesOfRequirements(trx)
    .select(['cycle.id', 'requirement.form', 'requirement.form_definition as formDefinition'])
    .where('cycle.office_id', '=', officeId)
    .where('cycle.id', 'in', ids)
    .execute();
  const asked = new Map(rows.map((row) => [row.id, halvesAsked(formOf(row))]));
  return (cycleId) => asked.get(cycleId) ?? 'both';
}
