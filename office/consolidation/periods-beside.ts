import { sql } from 'kysely';
import type { Day } from '../../domain/day.js';
import { decimal } from '../../domain/decimal.js';
import { belowTheirParts, overTime, periodsWithin } from '../../domain/figures-over-time.js';
import type { PeriodTotals } from '../../domain/figures-over-time.js';
import { periodName } from '../../domain/period.js';
import type { PeriodKind } from '../../domain/period.js';
import type { Totals } from '../../domain/phrases.js';
import type { Indicator } from '../../domain/schemas/form-definition.js';
import type { LedgerDb } from '../../db/connection.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import type { KeptConsolidation, KeptTotal } from './kept-consolidation.js';

/** The codes of totals that are not exact. */
export function approximateIn(
  kept: readonly Pick<KeptTotal, 'code' | 'approximate'>[],
): ReadonlySet<string> {
  return new Set(kept.filter(({ approximate = 0 }) => approximate > 0).map(({ code }) => code));
}

/** The totals of a consolidation, by code, as numbers. */
export function totalsOf(kept: readonly Pick<KeptTotal, 'code' | 'total'>[]): Totals {
  return Object.fromEntries(
    kept.map(({ code, total }) => [code, total === null ? null : decimal(total)]),
  );
}

/**
 * What other periods of the same duty say of this one's figures: the year so far with it, and which of them
 * are less than what a part of the period had reported (a year against its first half).
 */
export async function periodsBeside(
  db: LedgerDb,
  {
    cycle,
    indicators,
    totals,
  }: {
    readonly cycle: CycleRow;
    readonly indicators: readonly Indicator[];
    readonly totals: Totals;
  },
): Promise<Pick<KeptConsolidation, 'sinceYear' | 'belowParts'>> {
  const { period_from: from, period_to: to, period_kind: kind } = cycle;
  if (from === null || to === null || kind === null) return {};
  const others = await othersOfYear(db, cycle);
  const belowParts = belowTheirParts(indicators, {
    totals,
    within: periodsWithin({ from, to }, others),
  });
  const startOfYear = `${to.slice(0, 4)}-01-01` as Day;
  const earlier = periodsWithin(
    { from: startOfYear, to },
    others.filter((one) => one.to < from),
  );
  const here = { from, to, name: periodName({ kind, from, to }), totals };
  // "Since the beginning of the year" is said only where the periods leave no gap before this one.
  const isWhole = earlier[0]?.from === startOfYear && isUnbroken([...earlier, here]);
  return {
    ...(belowParts.length === 0 ? {} : { belowParts }),
    ...(isWhole
      ? { sinceYear: { from: startOfYear, totals: overTime(indicators, [...earlier, here]) } }
      : {}),
  };
}

function isUnbroken(periods: readonly PeriodTotals[]): boolean {
  return periods.every((one, index) => {
    const next = periods[index + 1];
    return next === undefined || Date.parse(next.from) - Date.parse(one.to) === 86_400_000;
  });
}

/**
 * The latest consolidation of every other period of the duty in the year of this one. A plan may ask for its
 * half-years and its year by two duties: they are held together where both are filled in by one form, by the
 * same agencies.
 */
async function othersOfYear(db: LedgerDb, cycle: CycleRow): Promise<readonly PeriodTotals[]> {
  const year = cycle.period_to?.slice(0, 4) ?? '';
  const here = sql`${cycle.id}`;
  const there = sql.ref('c.id');
  // An agency that has ended meanwhile has left its part to its successor.
  const owing = (id: typeof here) => sql`
    select o.agency_id from obligation o
      join agency a on a.office_id = o.office_id and a.id = o.agency_id
     where o.office_id = ${cycle.office_id} and o.cycle_id = ${id}
       and o.state <> 'waived' and a.valid_to is null`;
  const { rows } = await sql<{
    kind: PeriodKind;
    from: Day;
    to: Day;
    totals: KeptConsolidation;
  }>`
    select distinct on (c.id) c.period_kind as kind, c.period_from as "from", c.period_to as "to", k.totals
      from cycle c join consolidation k on k.office_id = c.office_id and k.cycle_id = c.id
      join requirement r on r.office_id = c.office_id and r.id = c.requirement_id
      join requirement own on own.office_id = c.office_id and own.id = ${cycle.requirement_id}
     where c.office_id = ${cycle.office_id} and c.plan_id = ${cycle.plan_id}
       and (r.id = own.id
            or (r.what = own.what and r.form = own.form
                and not exists (${owing(there)} except ${owing(here)})
                and not exists (${owing(here)} except ${owing(there)})))
       and c.id <> ${cycle.id} and c.period_kind is not null and c.cancelled_at is null
       and c.period_from >= ${`${year}-01-01`} and c.period_to <= ${`${year}-12-31`}
     order by c.id, k.version desc`.execute(db);
  return rows.map(({ kind, from, to, totals }) => ({
    from,
    to,
    name: periodName({ kind, from, to }),
    totals: totalsOf(totals.totals),
  }));
}
