import { at, dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import type { OfficeScope } from '../scope.js';
import { applyCommand, lockObligation } from './apply-command.js';

/** The signed document of a report whose figures are here: it counts from the day it arrived in the document system. */
export async function documentArrived(
  scope: OfficeScope,
  {
    obligationId,
    arrivedOn,
    documentNumber,
    documentDate,
  }: {
    readonly obligationId: string;
    readonly arrivedOn: Day;
    readonly documentNumber: string | null;
    readonly documentDate: Day | null;
  },
): ActResult {
  // Nothing can have arrived on a day that has not begun.
  if (arrivedOn > dayAt(scope.now)) return refuse('DAY_INVALID');
  const held = await lockObligation(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const endOfDay = at(arrivedOn, 17 * 60);
  const arrivedAt = endOfDay < scope.now ? endOfDay : scope.now;
  const acted = await applyCommand(scope, held, { type: 'documentArrived', arrivedAt });
  if (!acted.ok) return acted;
  await scope.trx
    .updateTable('submission')
    .set({ document_number: documentNumber, document_date: documentDate })
    .where('office_id', '=', scope.officeId)
    .where('obligation_id', '=', obligationId)
    .where('version', '=', acted.value.version)
    .where('document_number', 'is', null)
    .execute();
  return ok({});
}
