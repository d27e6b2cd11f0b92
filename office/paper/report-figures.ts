import type { FigureOrigin, FiguresPaper, ReportCounts } from '../../documents/paper-shapes.js';
import { approximateNote } from '../../domain/approximate.js';
import { changeAgainst, changeText } from '../../domain/change-against.js';
import type { Instant } from '../../domain/day.js';
import { decimal, vietnamese } from '../../domain/decimal.js';
import type { Decimal } from '../../domain/decimal.js';
import { kindGroup } from '../../domain/counting.js';
import { printedDay } from '../../domain/printed-day.js';
import { reportingByGroup } from '../../domain/reporting-groups.js';
import type { GroupReporting } from '../../domain/reporting-groups.js';
import type { FormDefinition, Indicator } from '../../domain/schemas/form-definition.js';
import type { LedgerDb } from '../../db/connection.js';
import { BY_AGENCY_NAME, obligationsOfAgencies } from '../../db/joined.js';
import { countedStates } from '../consolidation/counted-states.js';
import { consolidatedReports } from '../consolidation/consolidated-values.js';
import { lastAccepted } from '../consolidation/waiting-reports.js';
import type { WaitingReport } from '../consolidation/waiting-reports.js';
import type { KeptConsolidation } from '../consolidation/kept-consolidation.js';
import { cyclesOfReport } from '../consolidation/cycles-of-report.js';
import type { DraftedPaper } from './document-row.js';

/** Everything counted in a consolidated report, of the versions that were consolidated. */
export interface ReportFigures {
  readonly countedAt: Instant;
  readonly counts: ReportCounts;
  readonly indicators: FiguresPaper['indicators'];
  readonly byAgency: FiguresPaper['byAgency'];
  readonly sources: FiguresPaper['sources'];
  readonly notReported: readonly string[];
  /** Sent back and not sent again, with the figures that were accepted last beside. */
  readonly supplementing: NonNullable<FiguresPaper['supplementing']>;
  readonly byGroup: readonly GroupReporting[];
}

/**
 * What a report counts: who sent one of the versions that were consolidated, when, under which number, and
 * the values behind each total. A report that came after the consolidation is in none of it.
 */
export async function reportFigures(
  db: LedgerDb,
  { document, form }: { readonly document: DraftedPaper; readonly form: FormDefinition },
): Promise<ReportFigures> {
  const consolidation = await db
    .selectFrom('consolidation')
    .selectAll()
    .where('office_id', '=', document.office_id)
    .where('id', '=', document.consolidation_id ?? '')
    .executeTakeFirstOrThrow();
  const kept = consolidation.totals as unknown as KeptConsolidation;
  const owers = await owersOfReport(db, document);
  const reports = await consolidatedReports(db, document.office_id, kept);
  const consolidated = new Map(reports.map((report) => [report.obligationId, report]));
  const totals = new Map(kept.totals.map((total) => [total.code, total]));
  const bound = owers.filter(({ binding, state }) => binding && state !== 'waived');
  const waiting = new Map((kept.waiting ?? []).map(({ obligationId, why }) => [obligationId, why]));
  const isHere = ({ id }: Ower) => consolidated.has(id) || waiting.has(id);
  const received = bound.filter(isHere);
  const waits = (why: WaitingReport['why']) => bound.filter(({ id }) => waiting.get(id) === why);
  const accepted = await lastAccepted(
    db,
    document.office_id,
    waits('supplementing').map(({ id }) => id),
  );
  const asked = owers.filter(({ id, binding }) => !binding && consolidated.has(id)).length;
  const present = owers.flatMap(({ id }) => consolidated.get(id) ?? []);
  return {
    countedAt: consolidation.made_at,
    counts: {
      expected: bound.length,
      received: received.length,
      onTime: received.filter(({ on_time }) => on_time === true).length,
      late: received.filter(({ on_time }) => on_time !== true).length,
      nil: received.filter(({ id }) => consolidated.get(id)?.nil).length,
      missing: bound.length - received.length,
      ...(kept.waiting === undefined
        ? {}
        : { checking: waits('checking').length, supplementing: waits('supplementing').length }),
      ...(asked === 0 ? {} : { asked }),
    },
    supplementing: waits('supplementing').map(({ id, agency }) => ({
      agency,
      version: accepted.get(id)?.version ?? null,
      values: accepted.get(id)?.figures ?? {},
      nil: accepted.get(id)?.nilCodes ?? [],
    })),
    indicators: form.indicators.flatMap((indicator) => {
      const { code, label, unit, across: rule } = indicator;
      const total = totals.get(code);
      if (total === undefined) return [];
      const uncounted = present.filter((one) => one.uncounted.includes(code)).length;
      return [
        {
          ...total,
          label,
          unit,
          rule,
          note: notesOf([
            takenNote(kept, code) ?? scopeNote(indicator, uncounted),
            approximateNote(total.approximate ?? 0),
          ]),
          ...comparedWith(kept, code, total.total),
        },
      ];
    }),
    byGroup: reportingByGroup(
      bound.map(({ id, kind, tags, on_time }) => ({
        kind,
        tags,
        standing: consolidated.has(id) ? 'counted' : waiting.has(id) ? 'waiting' : 'missing',
        onTime: on_time,
      })),
    ),
    byAgency: present.map(({ agency, figures, nilCodes, approximate }) => ({
      agency,
      values: asDecimals(figures),
      nil: nilCodes,
      ...(Object.keys(approximate).length === 0 ? {} : { approximate }),
    })),
    sources: form.indicators.flatMap(({ code }) =>
      present.flatMap((report): FigureOrigin[] => {
        const value = report.figures[code];
        if (value === undefined) return [];
        return [
          {
            code,
            agency: report.agency,
            value: decimal(value),
            counted: !report.uncounted.includes(code),
            version: report.version,
            docNumber: report.documentNumber,
            docDate: report.documentDate,
            receivedAt: report.receivedAt,
            through: THROUGH[report.channel],
          },
        ];
      }),
    ),
    notReported: bound.filter((ower) => !isHere(ower)).map(({ agency }) => agency),
  };
}

