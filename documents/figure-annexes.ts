import { type FileChild } from 'docx';
import { type Annex } from './annexes.js';
import { TEXT_WIDTH, WIDE_TEXT_WIDTH } from './official-layout.js';
import { gridTable, type TableColumn } from './official-table.js';
import { bodyParagraph, centred, run } from './official-text.js';
import type { AgencyFigures, ReportFigure } from './paper-shapes.js';
import { vietnameseNumber } from './text.js';

/** What a table shows where nothing was reported. */
export const NOTHING_REPORTED = '–';
const ORDINAL: TableColumn = { heading: 'STT', width: 700, align: 'center' };
const AGENCY_WIDTH = 3200;
/** More value columns than this cannot be read across an A4 page: the matrix goes on in a further table. */
const COLUMNS_PER_TABLE = 8;
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
    landscape: false,
    children: [totalsTable(figures), legend()],
  };
  if (byAgency.length === 0) return [totals];
  return [
    totals,
    {
      title: 'Số liệu theo cơ quan, đơn vị',
      landscape: true,
      children: matrixTables(figures, byAgency),
    },
  ];
}

function totalsTable(figures: readonly ReportFigure[]): FileChild {
  const fixed = ORDINAL.width + 1400 + 1500 + 1900;
  return gridTable({
    columns: [
      ORDINAL,
      { heading: 'Chỉ tiêu', width: TEXT_WIDTH - fixed, align: 'left' },
      { heading: 'Đơn vị tính', width: 1400, align: 'center' },
      { heading: 'Kết quả', width: 1500, align: 'right' },
      { heading: 'Ghi chú', width: 1900, align: 'left' },
    ],
    rows: figures.map((figure, index) => [
      String(index + 1),
      figure.label,
      figure.unit,
      shown(figure.total),
      figure.note ?? '',
    ]),
  });
}

function matrixTables(
  figures: readonly ReportFigure[],
  byAgency: readonly AgencyFigures[],
): FileChild[] {
  const groups = Array.from({ length: Math.ceil(figures.length / COLUMNS_PER_TABLE) }, (_, index) =>
    figures.slice(index * COLUMNS_PER_TABLE, (index + 1) * COLUMNS_PER_TABLE),
  );
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
    matrixTable(group, byAgency),
  ]);
  return [...tables, legend()];
}

function matrixTable(
  figures: readonly ReportFigure[],
  byAgency: readonly AgencyFigures[],
): FileChild {
  const width = Math.floor((WIDE_TEXT_WIDTH - ORDINAL.width - AGENCY_WIDTH) / COLUMNS_PER_TABLE);
  return gridTable({
    points: MATRIX_POINTS,
    columns: [
      ORDINAL,
      { heading: 'Cơ quan, đơn vị', width: AGENCY_WIDTH, align: 'left' },
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
        ...figures.map((figure) => shown(row.values[figure.code] ?? null)),
      ]),
      ['', 'Kết quả tổng hợp', ...figures.map((figure) => shown(figure.total))],
    ],
  });
}

function legend(): FileChild {
  return bodyParagraph(`Ghi chú: dấu “${NOTHING_REPORTED}” là chưa có số liệu.`, { before: 120 });
}

function shown(value: string | null): string {
  return value === null ? NOTHING_REPORTED : vietnameseNumber(value);
}
