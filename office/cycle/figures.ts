import type { Figures, FigureSources } from '../../contract/cycles.js';
import { isCountedOf } from '../../domain/asked-indicators.js';
import { changeAgainst, changeText } from '../../domain/change-against.js';
import type { Instant } from '../../domain/day.js';
import { decimal } from '../../domain/decimal.js';
import { formOf } from '../../domain/form-of.js';
import type { Indicator } from '../../domain/schemas/form-definition.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { mergeFigures, reporterOf } from '../../domain/merge.js';
import { z } from 'zod';
import type { LedgerDb } from '../../db/connection.js';
import { figureSourcesOf, receivedReports } from '../consolidation/received-reports.js';
import type { ReceivedReport } from '../consolidation/received-reports.js';
import { consolidatedReports } from '../consolidation/consolidated-values.js';
import { takenFigures, valuesTaken } from '../consolidation/taken-figures.js';
import { beforeByAgency, samePeriodBefore } from '../consolidation/same-period-before.js';
import type { PeriodBefore } from '../consolidation/same-period-before.js';
import { lastAccepted, waitingReports } from '../consolidation/waiting-reports.js';
import type { Data } from '../../db/tables.js';
import { cyclesOfRequirements } from '../../db/joined.js';
import { listedCycles } from './listed-cycles.js';

const KeptTotals = z.object({
  totals: z.array(z.object({ code: z.string(), total: z.string().nullable() })),
});

interface Where {
  readonly officeId: string;
  readonly cycleId: string;
}

/** The figures of a cycle as the reports in hand give them; null when the office has no such cycle. */
export async function cycleFigures(db: LedgerDb, where: Where): Promise<Figures | null> {
  const [cycle] = await listedCycles(db, where.officeId, { cycleId: where.cycleId });
  if (cycle === undefined) return null;
  const { indicators } = await formOfCycle(db, where);
  const reports = await receivedReports(db, where);
  const taken = valuesTaken(await takenFigures(db, where));
  const merged = mergeFigures(indicators, figureSourcesOf(reports), taken);
  const consolidation = await latestConsolidation(db, where);
  const before = await periodBeforeOf(db, where);
  const agencies = new Map(reports.map(({ obligationId, agency }) => [obligationId, agency]));
  return {
    cycle,
    comparedWith: before === null ? null : await whenceOf(db, where, before),
    leftOut: merged.flatMap(({ code, sources }) =>
      sources
        .filter(({ counted }) => !counted)
        .map(({ obligationId, value }) => {
          const { label, unit } = known(indicators, code);
          return { code, label, unit, agency: agencies.get(obligationId) ?? '', value };
        }),
    ),
    supplementing: await supplementingOf(db, where),
    consolidation:
      consolidation === null
        ? null
        : { version: consolidation.version, madeAt: consolidation.madeAt },
    figures: merged.map((figure) => {
      const { label, unit } = known(indicators, figure.code);
      return {
        code: figure.code,
        label,
        unit,
        total: figure.total,
        reporting: figure.reporting,
        nil: figure.nil,
        missing: figure.missing,
        approximate: figure.approximate,
        consolidated: totalIn(consolidation?.totals ?? { totals: [] }, figure.code),
        before: before?.totals[figure.code] ?? null,
        change: changeText(changeAgainst(figure.total, before?.totals[figure.code] ?? null)),
      };
    }),
  };
}

/** The period before that a cycle's figures are compared with. */
async function periodBeforeOf(
  db: LedgerDb,
  { officeId, cycleId }: Where,
): Promise<PeriodBefore | null> {
  const cycle = await cyclesOfRequirements(db)
    .select(['requirement.form', 'cycle.period_from as periodFrom', 'cycle.period_to as periodTo'])
    .where('cycle.office_id', '=', officeId)
    .where('cycle.id', '=', cycleId)
    .executeTakeFirstOrThrow();
  return samePeriodBefore(db, { officeId, cycleId, ...cycle });
}

async function whenceOf(
  db: LedgerDb,
  { officeId, cycleId }: Where,
  { from }: PeriodBefore,
): Promise<Figures['comparedWith']> {
  if (from === 'ledger') return { from, fileName: null, broughtAt: null };
  const file = await db
    .selectFrom('brought_figures')
    .select(['file_name as fileName', 'brought_at as broughtAt'])
    .where('office_id', '=', officeId)
    .where('cycle_id', '=', cycleId)
    .executeTakeFirstOrThrow();
  return { from, ...file };
}

/** What was sent back and has not come again, with the figures that were accepted last. */
async function supplementingOf(db: LedgerDb, where: Where): Promise<Figures['supplementing']> {
  const waiting = (await waitingReports(db, { ...where, counted: [] })).filter(
    ({ why }) => why === 'supplementing',
  );
  const ids = waiting.map(({ obligationId }) => obligationId);
  const accepted = await lastAccepted(db, where.officeId, ids);
  return waiting.map(({ obligationId, agency }) => {
    const last = accepted.get(obligationId);
    const nil = Object.fromEntries((last?.nilCodes ?? []).map((code) => [code, '0']));
    return { agency, version: last?.version ?? null, values: { ...nil, ...last?.figures } };
  });
}

/** What stands behind one number: now, in the latest consolidation, or in that of a paper; null for an unknown cycle, code or paper. */
export async function figureSources(
  db: LedgerDb,
  where: Where & {
    readonly code: string;
    readonly as?: 'now' | 'consolidation' | undefined;
    readonly documentId?: string | undefined;
  },
): Promise<FigureSources | null> {
  const [cycle] = await listedCycles(db, where.officeId, { cycleId: where.cycleId });
  if (cycle === undefined) return null;
  const indicator = (await formOfCycle(db, where)).indicators.find(
    ({ code }) => code === where.code,
  );
  if (indicator === undefined) return null;
  if (where.documentId !== undefined) {
    const ofPaper = await consolidationOf(db, { ...where, documentId: where.documentId });
    return ofPaper === null ? null : consolidatedSources(db, where, indicator, ofPaper);
  }
  return where.as === 'consolidation'
    ? consolidatedSources(db, where, indicator, await latestConsolidation(db, where))
    : presentSources(db, where, indicator);
}

