import { expect, test } from '@jest/globals';
import { foundFigures } from '../../domain/found-figures.js';
import { TRAFFIC_MONTH } from '../../domain/forms/traffic-month.js';

const [first, second, third] = TRAFFIC_MONTH.indicators.filter(({ ratio }) => ratio === null);
const indicators = [first!, second!, third!];

test('rows that name a figure by its whole label or code and have one number are found', () => {
  const rows = [
    ['Báo cáo của UBND xã Đồng Mai'],
    ['STT', 'Nội dung', 'Đơn vị tính', 'Kết quả'],
    ['1', first!.label.toUpperCase(), first!.unit, '1.250'],
    ['2', `2. ${second!.label}  (${second!.unit})`, '', '7'],
    ['', third!.code, '', 'khoảng 40'],
    ['4', 'Chỉ tiêu khác', 'buổi', '3'],
  ];
  expect(foundFigures(rows, indicators)).toEqual({
    [first!.code]: '1.250',
    [second!.code]: '7',
    // As it was written: about so many.
    [third!.code]: 'khoảng 40',
  });
});

test('of several numbers the one under the results is meant; without such a heading none is', () => {
  const row = ['1', first!.label, '120', '135'];
  const heads = ['STT', 'Chỉ tiêu', 'Cùng kỳ', 'Kết quả'];
  expect(foundFigures([heads, row], indicators)).toEqual({ [first!.code]: '135' });
  expect(foundFigures([['STT', 'Chỉ tiêu', '2025', '2026'], row], indicators)).toEqual({});
  // A number before the label is the row's own.
  expect(foundFigures([['12', first!.label]], indicators)).toEqual({});
});

test('what is said twice otherwise, or only resembles a label, is left out', () => {
  const twice = [
    [first!.label, '1'],
    [first!.label, '2'],
    [second!.label, '5'],
    [second!.label, '5'],
    [`${third!.label} của khối trường học`, '9'],
  ];
  expect(foundFigures(twice, indicators)).toEqual({ [second!.code]: '5' });
});
