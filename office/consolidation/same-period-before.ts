import { successorOf } from '../../domain/brought-figures.js';
import { decimal, max, sum } from '../../domain/decimal.js';
import type { Decimal } from '../../domain/decimal.js';
import type { Day } from '../../domain/day.js';
import { figuresBefore } from '../../domain/split-agency.js';
import type { Totals } from '../../domain/phrases.js';
import type { Indicator } from '../../domain/schemas/form-definition.js';
import type { LedgerDb } from '../../db/connection.js';
import { agencyParts, lineage } from '../lineage.js';
import type { KeptConsolidation } from './kept-consolidation.js';
import { consolidatedReports } from './consolidated-values.js';
import { totalsOf } from './periods-beside.js';

/** The figures of the same period a year before. */
export interface PeriodBefore {
  /** Brought in from a file, which goes first, or consolidated here. */
  readonly from: 'file' | 'ledger';
  readonly totals: Totals;
  /** The consolidation it is; null for a file. */
  readonly consolidationId: string | null;
}

interface OfCycle {
  readonly officeId: string;
  readonly cycleId: string;
  readonly form: string;
  readonly periodFrom: Day | null;
  readonly periodTo: Day | null;
}

/** The totals of the same period a year before: as brought in for the cycle, else of a duty with the same form; null where there are none. */
export async function samePeriodBefore(db: LedgerDb, of: OfCycle): Promise<PeriodBefore | null> {
  const brought = await db
    .selectFrom('brought_figures')
    .select('totals')
    .where('office_id', '=', of.officeId)
    .where('cycle_id', '=', of.cycleId)
    .executeTakeFirst();
  if (brought !== undefined) {
    const totals = Object.entries(brought.totals as Readonly<Record<string, string>>);
    return {
      from: 'file',
      totals: totalsOf(totals.map(([code, total]) => ({ code, total }))),
      consolidationId: null,
    };
  }
  const row = await consolidatedBefore(db, of);
  if (row === null) return null;
  const { totals } = row.totals as unknown as KeptConsolidation;
  return { from: 'ledger', totals: totalsOf(totals), consolidationId: row.id };
}

async function consolidatedBefore(db: LedgerDb, { officeId, form, periodFrom, periodTo }: OfCycle) {
  if (periodFrom === null || periodTo === null) return null;
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
    .select(['consolidation.id', 'consolidation.totals'])
    .where('consolidation.office_id', '=', officeId)
    .where('requirement.form', '=', form)
    .where('cycle.period_from', '=', yearBefore(periodFrom))
    .where('cycle.period_to', 'in', sameDayBefore(periodTo))
    .orderBy('consolidation.made_at', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

/** What an agency had reported; that of the whole agency that it came out of stands beside it, by its name. */
export interface NamedFigureBefore {
  readonly value: Decimal | null;
  readonly predecessor: { readonly name: string; readonly value: Decimal } | null;
}

/** What each agency of now had reported of one figure in the period before, by its id: what its predecessors gave is put together by the figure's rule, what a split one gave is nobody's own. */
export async function beforeByAgency(
  db: LedgerDb,
  {
    officeId,
    cycleId,
    indicator,
    before,
  }: {
    readonly officeId: string;
    readonly cycleId: string;
    readonly indicator: Indicator;
    readonly before: PeriodBefore;
  },
): Promise<ReadonlyMap<string, NamedFigureBefore>> {
  const agencies = await lineage(db, officeId);
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  const given =
    before.consolidationId === null
      ? await broughtValues(db, { officeId, cycleId, code: indicator.code })
      : await consolidatedValues(db, {
          officeId,
          id: before.consolidationId,
          code: indicator.code,
        });
  const values = new Map<string, Decimal[]>();
  for (const { agencyId, value } of given) {
    const agency = byId.get(agencyId);
    if (agency === undefined) continue;
    const now = successorOf(agency, agencies);
    values.set(now, [...(values.get(now) ?? []), decimal(value)]);
  }
  const own = new Map(
    [...values].flatMap(([id, all]) => {
      const value =
        indicator.across === 'max' ? max(all) : indicator.across === 'sum' ? sum(all) : all.at(-1);
      return value === null || value === undefined ? [] : [[id, value] as const];
    }),
  );
  const figures = figuresBefore(own, await agencyParts(db, officeId));
  return new Map(
    [...figures].map(([id, { value, predecessor }]) => [
      id,
      {
        value,
        predecessor: predecessor && {
          name: byId.get(predecessor.agencyId)?.name ?? '',
          value: predecessor.value,
        },
      },
    ]),
  );
}

async function broughtValues(
  db: LedgerDb,
  { officeId, cycleId, code }: { officeId: string; cycleId: string; code: string },
) {
  const row = await db
    .selectFrom('brought_figures')
    .select('by_agency as byAgency')
    .where('office_id', '=', officeId)
    .where('cycle_id', '=', cycleId)
    .executeTakeFirst();
  const lines = (row?.byAgency ?? []) as unknown as readonly {
    readonly agencyId: string | null;
    readonly values: Readonly<Record<string, string>>;
  }[];
  return lines.flatMap(({ agencyId, values }) => {
    const value = values[code];
    return agencyId === null || value === undefined ? [] : [{ agencyId, value }];
  });
}

async function consolidatedValues(
  db: LedgerDb,
  { officeId, id, code }: { officeId: string; id: string; code: string },
) {
  const { totals } = await db
    .selectFrom('consolidation')
    .select('totals')
    .where('office_id', '=', officeId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const kept = totals as unknown as KeptConsolidation;
  return (await consolidatedReports(db, officeId, kept)).flatMap(({ agencyId, figures }) => {
    const value = figures[code];
    return value === undefined ? [] : [{ agencyId, value }];
  });
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