/** What an officer should look at before the figures go up, a sentence each. */
export function doubtsOf({ belowParts = [] }: KeptConsolidation, form: FormDefinition): string[] {
  return belowParts.map(({ code, total, parts, of }) => {
    const label = form.indicators.find((indicator) => indicator.code === code)?.label ?? code;
    return `${label}: ${vietnamese(total)}, thấp hơn số đã tổng hợp của ${of} (${vietnamese(parts)}).`;
  });
}

/** The columns beside a total: the same period before, the change, the year so far. */
function comparedWith(
  { before, sinceYear }: KeptConsolidation,
  code: string,
  total: string | null,
): Pick<FiguresPaper['indicators'][number], 'before' | 'change' | 'sinceYear'> {
  const then = before?.totals[code] ?? null;
  return {
    ...(before === undefined
      ? {}
      : {
          before: then,
          change: changeText(changeAgainst(numberIn(total), numberIn(then))),
        }),
    ...(sinceYear === undefined ? {} : { sinceYear: sinceYear.totals[code] ?? null }),
  };
}

function numberIn(total: string | null): Decimal | null {
  return total === null ? null : decimal(total);
}

function notesOf(notes: readonly (string | null)[]): string | null {
  const said = notes.filter((note) => note !== null);
  return said.length === 0 ? null : said.join('; ');
}

/** Where a figure comes from that no report gives. */
function takenNote({ taken = [] }: KeptConsolidation, code: string): string | null {
  const from = taken.find((one) => one.code === code);
  return from === undefined
    ? null
    : `Theo sổ đăng ký, công nhận ${from.subject}, tính đến hết ngày ${printedDay(from.countedOn)}`;
}

/** Whose figures count where one case is known to several. */
function scopeNote({ reporters, countedFrom }: Indicator, uncounted: number): string | null {
  const counted = countedFrom ?? reporters;
  if (counted === null || uncounted === 0) return null;
  const whose = counted.map(kindGroup).join('; ');
  return `Tính theo báo cáo của: ${whose}; không cộng ${String(uncounted).padStart(2, '0')} số liệu của cơ quan khác`;
}

/** The agencies whose reports came, were replaced or were taken back since a consolidation: a new draft would differ. */
export async function changedSince(db: LedgerDb, document: DraftedPaper): Promise<string[]> {
  if (document.consolidation_id === null) return [];
  const { totals } = await db
    .selectFrom('consolidation')
    .select('totals')
    .where('office_id', '=', document.office_id)
    .where('id', '=', document.consolidation_id)
    .executeTakeFirstOrThrow();
  const owers = await owersOfReport(db, document);
  const versions = versionsIn(totals as unknown as KeptConsolidation);
  const counted: readonly string[] = await countedStates(db, document.office_id);
  return owers
    .filter(
      ({ id, state, version }) =>
        versions.get(id) !== (counted.includes(state) ? version : undefined),
    )
    .map(({ agency }) => agency);
}

type Ower = Awaited<ReturnType<typeof owersOfReport>>[number];

async function owersOfReport(
  db: LedgerDb,
  { office_id: officeId, cycle_id: cycleId }: DraftedPaper,
) {
  return obligationsOfAgencies(db)
    .select([
      'obligation.id',
      'obligation.state',
      'obligation.binding',
      'obligation.on_time',
      'obligation.version',
      'agency.name as agency',
      'agency.kind',
      'agency.tags',
    ])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.cycle_id', 'in', cyclesOfReport(db, { officeId, cycleId }))
    .orderBy(BY_AGENCY_NAME)
    .orderBy('obligation.id')
    .execute();
}

/** The version of each report that was consolidated. */
function versionsIn({ reports = [] }: KeptConsolidation): ReadonlyMap<string, number> {
  return new Map(reports.map(({ obligationId, version }) => [obligationId, version]));
}

function asDecimals(figures: Readonly<Record<string, string>>): Record<string, Decimal> {
  return Object.fromEntries(Object.entries(figures).map(([code, value]) => [code, decimal(value)]));
}

const THROUGH = {
  link: 'Biểu mẫu trực tuyến',
  officer: 'Cán bộ nhập từ văn bản giấy',
  'document-system': 'Hệ thống văn bản',
  dondoc: 'Chuyển từ hệ thống cấp dưới',
} as const;
