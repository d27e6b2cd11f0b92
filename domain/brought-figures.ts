import { agencyKindOf } from './agency-kind.js';
import type { AgencyKind } from './agency-kinds.js';
import { agencyNameKey } from './agency-match.js';
import { decimalOf } from './decimal.js';
import type { Decimal } from './decimal.js';
import { figuresByName, plainCell } from './figure-names.js';
import { mergeFigures } from './merge.js';
import type { Totals } from './phrases.js';
import type { Indicator } from './schemas/form-definition.js';

/** An agency that is or was on the office's list; one that was merged names its successor. */
export interface LineageAgency {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly successorId: string | null;
}

/** The figures of an earlier period as a file gave them. */
export interface BroughtFigures {
  readonly totals: Totals;
  /** By line of the file, each with the agency that answers for it now; null: none of the list. */
  readonly byAgency: readonly BroughtLine[];
  /** Indicators of the form that the file says nothing of. */
  readonly absent: readonly string[];
  /** Lines whose agency is in no list, counted all the same: it existed then. */
  readonly unknown: readonly string[];
  /** Totals printed in the file that are not what its lines come to. */
  readonly otherTotals: readonly {
    readonly code: string;
    readonly printed: Decimal;
    readonly counted: Decimal | null;
  }[];
}

export interface BroughtLine {
  readonly agencyId: string | null;
  readonly name: string;
  readonly values: Readonly<Record<string, Decimal>>;
}

/** A cell that is no figure, by its line in the file. */
export interface CellProblem {
  readonly line: number;
  readonly problem: string;
}

export type ReadFigures =
  | { readonly ok: true; readonly figures: BroughtFigures }
  | { readonly ok: false; readonly problems: readonly CellProblem[] };

type Rows = readonly (readonly string[])[];

/** A heading stands in the first lines of a sheet, below a title and where it comes from. */
const HEADING_WITHIN = 20;
const AGENCY_HEADING = /^(?:ten )?(?:co quan|don vi|dia phuong|xa, phuong|ten don vi)(?!.*tinh)/u;
const INDICATOR_HEADING = /^(?:chi tieu|noi dung|ten chi tieu)/u;
/** Which column holds the results, the surest heading first. */
const RESULT_HEADINGS = [
  /cung ky|nam truoc|ky truoc/u,
  /^ket qua|^thuc hien|^tong|^so lieu|^gia tri/u,
];
const TOTAL_LINE = /^(?:tong(?: cong| so| hop)?|cong|ket qua tong hop|toan tinh|toan thanh pho)$/u;
const NO_FIGURE = /^(?:[-–—.…]*|khong phat sinh|khong)$/u;

/**
 * The figures in the rows of a sheet: either a line for each indicator with its result, or a line for each
 * agency with a column for each indicator (both as dondoc's own workbook has them). Lines of agencies are
 * merged by the form's own rules; a merged agency's successor answers for its line.
 */
export function broughtFigures(
  rows: Rows,
  {
    indicators,
    agencies,
  }: { readonly indicators: readonly Indicator[]; readonly agencies: readonly LineageAgency[] },
): ReadFigures {
  const asked = indicators.filter(({ ratio }) => ratio === null);
  const byWords = figuresByName(asked);
  for (let at = 0; at < Math.min(rows.length, HEADING_WITHIN); at += 1) {
    const heading = (rows[at] ?? []).map(plainCell);
    const columns = heading.flatMap((text, column) => {
      const indicator = byWords.get(text);
      return indicator === undefined ? [] : [{ column, indicator }];
    });
    const agencyAt = heading.findIndex((text) => AGENCY_HEADING.test(text));
    if (agencyAt >= 0 && columns.length > 0) {
      return linesOfAgencies(rows, { at, agencyAt, columns }, { indicators, agencies });
    }
    const indicatorAt = heading.findIndex((text) => INDICATOR_HEADING.test(text));
    const resultAt = RESULT_HEADINGS.map((pattern) =>
      heading.findIndex((text) => pattern.test(text)),
    ).find((column) => column >= 0);
    if (indicatorAt >= 0 && resultAt !== undefined) {
      return linesOfIndicators(rows, { at, resultAt }, { indicators, byWords });
    }
  }
  return {
    ok: false,
    problems: [
      {
        line: 1,
        problem:
          'không thấy hàng tiêu đề: cần có cột “Chỉ tiêu” và “Kết quả”, hoặc cột “Cơ quan, đơn vị” và các cột chỉ tiêu của biểu mẫu',
      },
    ],
  };
}

function linesOfIndicators(
  rows: Rows,
  { at, resultAt }: { readonly at: number; readonly resultAt: number },
  {
    indicators,
    byWords,
  }: {
    readonly indicators: readonly Indicator[];
    readonly byWords: ReadonlyMap<string, Indicator>;
  },
): ReadFigures {
  const problems: CellProblem[] = [];
  const totals = new Map<string, Decimal>();
  rows.slice(at + 1).forEach((row, index) => {
    // A line names its indicator by code or by label, in whichever column.
    const indicator = row
      .map((cell) => byWords.get(plainCell(cell)))
      .find((one) => one !== undefined);
    if (indicator === undefined) return;
    const read = figureIn(row[resultAt] ?? '', indicator);
    if (read.problem !== null) problems.push({ line: at + index + 2, problem: read.problem });
    else if (read.value !== null && !totals.has(indicator.code)) {
      totals.set(indicator.code, read.value);
    }
  });
  if (problems.length > 0) return { ok: false, problems };
  return found(indicators, { totals: Object.fromEntries(totals), byAgency: [], otherTotals: [] });
}

