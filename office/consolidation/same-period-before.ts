import { decimal } from '../../domain/decimal.js';
import type { Day } from '../../domain/day.js';
import type { Totals } from '../../domain/phrases.js';
import type { LedgerDb } from '../../db/connection.js';
import type { KeptConsolidation } from './kept-consolidation.js';

/** The totals of the same period a year before, of a duty with the same form; none where there is no such consolidation. */
export async function samePeriodBefore(
  db: LedgerDb,
  {
    officeId,
    form,
    periodFrom,
    periodTo,
  }: {
    readonly officeId: string;
    readonly form: string;
    readonly periodFrom: Day | null;
    readonly periodTo: Day | null;
  },
): Promise<Totals> {
  if (periodFrom === null || periodTo === null) return {};
  const row = await db
    .selectFrom('consolidation')
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'consolidation.office_id')
        .onRef('cycle.id', '=', 'consolidation.cycle_id'),
    )
    .innerJoin('requirement', (join) =>
      join
        .onRef('requirement.office_id', '=', 'cycle.office_id')
        .onRef('requirement.id', '=', 'cycle.requirement_id'),
    )
    .select('consolidation.totals')
    .where('consolidation.office_id', '=', officeId)
    .where('requirement.form', '=', form)
    .where('cycle.period_from', '=', yearBefore(periodFrom))
    .where('cycle.period_to', 'in', sameDayBefore(periodTo))
    .orderBy('consolidation.made_at', 'desc')
    .executeTakeFirst();
  if (row === undefined) return {};
  const { totals } = row.totals as unknown as KeptConsolidation;
  return Object.fromEntries(
    totals.map(({ code, total }) => [code, total === null ? null : decimal(total)]),
  );
}

function yearBefore(on: Day): Day {
  const year = Number(on.slice(0, 4)) - 1;
  return `${String(year)}${on.slice(4)}` as Day;
}

/** A period that ends with February ends on its last day, in leap years too. */
function sameDayBefore(on: Day): Day[] {
  const before = yearBefore(on);
  if (!/-02-2[89]$/.test(on)) return [before];
  const isLeap = Number(before.slice(0, 4)) % 4 === 0;
  return [`${before.slice(0, 8)}${isLeap ? '29' : '28'}` as Day];
}
