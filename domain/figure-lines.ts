import { typedValue } from './figures-in.js';
import type { GivenFigure } from './figures-in.js';
import { columnsIn } from './list-columns.js';
import type { ListRows } from './list-columns.js';

/** The columns of a table of figures, by their headings as dondoc writes them out itself. */
const COLUMNS = {
  period: /^ky( bao cao)?$/u,
  agencyId: /^ma don vi$/u,
  agency: /^(co quan, )?don vi$|^co quan$/u,
  code: /^ma( chi tieu| so)?$/u,
  value: /^(gia tri|ket qua|so lieu)$/u,
  nil: /^khong phat sinh$/u,
} as const;

/** The figures of a table, one a line; null where its first line has no columns for agency, code and value. */
export function figureLines(rows: ListRows): readonly GivenFigure[] | null {
  const [head, ...lines] = rows;
  const columns = columnsIn(head?.cells ?? [], COLUMNS);
  const hasAgency = columns.has('agency') || columns.has('agencyId');
  if (!columns.has('code') || !columns.has('value') || !hasAgency) return null;
  return lines
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells }) => {
      const cell = (column: keyof typeof COLUMNS): string =>
        cells[columns.get(column) ?? -1]?.trim() ?? '';
      const nil = cell('nil') !== '';
      const agencyId = cell('agencyId');
      return {
        line,
        agency: agencyId === '' ? cell('agency') : agencyId,
        code: cell('code'),
        value: nil ? '' : typedValue(cell('value'), { mayGroup: true }),
        nil,
        period: cell('period'),
      };
    });
}