function linesOfAgencies(
  rows: Rows,
  {
    at,
    agencyAt,
    columns,
  }: {
    readonly at: number;
    readonly agencyAt: number;
    readonly columns: readonly { readonly column: number; readonly indicator: Indicator }[];
  },
  {
    indicators,
    agencies,
  }: { readonly indicators: readonly Indicator[]; readonly agencies: readonly LineageAgency[] },
): ReadFigures {
  const problems: CellProblem[] = [];
  const byName = new Map(agencies.map((agency) => [agencyNameKey(agency.name), agency]));
  const lines: (BroughtLine & { readonly kind: AgencyKind })[] = [];
  const printed = new Map<string, Decimal>();
  rows.slice(at + 1).forEach((row, index) => {
    const name = (row[agencyAt] ?? '').trim();
    if (name === '' || !/\p{L}/u.test(name)) return;
    const values: Record<string, Decimal> = {};
    for (const { column, indicator } of columns) {
      const read = figureIn(row[column] ?? '', indicator);
      if (read.problem !== null) problems.push({ line: at + index + 2, problem: read.problem });
      else if (read.value !== null) values[indicator.code] = read.value;
    }
    if (TOTAL_LINE.test(plainCell(name))) {
      for (const [code, value] of Object.entries(values)) printed.set(code, value);
      return;
    }
    if (Object.keys(values).length === 0) return;
    const agency = byName.get(agencyNameKey(name));
    lines.push({
      agencyId: agency === undefined ? null : successorOf(agency, agencies),
      name,
      values,
      kind: agency?.kind ?? agencyKindOf(name),
    });
  });
  if (problems.length > 0) return { ok: false, problems };
  const merged = mergeFigures(
    indicators,
    lines.map(({ name, values, kind }, index) => ({
      obligationId: String(index),
      agency: name,
      agencyKind: kind,
      // A file of the year before knows no groups: whoever gave a figure was asked for it.
      agencyTags: indicators.flatMap(({ groups }) => groups ?? []),
      version: 1,
      receivedOrder: index,
      values,
      nil: [],
    })),
  );
  const totals = Object.fromEntries(
    merged.flatMap(({ code, total }) => (total === null ? [] : [[code, total]])),
  ) as Record<string, Decimal>;
  const otherTotals = [...printed].flatMap(([code, value]) =>
    totals[code] === value ? [] : [{ code, printed: value, counted: totals[code] ?? null }],
  );
  const byAgency = lines.map(({ agencyId, name, values }) => ({ agencyId, name, values }));
  return found(indicators, { totals, byAgency, otherTotals });
}

function found(
  indicators: readonly Indicator[],
  {
    totals,
    byAgency,
    otherTotals,
  }: Pick<BroughtFigures, 'byAgency' | 'otherTotals'> & {
    readonly totals: Record<string, Decimal>;
  },
): ReadFigures {
  if (Object.keys(totals).length === 0) {
    return {
      ok: false,
      problems: [{ line: 1, problem: 'không có số liệu nào của biểu mẫu này' }],
    };
  }
  return {
    ok: true,
    figures: {
      totals,
      byAgency,
      otherTotals,
      absent: indicators
        .filter(({ code, ratio }) => ratio === null && totals[code] === undefined)
        .map(({ code }) => code),
      unknown: byAgency.filter(({ agencyId }) => agencyId === null).map(({ name }) => name),
    },
  };
}

/** The agency that answers for another now: its last successor. */
export function successorOf(agency: LineageAgency, agencies: readonly LineageAgency[]): string {
  const byId = new Map(agencies.map((one) => [one.id, one]));
  const seen = new Set<string>();
  let at = agency;
  while (at.successorId !== null && !seen.has(at.id)) {
    seen.add(at.id);
    const next = byId.get(at.successorId);
    if (next === undefined) break;
    at = next;
  }
  return at.id;
}

/** A figure in a cell; a dot with three digits behind it is asked back where decimals make sense. */
function figureIn(
  cell: string,
  { label, decimals }: Indicator,
): { readonly value: Decimal | null; readonly problem: string | null } {
  const text = cell.trim();
  if (NO_FIGURE.test(plainCell(text))) return { value: null, problem: null };
  if (decimals > 0 && /^\d{1,3}\.\d{3}$/u.test(text)) {
    const [whole = '', thousandth = ''] = text.split('.');
    return {
      value: null,
      problem: `${label}: “${text}” là ${whole}${thousandth} hay ${whole},${thousandth}? Đề nghị ghi rõ trong tệp`,
    };
  }
  const value = decimalOf(text);
  return value === null
    ? { value, problem: `${label}: “${text}” không phải là số` }
    : { value, problem: null };
}
