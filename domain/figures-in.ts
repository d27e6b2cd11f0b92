import { isAskedOf } from './asked-indicators.js';
import type { Reporter } from './asked-indicators.js';
import { folded } from './folded.js';
import type { FormDefinition } from './schemas/form-definition.js';

/** One figure of a file or a data value set, with its line (or place, from 1). */
export interface GivenFigure {
  readonly line: number;
  /** An agency's id here, or its name. */
  readonly agency: string;
  readonly code: string;
  /** As it is typed in a form: `2.601`, `7,385`; empty for none. */
  readonly value: string;
  readonly nil: boolean;
  /** Empty where the file has none. */
  readonly period: string;
}

/** Who owes a report of the cycle. */
export interface AwaitedReporter extends Reporter {
  readonly obligationId: string;
  readonly agencyId: string;
  readonly name: string;
}

/** What keeps a line from being taken; `whole`: its agency is left out with all its lines. */
export interface FigureConflict {
  readonly line: number;
  readonly agency: string;
  readonly code: string;
  readonly problem: string;
  readonly whole: boolean;
}

/** The figures of one agency as a report would bring them. */
export interface BroughtReport {
  readonly reporter: AwaitedReporter;
  /** Of its first figure. */
  readonly line: number;
  readonly figures: Readonly<Record<string, string>>;
  readonly nilCodes: readonly string[];
}

/** Lays the lines of a file beside the form and those who owe: the reports it brings, and line by line what it conflicts with. */
export function figuresIn(
  given: readonly GivenFigure[],
  {
    form,
    period,
    awaited,
  }: {
    readonly form: FormDefinition;
    readonly period: string;
    readonly awaited: readonly AwaitedReporter[];
  },
): { readonly reports: readonly BroughtReport[]; readonly conflicts: readonly FigureConflict[] } {
  const reporterOf = finder(awaited);
  const indicators = new Map(form.indicators.map((one) => [one.code, one]));
  const conflicts: FigureConflict[] = [];
  const spoiled = new Set<string>();
  const lines = new Map<AwaitedReporter, Map<string, GivenFigure>>();
  for (const figure of given) {
    const reporter = reporterOf(figure.agency);
    const conflict = (problem: string, whole: boolean): void => {
      const { line, agency, code } = figure;
      conflicts.push({ line, agency: reporter?.name ?? agency, code, problem, whole });
      if (whole && reporter !== null) spoiled.add(reporter.obligationId);
    };
    const indicator = indicators.get(figure.code);
    if (figure.period !== '' && figure.period !== period) {
      conflict(`Kỳ “${figure.period}” không phải kỳ “${period}” của lần báo cáo này.`, true);
    } else if (reporter === null) {
      conflict(`Không có đơn vị “${figure.agency}” trong kỳ báo cáo này.`, false);
    } else if (indicator === undefined) {
      conflict(`Biểu mẫu không có chỉ tiêu mã “${figure.code}”.`, false);
    } else if (indicator.ratio !== null) {
      conflict('Chỉ tiêu này được tính từ chỉ tiêu khác, không nhận từ ngoài.', false);
    } else if (!isAskedOf(indicator, reporter)) {
      conflict('Chỉ tiêu này không hỏi đơn vị.', false);
    } else if (!figure.nil && figure.value === '') {
      conflict('Chưa có giá trị.', false);
    } else {
      const own = lines.get(reporter) ?? new Map<string, GivenFigure>();
      lines.set(reporter, own);
      const before = own.get(figure.code);
      if (before !== undefined && !isSame(before, figure)) {
        conflict(`Khác với dòng ${String(before.line)} của cùng đơn vị, cùng chỉ tiêu.`, true);
      } else own.set(figure.code, figure);
    }
  }
  const reports = [...lines]
    .filter(([{ obligationId }]) => !spoiled.has(obligationId))
    .map(([reporter, own]) => reportOf(reporter, [...own.values()]));
  return { reports, conflicts };
}

/**
 * A value of a data value set as a form takes it: there the point parts decimals (`7385.5`), here the comma.
 * A text whose point may part thousands (`2.601`) stays as it is where `mayGroup`, so that the form asks back.
 */
export function typedValue(value: string, { mayGroup }: { readonly mayGroup: boolean }): string {
  const text = value.trim();
  if (mayGroup && /^\d{1,3}\.\d{3}$/.test(text)) return text;
  return /^\d+\.\d+$/.test(text) ? text.replace('.', ',') : text;
}

/** Agencies by id, else by name; a name that two bear is nobody's. */
function finder(awaited: readonly AwaitedReporter[]): (named: string) => AwaitedReporter | null {
  const byId = new Map(awaited.map((one) => [one.agencyId, one]));
  const byName = new Map<string, AwaitedReporter | null>();
  for (const one of awaited) {
    const name = folded(one.name);
    byName.set(name, byName.has(name) ? null : one);
  }
  return (named) => byId.get(named.toLowerCase()) ?? byName.get(folded(named)) ?? null;
}

function isSame(one: GivenFigure, other: GivenFigure): boolean {
  return one.nil === other.nil && one.value === other.value;
}

function reportOf(reporter: AwaitedReporter, own: readonly GivenFigure[]): BroughtReport {
  const told = own.filter(({ nil }) => !nil);
  return {
    reporter,
    line: own[0]?.line ?? 0,
    figures: Object.fromEntries(told.map(({ code, value }) => [code, value])),
    nilCodes: own.filter(({ nil }) => nil).map(({ code }) => code),
  };
}
