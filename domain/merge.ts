import { isCountedOf } from './asked-indicators.js';
import type { Reporter } from './asked-indicators.js';
import { max, ratioOf, sum } from './decimal.js';
import type { Decimal } from './decimal.js';
import type { AgencyKind } from './agency-kinds.js';
import type { Indicator } from './schemas/form-definition.js';

/** One agency's answer to one indicator; null means nothing to report, which is not zero cases unknown. */
export interface FigureSource {
  readonly obligationId: string;
  readonly agency: string;
  readonly agencyKind: AgencyKind;
  /** The groups (khối, cụm) it belongs to. */
  readonly agencyTags: readonly string[];
  readonly version: number;
  readonly receivedOrder: number;
  readonly values: Readonly<Record<string, Decimal>>;
  /** Indicators marked "không phát sinh". */
  readonly nil: readonly string[];
  /** Indicators whose values are not exact ("khoảng 1.500"). */
  readonly approximate?: readonly string[];
}

export interface MergedFigure {
  readonly code: string;
  /** Null when nobody gave a value. */
  readonly total: Decimal | null;
  readonly reporting: number;
  readonly nil: number;
  readonly missing: number;
  /** How many of the values that make the total are not exact; 0: neither is it. */
  readonly approximate: number;
  readonly sources: readonly {
    readonly obligationId: string;
    readonly version: number;
    readonly value: Decimal;
    /** False where the same case is counted by another reporter already, or the figure is taken from a register. */
    readonly counted: boolean;
  }[];
}

/**
 * The figures of one report from many: each indicator by its own rule over agencies, values of
 * reporters outside its scope kept as provenance but not counted (the same case would count twice). A figure that
 * is `taken` from a register is that, whatever reports say; ratios are computed from it.
 */
export function mergeFigures(
  indicators: readonly Indicator[],
  reports: readonly FigureSource[],
  taken: Readonly<Record<string, Decimal>> = {},
): readonly MergedFigure[] {
  const inOrder = [...reports].sort((a, b) => a.receivedOrder - b.receivedOrder);
  const merged = indicators.map((indicator) => {
    const figure = mergeOne(indicator, inOrder);
    const total = taken[indicator.code];
    return total === undefined ? figure : takenFigure(figure, total);
  });
  const byCode = new Map(merged.map((figure) => [figure.code, figure]));
  return merged.map((figure, index) => {
    const indicator = indicators[index];
    return indicator?.across === 'ratio' ? ratioFigure(indicator, figure, byCode) : figure;
  });
}

function takenFigure(figure: MergedFigure, total: Decimal): MergedFigure {
  const sources = figure.sources.map((source) => ({ ...source, counted: false }));
  return { ...figure, total, approximate: 0, sources };
}

/** A ratio of many is not made of their ratios: it is computed anew from its parts, and counts who gave the first. */
function ratioFigure(
  { ratio, decimals }: Indicator,
  figure: MergedFigure,
  byCode: ReadonlyMap<string, MergedFigure>,
): MergedFigure {
  const part = ratio === null ? undefined : byCode.get(ratio.part);
  const whole = ratio === null ? undefined : byCode.get(ratio.whole);
  if (ratio === null || part === undefined || whole === undefined) return figure;
  const { reporting, nil, missing } = part;
  const total =
    part.total === null || whole.total === null
      ? null
      : ratioOf(part.total, whole.total, { factor: ratio.factor, decimals });
  const approximate = total === null ? 0 : part.approximate + whole.approximate;
  return { ...figure, total, reporting, nil, missing, approximate };
}

/** `reports` in the order in which they came. */
function mergeOne(indicator: Indicator, reports: readonly FigureSource[]): MergedFigure {
  const asked = reports.filter((report) => isCountedOf(indicator, reporterOf(report)));
  const counting = new Set(asked);
  const sources = reports.flatMap((report) => {
    const value = report.values[indicator.code];
    return value === undefined
      ? []
      : [
          {
            obligationId: report.obligationId,
            version: report.version,
            value,
            counted: counting.has(report),
          },
        ];
  });
  const counted = sources.filter((source) => source.counted);
  const nil = asked.filter((report) => report.nil.includes(indicator.code)).length;
  const total = counted.length > 0 ? merged(indicator, counted) : nil > 0 ? sum([]) : null;
  const inexact = new Set(
    asked
      .filter(({ approximate = [] }) => approximate.includes(indicator.code))
      .map(({ obligationId }) => obligationId),
  );
  return {
    code: indicator.code,
    total,
    approximate:
      inexact.size === 0
        ? 0
        : makingTotal(indicator, counted, total).filter(({ obligationId }) =>
            inexact.has(obligationId),
          ).length,
    reporting: counted.length,
    nil,
    missing: asked.length - counted.length - nil,
    sources,
  };
}

/** The values that a total is made of: of a sum all, of the largest or the last that one. */
function makingTotal<T extends { readonly value: Decimal }>(
  { across }: Pick<Indicator, 'across'>,
  counted: readonly T[],
  total: Decimal | null,
): readonly T[] {
  switch (across) {
    case 'sum':
      return counted;
    case 'max':
      return counted.filter(({ value }) => value === total);
    case 'last':
      return counted.slice(-1);
    case 'ratio':
      return [];
  }
}

/** Who sent a report, as indicators ask. */
export function reporterOf({
  agencyKind,
  agencyTags,
}: Pick<FigureSource, 'agencyKind' | 'agencyTags'>): Reporter {
  return { kind: agencyKind, tags: agencyTags };
}

function merged(
  indicator: Indicator,
  counted: readonly { readonly value: Decimal }[],
): Decimal | null {
  const values = counted.map(({ value }) => value);
  switch (indicator.across) {
    case 'sum':
      return sum(values);
    case 'max':
      return max(values);
    case 'last':
      return values[values.length - 1] ?? null;
    case 'ratio':
      return null;
  }
}