async function presentSources(
  db: LedgerDb,
  where: Where,
  indicator: Indicator,
): Promise<FigureSources> {
  const reports = await receivedReports(db, where);
  const taken = valuesTaken(await takenFigures(db, where));
  const [merged] = mergeFigures([indicator], figureSourcesOf(reports), taken);
  const asked = reports.filter((report) => isCountedOf(indicator, reporterOf(report)));
  const silent = asked.filter(({ figures }) => figures[indicator.code] === undefined);
  const before = await beforeOf(db, where, indicator);
  const isNil = (report: ReceivedReport) => report.nilCodes.includes(indicator.code);
  return {
    ...describe(indicator),
    total: merged?.total ?? null,
    sources: (merged?.sources ?? []).flatMap(({ obligationId, version, value, counted }) => {
      const report = reports.find((one) => one.obligationId === obligationId);
      if (report === undefined) return [];
      const { agency, agencyId, receivedAt, senderName } = report;
      const then = before.get(agencyId) ?? NOTHING_BEFORE;
      return [{ obligationId, agency, version, value, counted, receivedAt, senderName, ...then }];
    }),
    nil: silent.filter(isNil).map(named),
    missing: silent.filter((report) => !isNil(report)).map(named),
  };
}

const NOTHING_BEFORE: Pick<FigureSources['sources'][number], 'before' | 'predecessor'> = {
  before: null,
  predecessor: null,
};

async function beforeOf(
  db: LedgerDb,
  where: Where,
  indicator: Indicator,
): Promise<ReadonlyMap<string, typeof NOTHING_BEFORE>> {
  const before = await periodBeforeOf(db, where);
  if (before === null) return new Map();
  const figures = await beforeByAgency(db, { ...where, indicator, before });
  return new Map(
    [...figures].map(([id, { value, predecessor }]) => [id, { before: value, predecessor }]),
  );
}

async function consolidatedSources(
  db: LedgerDb,
  where: Where,
  indicator: Indicator,
  consolidation: KeptFigures | null,
): Promise<FigureSources> {
  const before = await beforeOf(db, where, indicator);
  const reports =
    consolidation === null
      ? []
      : await consolidatedReports(db, where.officeId, consolidation.totals);
  return {
    ...describe(indicator),
    total: totalIn(consolidation?.totals ?? { totals: [] }, indicator.code),
    sources: reports.flatMap((report) => {
      const value = report.figures[indicator.code];
      if (value === undefined) return [];
      const { obligationId, agency, agencyId, version, uncounted, receivedAt, senderName } = report;
      return [
        {
          obligationId,
          agency,
          version,
          value: decimal(value),
          counted: !uncounted.includes(indicator.code),
          receivedAt,
          senderName,
          ...(before.get(agencyId) ?? NOTHING_BEFORE),
        },
      ];
    }),
    nil: [],
    missing: [],
  };
}

/** The form by which a cycle of the office is reported now; throws where it has none of that id. */
export async function formOfCycle(
  db: LedgerDb,
  { officeId, cycleId }: Where,
): Promise<FormDefinition> {
  const kept = await cyclesOfRequirements(db)
    .select(['requirement.form', 'requirement.form_definition as formDefinition'])
    .where('cycle.office_id', '=', officeId)
    .where('cycle.id', '=', cycleId)
    .executeTakeFirstOrThrow();
  return formOf(kept);
}

interface KeptFigures {
  readonly id: string;
  readonly version: number;
  readonly madeAt: Instant;
  readonly totals: Data;
}

/** The consolidation that a paper of the cycle was drafted from. */
async function consolidationOf(
  db: LedgerDb,
  { officeId, cycleId, documentId }: Where & { readonly documentId: string },
): Promise<KeptFigures | null> {
  const row = await db
    .selectFrom('document')
    .innerJoin('consolidation', (join) =>
      join
        .onRef('consolidation.office_id', '=', 'document.office_id')
        .onRef('consolidation.id', '=', 'document.consolidation_id'),
    )
    .select([
      'consolidation.id',
      'consolidation.version',
      'consolidation.made_at as madeAt',
      'consolidation.totals',
    ])
    .where('document.office_id', '=', officeId)
    .where('document.cycle_id', '=', cycleId)
    .where('document.id', '=', documentId)
    .executeTakeFirst();
  return row ?? null;
}

async function latestConsolidation(
  db: LedgerDb,
  { officeId, cycleId }: Where,
): Promise<KeptFigures | null> {
  const row = await db
    .selectFrom('consolidation')
    .select(['id', 'version', 'made_at as madeAt', 'totals'])
    .where('office_id', '=', officeId)
    .where('cycle_id', '=', cycleId)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

/** A total as the consolidation kept it, in digits; null when nobody gave a value. */
function totalIn(kept: Data, code: string): string | null {
  const { totals } = KeptTotals.parse(kept);
  return totals.find((total) => total.code === code)?.total ?? null;
}

function describe({ code, label, unit, across }: Indicator) {
  return { code, label, unit, across };
}

function known(indicators: readonly Indicator[], code: string): Indicator {
  const found = indicators.find((indicator) => indicator.code === code);
  if (found === undefined) throw new Error('a figure outside its form');
  return found;
}

function named({ obligationId, agency }: ReceivedReport) {
  return { obligationId, agency };
}
