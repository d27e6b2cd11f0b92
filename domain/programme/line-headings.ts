/** The columns of a list that is entered into a register. */
export type LineColumn = 'unit' | 'act' | 'on' | 'year' | 'number' | 'decidedOn' | 'by' | 'reason';

/** Their headings, in the order in which columns stand where a list has no heading. */
export const LINE_HEADINGS: Readonly<Record<LineColumn, string>> = {
  unit: 'Đơn vị',
  act: 'Việc',
  on: 'Tính từ ngày',
  year: 'Năm',
  number: 'Số quyết định',
  decidedOn: 'Ngày quyết định',
  by: 'Cơ quan quyết định',
  reason: 'Lý do',
};
