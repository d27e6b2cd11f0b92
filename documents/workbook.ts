import { msOf } from '../domain/day.js';
import type { MergeRule } from '../domain/schemas/form-definition.js';
import { figuresSheet } from './figures-sheet.js';
import type { FiguresIndicator, FiguresPaper } from './paper-shapes.js';
import { columnValues, formulaOver, totalCell } from './merge-formula.js';
import { workbookOf } from './sheet-cells.js';
import type { Sheet, TableBook } from './table-book.js';
import { hourAndDay, shortDate } from './text.js';

const RULE_LABEL = {
  sum: 'Cộng các đơn vị',
  max: 'Lấy giá trị lớn nhất',
  last: 'Lấy số liệu gửi sau cùng',
  ratio: 'Tính lại từ số liệu gốc',
} as const satisfies Record<MergeRule, string>;
const NIL = 'Không phát sinh';
const AGENCIES = 'Theo đơn vị';

/** The consolidated figures as the bytes of an .xlsx; equal books give equal bytes, and no text becomes a formula. */
export async function renderWorkbook(book: FiguresPaper): Promise<Buffer> {
  const { title, plan, countedAt, rehearsal } = book;
  return renderTables({
    title,
    source: `Theo ${plan.citation}. Tính đến ${hourAndDay(countedAt)}.`,
    madeAt: countedAt,
    rehearsal,
    sheets: sheetsOf(book),
  });
}

/** Tables under one title as the bytes of an .xlsx; equal books give equal bytes, and no text becomes a formula. */
export async function renderTables(book: TableBook): Promise<Buffer> {
  return workbookOf(
    book.sheets.map((sheet) => figuresSheet(sheet, book)),
    { title: book.title, madeAt: new Date(msOf(book.madeAt)) },
  );
}

function sheetsOf(book: FiguresPaper): Sheet[] {
  return [
    totalsSheet(book),
    agenciesSheet(book),
    sourcesSheet(book),
    ...(book.sources.every(({ counted }) => counted) ? [] : [leftOutSheet(book)]),
    ...(book.byGroup === undefined || book.byGroup.length === 0 ? [] : [groupsSheet(book.byGroup)]),
    ...(book.supplementing === undefined || book.supplementing.length === 0
      ? []
      : [supplementingSheet(book, book.supplementing)]),
    ...(book.notReported === null ? [] : [notReportedSheet(book.notReported)]),
  ];
}

function totalsSheet(book: FiguresPaper): Sheet {
  const { indicators } = book;
  const withBefore = indicators.some(({ before }) => before !== undefined);
  const withYear = indicators.some(({ sinceYear }) => sinceYear !== undefined);
  return {
    name: 'Tổng hợp',
    columns: [
      { heading: 'Mã', width: 18 },
      { heading: 'Chỉ tiêu', width: 44 },
      { heading: 'Đơn vị tính', width: 14 },
      { heading: 'Kết quả', width: 18 },
      ...(withYear ? [{ heading: 'Lũy kế từ đầu năm', width: 18 }] : []),
      ...(withBefore
        ? [
            { heading: 'Cùng kỳ năm trước', width: 18 },
            { heading: 'So sánh', width: 22 },
          ]
        : []),
      { heading: 'Cách tổng hợp', width: 26 },
      { heading: 'Số đơn vị có số liệu', width: 14 },
      { heading: 'Số đơn vị không phát sinh', width: 14 },
      { heading: 'Số đơn vị chưa có số liệu', width: 14 },
      { heading: 'Ghi chú', width: 30 },
    ],
    rows: indicators.map((indicator) => [
      indicator.code,
      indicator.label,
      indicator.unit,
      { figure: indicator.total, formula: totalIn(book, indicator) },
      ...(withYear ? [{ figure: indicator.sinceYear ?? null }] : []),
      ...(withBefore ? [{ figure: indicator.before ?? null }, indicator.change ?? ''] : []),
      RULE_LABEL[indicator.rule],
      indicator.reporting,
      indicator.nil,
      indicator.missing,
      indicator.note ?? '',
    ]),
  };
}

function agenciesSheet(book: FiguresPaper): Sheet {
  const { indicators, byAgency } = book;
  return {
    name: AGENCIES,
    columns: [
      { heading: 'STT', width: 6 },
      { heading: 'Cơ quan, đơn vị', width: 40 },
      ...indicators.map(({ label, unit }) => ({ heading: `${label} (${unit})`, width: 16 })),
    ],
    rows: [
      ...byAgency.map((row, index) => [
        index + 1,
        row.agency,
        ...indicators.map(({ code }) =>
          row.nil.includes(code) ? NIL : { figure: row.values[code] ?? null },
        ),
      ]),
      [
        '',
        'Kết quả tổng hợp',
        ...indicators.map((indicator) => ({
          figure: indicator.total,
          formula: mergedBy(book, indicator),
        })),
      ],
    ],
  };
}

