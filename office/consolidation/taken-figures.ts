import type { Day, Instant } from '../../domain/day.js';
import { decimal } from '../../domain/decimal.js';
import type { Decimal } from '../../domain/decimal.js';
import type { LedgerDb } from '../../db/connection.js';

/** A figure of a period that is taken from a register instead of from reports. */
export interface TakenFigure {
  readonly code: string;
  readonly value: Decimal;
  readonly planId: string;
  /** What the register counts. */
  readonly subject: string;
  readonly countedOn: Day;
  readonly takenBy: string;
  readonly takenAt: Instant;
}

/** The figures that an officer has taken from a register for a period; none unless one did. */
export async function takenFigures(
  db: LedgerDb,
  { officeId, cycleId }: { readonly officeId: string; readonly cycleId: string },
): Promise<readonly TakenFigure[]> {
  const rows = await db
    .selectFrom('taken_figure')
    .innerJoin('programme', (join) =>
      join
        .onRef('programme.office_id', '=', 'taken_figure.office_id')
        .onRef('programme.plan_id', '=', 'taken_figure.plan_id'),
    )
    .select([
      'taken_figure.code',
      'taken_figure.value',
      'taken_figure.plan_id as planId',
      'programme.subject',
      'taken_figure.counted_on as countedOn',
      'taken_figure.taken_by as takenBy',
      'taken_figure.taken_at as takenAt',
    ])
    .where('taken_figure.office_id', '=', officeId)
    .where('taken_figure.cycle_id', '=', cycleId)
    .orderBy('taken_figure.code')
    .execute();
  return rows.map((row) => ({ ...row, value: decimal(row.value) }));
}

/** Taken figures as the rule that merges figures takes them. */
export function valuesTaken(
  taken: readonly Pick<TakenFigure, 'code' | 'value'>[],
): Readonly<Record<string, Decimal>> {
  return Object.fromEntries(taken.map(({ code, value }) => [code, value]));
}
