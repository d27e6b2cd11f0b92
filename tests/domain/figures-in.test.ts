import { expect, test } from '@jest/globals';
import { figureLines } from '../../domain/figure-lines.js';
import { figuresIn, typedValue } from '../../domain/figures-in.js';
import type { GivenFigure } from '../../domain/figures-in.js';
import type { FormDefinition, Indicator } from '../../domain/schemas/form-definition.js';

const indicator = (code: string, change: Partial<Indicator> = {}): Indicator =>
  ({ code, label: code, reporters: null, ratio: null, ...change }) as Indicator;
const form = {
  indicators: [
    indicator('A'),
    indicator('B', { reporters: ['police'] }),
    indicator('R', { ratio: { of: 'A', by: 'B' } as never }),
  ],
} as unknown as FormDefinition;
const reporter = (n: number, name: string) => ({
  ...{ obligationId: `o${String(n)}`, agencyId: `a${String(n)}`, name },
  ...{ kind: 'commune' as const, tags: [] },
});
const awaited = [
  reporter(1, 'UBND xã Một'),
  reporter(2, 'UBND xã Hai'),
  reporter(3, 'UBND xã Hai'),
];
const line = (n: number, change: Partial<GivenFigure>): GivenFigure => ({
  ...{ line: n, agency: 'a1', code: 'A', value: '5', nil: false, period: '' },
  ...change,
});
const brought = (given: readonly GivenFigure[]) =>
  figuresIn(given, { form, period: '202606', awaited });

test('what cannot be taken is named by its line, and only a doubt about an agency leaves the agency out', () => {
  const { reports, conflicts } = brought([
    line(2, { agency: 'ubnd XA mot' }),
    line(3, { code: 'X' }),
    line(4, { code: 'R' }),
    line(5, { code: 'B' }),
    line(6, { agency: 'UBND xã Hai' }),
    line(7, { value: '' }),
    line(8, { agency: 'a2', period: '202605' }),
    line(9, { agency: 'a2', period: '202606' }),
    line(10, { agency: 'a3' }),
    line(11, { agency: 'a3', value: '6' }),
  ]);
  expect(conflicts.map(({ line: at, whole }) => [at, whole])).toEqual([
    [3, false],
    [4, false],
    [5, false],
    // Two agencies bear this name.
    [6, false],
    [7, false],
    [8, true],
    [11, true],
  ]);
  expect(reports).toEqual([{ reporter: awaited[0], line: 2, figures: { A: '5' }, nilCodes: [] }]);
});

test('the same figure said twice alike is one; nothing is nil that was not said to be', () => {
  const { reports, conflicts } = brought([line(2, {}), line(3, {}), line(4, { code: 'A' })]);
  expect([reports.length, conflicts]).toEqual([1, []]);
  expect(brought([line(2, { nil: true, value: '' })]).reports[0]).toMatchObject({
    figures: {},
    nilCodes: ['A'],
  });
});

test('a point parts decimals in a data value set, and may part thousands in a table', () => {
  expect(typedValue('7385.5', { mayGroup: false })).toBe('7385,5');
  expect(typedValue('2.601', { mayGroup: false })).toBe('2,601');
  expect(typedValue('2.601', { mayGroup: true })).toBe('2.601');
  expect(typedValue('7385.5', { mayGroup: true })).toBe('7385,5');
  expect(typedValue('khoảng 15', { mayGroup: true })).toBe('khoảng 15');
});

test('a table is read by its headings, as it is written out here', () => {
  const rows = [
    ['Kỳ', 'Mã đơn vị', 'Cơ quan, đơn vị', 'Mã', 'Chỉ tiêu', 'Giá trị', 'Không phát sinh'],
    ['202606', 'a1', 'UBND xã Một', 'A', 'Số buổi', '12', ''],
    ['', '', '', '', '', '', ''],
    ['202606', '', 'UBND xã Một', 'B', '', '0', 'x'],
  ].map((cells, index) => ({ line: index + 1, cells }));
  expect(figureLines(rows)).toEqual([
    { line: 2, agency: 'a1', code: 'A', value: '12', nil: false, period: '202606' },
    { line: 4, agency: 'UBND xã Một', code: 'B', value: '', nil: true, period: '202606' },
  ]);
  expect(figureLines(rows.slice(1))).toBeNull();
});