/** The formula of a total in the sheet of agencies; null where their values do not give it. */
function mergedBy(book: FiguresPaper, indicator: FiguresIndicator): string | null {
  return formulaOver({
    rule: indicator.rule,
    total: indicator.total,
    values: columnValues(book, indicator.code),
    column: book.indicators.indexOf(indicator),
  });
}

/** The cell of that total, from another sheet. */
function totalIn(book: FiguresPaper, indicator: FiguresIndicator): string | null {
  return mergedBy(book, indicator) === null
    ? null
    : `'${AGENCIES}'!${totalCell(book, book.indicators.indexOf(indicator))}`;
}

function sourcesSheet({ indicators, sources }: FiguresPaper): Sheet {
  const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  return {
    name: 'Nguồn số liệu',
    columns: [
      { heading: 'Mã', width: 18 },
      { heading: 'Chỉ tiêu', width: 40 },
      { heading: 'Cơ quan, đơn vị', width: 36 },
      { heading: 'Giá trị', width: 16 },
      { heading: 'Đơn vị tính', width: 12 },
      { heading: 'Tính vào tổng hợp', width: 12 },
      { heading: 'Lần gửi', width: 9 },
      { heading: 'Số, ký hiệu', width: 20 },
      { heading: 'Ngày ban hành', width: 14 },
      { heading: 'Thời điểm nhận', width: 26 },
      { heading: 'Hình thức nhận', width: 28 },
    ],
    rows: sources.map((source) => [
      source.code,
      byCode.get(source.code)?.label ?? '',
      source.agency,
      { figure: source.value },
      byCode.get(source.code)?.unit ?? '',
      source.counted ? 'Có' : 'Không',
      source.version,
      source.docNumber ?? '',
      source.docDate === null ? '' : shortDate(source.docDate),
      source.receivedAt === null ? '' : hourAndDay(source.receivedAt),
      source.through ?? '',
    ]),
  };
}

/** Values that another reporter counts already: which, whose, how much. */
function leftOutSheet({ indicators, sources }: FiguresPaper): Sheet {
  const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  return {
    name: 'Không cộng vào tổng',
    columns: [
      { heading: 'STT', width: 6 },
      { heading: 'Chỉ tiêu', width: 44 },
      { heading: 'Cơ quan, đơn vị', width: 40 },
      { heading: 'Giá trị', width: 16 },
      { heading: 'Đơn vị tính', width: 14 },
    ],
    rows: sources
      .filter(({ counted }) => !counted)
      .map((source, index) => [
        index + 1,
        byCode.get(source.code)?.label ?? source.code,
        source.agency,
        { figure: source.value },
        byCode.get(source.code)?.unit ?? '',
      ]),
  };
}

function groupsSheet(groups: NonNullable<FiguresPaper['byGroup']>): Sheet {
  return {
    name: 'Tình hình gửi báo cáo',
    columns: [
      { heading: 'STT', width: 6 },
      { heading: 'Xếp theo', width: 12 },
      { heading: 'Loại, khối, cụm', width: 40 },
      { heading: 'Phải gửi', width: 12 },
      { heading: 'Đã tổng hợp', width: 12 },
      { heading: 'Đang kiểm tra, bổ sung', width: 14 },
      { heading: 'Chưa gửi', width: 12 },
      { heading: 'Đúng hạn', width: 12 },
      { heading: 'Sau hạn', width: 12 },
    ],
    // Each agency stands once by its kind and once by its group: unmarked, both would be added up.
    rows: groups.map((group) => [
      groups.filter(({ by }) => by === group.by).indexOf(group) + 1,
      group.by === 'kind' ? 'Loại' : 'Khối, cụm',
      group.name,
      group.expected,
      group.counted,
      group.waiting,
      group.missing,
      group.onTime,
      group.late,
    ]),
  };
}

/** In no total: what was accepted of them last stands here to be looked at. */
function supplementingSheet(
  { indicators }: FiguresPaper,
  rows: NonNullable<FiguresPaper['supplementing']>,
): Sheet {
  return {
    name: 'Đang bổ sung',
    columns: [
      { heading: 'STT', width: 6 },
      { heading: 'Cơ quan, đơn vị', width: 40 },
      { heading: 'Lần gửi đã tổng hợp', width: 12 },
      ...indicators.map(({ label, unit }) => ({ heading: `${label} (${unit})`, width: 16 })),
    ],
    rows: rows.map((row, index) => [
      index + 1,
      row.agency,
      row.version ?? '',
      ...indicators.map(({ code }) =>
        row.nil.includes(code) ? NIL : { figure: row.values[code] ?? null },
      ),
    ]),
  };
}

function notReportedSheet(names: readonly string[]): Sheet {
  return {
    name: 'Chưa gửi báo cáo',
    columns: [
      { heading: 'STT', width: 6 },
      { heading: 'Cơ quan, đơn vị', width: 50 },
    ],
    rows: names.map((name, index) => [index + 1, name]),
  };
}
