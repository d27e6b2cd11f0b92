import { type FileChild } from 'docx';
import { ABOUT, joinedFigure } from '../domain/approximate.js';
import { type Annex } from './annexes.js';
import { TEXT_WIDTH, WIDE_TEXT_WIDTH } from './official-layout.js';
import { gridTable, type TableColumn } from './official-table.js';
import { bodyParagraph, centred, run } from './official-text.js';
import type { AgencyFigures, ReportFigure } from './paper-shapes.js';
import { vietnameseNumber } from './text.js';

/** What a table shows where nothing was reported. */
export const NOTHING_REPORTED = '–';
const ORDINAL: TableColumn = { heading: 'STT', width: 700, align: 'center' };
/** Room for the names of agencies, and the most that a column of values takes, in twips. */
const AGENCY_WIDTH = 3200;
const VALUE_WIDTH = 1800;
/** So many value columns can be read on an upright page, and across one; more go on in further tables. */
const COLUMNS_UPRIGHT = 4;
const COLUMNS_ACROSS = 8;
const MATRIX_POINTS = 10;

/** Annex I with the totals and annex II with the values of each agency; none without figures. */
export function figureAnnexes(report: {
  figures: readonly ReportFigure[];
  byAgency: readonly AgencyFigures[];
}): Annex[] {
  const { figures, byAgency } = report;
  if (figures.length === 0) return [];
  const totals: Annex = {
    title: 'Số liệu tổng hợp',
    landscape: isCompared(figures),
    children: [totalsTable(figures), legend()],
  };
  if (byAgency.length === 0) return [totals];
  return [
    totals,
    {
      title: 'Số liệu theo cơ quan, đơn vị',
      // A page lies across only where its table needs it (NĐ 30/2020, Phụ lục I, phần I).
      landscape: figures.length > COLUMNS_UPRIGHT,
      children: matrixTables(figures, byAgency),
    },
  ];
}

/** With the same period before or the year so far beside, the table lies across the page. */
function isCompared(figures: readonly ReportFigure[]): boolean {
  return figures.some(({ before, sinceYear }) => before !== undefined || sinceYear !== undefined);
}

function totalsTable(figures: readonly ReportFigure[]): FileChild {
  const withBefore = figures.some(({ before }) => before !== undefined);
  const withYear = figures.some(({ sinceYear }) => sinceYear !== undefined);
  const columns: readonly (TableColumn & { readonly cell: (figure: ReportFigure) => string })[] = [
    { heading: 'Đơn vị tính', width: 1400, align: 'center', cell: ({ unit }) => unit },
    { heading: 'Kết quả', width: 1500, align: 'right', cell: shownTotal },
    ...(withYear
      ? [
          {
            heading: 'Lũy kế từ đầu năm',
            width: 1500,
            align: 'right' as const,
            cell: ({ sinceYear }: ReportFigure) => shown(sinceYear ?? null),
          },
        ]
      : []),
    ...(withBefore
      ? [
          {
            heading: 'Cùng kỳ năm trước',
            width: 1500,
            align: 'right' as const,
            cell: ({ before }: ReportFigure) => shown(before ?? null),
          },
          {
            heading: 'So sánh',
            width: 2300,
            align: 'left' as const,
            cell: ({ change }: ReportFigure) => change ?? '',
          },
        ]
      : []),
    { heading: 'Ghi chú', width: 2200, align: 'left', cell: ({ note }) => note ?? '' },
  ];
  const available = isCompared(figures) ? WIDE_TEXT_WIDTH : TEXT_WIDTH;
  const fixed = columns.reduce((all, { width }) => all + width, ORDINAL.width);
  return gridTable({
    columns: [
      ORDINAL,
      { heading: 'Chỉ tiêu', width: available - fixed, align: 'left' },
      ...columns.map(({ heading, width, align }): TableColumn => ({ heading, width, align })),
    ],
    rows: figures.map((figure, index) => [
      String(index + 1),
      figure.label,
      ...columns.map(({ cell }) => cell(figure)),
    ]),
  });
}

function matrixTables(
  figures: readonly ReportFigure[],
  byAgency: readonly AgencyFigures[],
): FileChild[] {
  const groups = inEvenGroups(figures, COLUMNS_ACROSS);
  const available = figures.length > COLUMNS_UPRIGHT ? WIDE_TEXT_WIDTH : TEXT_WIDTH;
  const tables = groups.flatMap((group, index) => [
    ...(groups.length === 1
      ? []
      : [
          centred([run(`Biểu ${String(index + 1)}`, { bold: true })], {
            before: 120,
            after: 120,
            keepNext: true,
          }),
        ]),
    matrixTable(group, { byAgency, available }),
  ]);
  return [...tables, legend()];
}

/** As few groups as can be of at most `most`, none larger than another by more than one: no table is left with a single column. */
function inEvenGroups<One>(all: readonly One[], most: number): readonly (readonly One[])[] {
  const count = Math.ceil(all.length / most);
  const edge = (nth: number): number => Math.ceil((nth * all.length) / count);
  return Array.from({ length: count }, (_, nth) => all.slice(edge(nth), edge(nth + 1)));
}

function matrixTable(
  figures: readonly ReportFigure[],
  {
    byAgency,
    available,
  }: { readonly byAgency: readonly AgencyFigures[]; readonly available: number },
): FileChild {
  const room = Math.floor((available - ORDINAL.width - AGENCY_WIDTH) / figures.length);
  const width = Math.min(VALUE_WIDTH, room);
  return gridTable({
    points: MATRIX_POINTS,
    columns: [
      ORDINAL,
      {
        heading: 'Cơ quan, đơn vị',
        width: available - ORDINAL.width - figures.length * width,
        align: 'left',
      },
      ...figures.map((figure): TableColumn => ({
        heading: `${figure.label} (${figure.unit})`,
        width,
        align: 'right',
      })),
    ],
    rows: [
      ...byAgency.map((row, index) => [
        String(index + 1),
        row.agency,
        ...figures.map(({ code }) => shown(row.values[code] ?? null, row.approximate?.[code])),
      ]),
      ['', 'Kết quả tổng hợp', ...figures.map(shownTotal)],
    ],
  });
}

function legend(): FileChild {
  return bodyParagraph(`Ghi chú: dấu “${NOTHING_REPORTED}” là chưa có số liệu.`, { before: 120 });
}

function shownTotal({ total, approximate = 0 }: ReportFigure): string {
  return shown(total, approximate > 0 ? ABOUT : undefined);
}

function shown(value: string | null, word?: string): string {
  return value === null ? NOTHING_REPORTED : joinedFigure(vietnameseNumber(value), word ?? null);
}
