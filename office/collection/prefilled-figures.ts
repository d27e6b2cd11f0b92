import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import { obligationsInCycles } from '../../db/joined.js';
import type { Indicator } from '../../domain/schemas/form-definition.js';

/** A figure that an agency has reported under another duty, as stored, and where. */
export interface PrefilledFigure {
  readonly value: string;
  readonly from: string;
}

/** What an agency's latest reports under other duties say of the figures that are to be filled in from them, by code. */
export async function prefilledFigures(
  db: LedgerDb,
  where: { readonly officeId: string; readonly agencyId: string },
  indicators: readonly Indicator[],
): Promise<Readonly<Record<string, PrefilledFigure>>> {
  const wanted = indicators.flatMap(({ code, prefill }) => (prefill ? [{ code, prefill }] : []));
  if (wanted.length === 0) return {};
  const ids = [...new Set(wanted.map(({ prefill }) => prefill.requirementId))];
  const rows = await obligationsInCycles(db)
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.office_id', '=', 'obligation.office_id')
        .onRef('submission.obligation_id', '=', 'obligation.id')
        .onRef('submission.version', '=', 'obligation.version'),
    )
    .select(['cycle.requirement_id as requirementId', 'submission.figures'])
    .distinctOn('cycle.requirement_id')
    .where('obligation.office_id', '=', where.officeId)
    .where('obligation.agency_id', '=', where.agencyId)
    .where('obligation.state', 'in', ['submitted', 'accepted'])
    .where('cycle.requirement_id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('cycle.requirement_id')
    .orderBy('cycle.target_at', 'desc')
    .execute();
  const figuresOf = new Map(rows.map(({ requirementId, figures }) => [requirementId, figures]));
  return Object.fromEntries(
    wanted.flatMap(({ code, prefill }) => {
      const value = figuresOf.get(prefill.requirementId)?.[prefill.code];
      return value === undefined ? [] : [[code, { value, from: prefill.from }]];
    }),
  );
}
