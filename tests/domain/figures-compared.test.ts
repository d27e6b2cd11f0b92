import { describe, expect, test } from '@jest/globals';
import { broughtFigures } from '../../domain/brought-figures.js';
import { changeAgainst, changeText } from '../../domain/change-against.js';
import { day } from '../../domain/day.js';
import { decimal } from '../../domain/decimal.js';
import { belowTheirParts, overTime, periodsWithin } from '../../domain/figures-over-time.js';
import type { PeriodTotals } from '../../domain/figures-over-time.js';
import { reportingByGroup } from '../../domain/reporting-groups.js';
import type { Indicator } from '../../domain/schemas/form-definition.js';

function indicator(given: Partial<Indicator>): Indicator {
  return {
    code: 'X',
    label: 'Số buổi',
    labelEn: 'Sessions',
    unit: 'buổi',
    decimals: 0,
    nature: 'flow',
    across: 'sum',
    time: 'sum',
    ratio: null,
    reporters: null,
    section: 'results',
    group: null,
    secrecyNote: null,
    ...given,
  };
}

const CASES = indicator({ code: 'CASES', label: 'Số vụ', unit: 'vụ' });
const ON_FILE = indicator({
  code: 'ON_FILE',
  label: 'Người có hồ sơ',
  nature: 'stock',
  time: 'last',
});
const BIGGEST = indicator({
  code: 'BIGGEST',
  label: 'Sự kiện lớn nhất',
  across: 'max',
  time: 'max',
});
const FREE = indicator({
  code: 'FREE',
  label: 'Số xã không ma túy',
  nature: 'stock',
  time: 'last',
});
const RATE = indicator({
  code: 'RATE',
  label: 'Tỷ lệ',
  unit: '%',
  decimals: 1,
  across: 'ratio',
  time: 'ratio',
  ratio: { part: 'FREE', whole: 'ON_FILE', factor: 100 },
});
const FORM = [CASES, ON_FILE, BIGGEST, FREE, RATE];

function period(from: string, to: string, values: Record<string, string>): PeriodTotals {
  return {
    from: day(from),
    to: day(to),
    name: `${from} đến ${to}`,
    totals: Object.fromEntries(Object.entries(values).map(([code, v]) => [code, decimal(v)])),
  };
}

const FIRST_HALF = period('2026-01-01', '2026-06-30', {
  CASES: '40',
  ON_FILE: '200',
  BIGGEST: '900',
  FREE: '20',
});
const SECOND_HALF = period('2026-07-01', '2026-12-31', {
  CASES: '30',
  ON_FILE: '180',
  BIGGEST: '500',
  FREE: '27',
});

describe('figures over time', () => {
  test('what happened adds up, what there is is the last, a ratio is computed anew', () => {
    expect(overTime(FORM, [FIRST_HALF, SECOND_HALF])).toEqual({
      CASES: '70',
      ON_FILE: '180',
      BIGGEST: '900',
      FREE: '27',
      RATE: '15',
    });
  });

  test('of periods that overlap the longer is taken, the whole is no part of itself', () => {
    const quarter = period('2026-04-01', '2026-06-30', { CASES: '9' });
    const whole = { from: day('2026-01-01'), to: day('2026-12-31') };
    const year = period('2026-01-01', '2026-12-31', { CASES: '70' });
    expect(periodsWithin(whole, [quarter, SECOND_HALF, year, FIRST_HALF])).toEqual([
      FIRST_HALF,
      SECOND_HALF,
    ]);
  });

  test('a year below its half is asked about where things happen, not where they are counted at the end', () => {
    const totals = { CASES: decimal('35'), ON_FILE: decimal('100'), FREE: decimal('1') };
    expect(belowTheirParts(FORM, { totals, within: [FIRST_HALF] })).toEqual([
      { code: 'CASES', total: '35', parts: '40', of: FIRST_HALF.name },
    ]);
  });
});

test.each([
  ['112', '100', 'tăng 12 (12%)'],
  ['90', '100', 'giảm 10 (10%)'],
  ['7.5', '7.5', 'bằng cùng kỳ'],
  ['3', '0', 'tăng 3'],
  ['0', '0', 'bằng cùng kỳ'],
])('%s against %s: %s', (now, then, text) => {
  expect(changeText(changeAgainst(decimal(now), decimal(then)))).toBe(text);
});

test('nothing is compared with what is not known', () => {
  expect(changeText(changeAgainst(decimal('3'), null))).toBeNull();
  expect(changeText(changeAgainst(null, decimal('3')))).toBeNull();
});

test('completeness and timeliness are told by kind, and by each group an agency is in', () => {
  const groups = reportingByGroup([
    { kind: 'commune', tags: ['Cụm 1'], standing: 'counted', onTime: true },
    { kind: 'commune', tags: ['Cụm 1', 'Vùng cao'], standing: 'waiting', onTime: false },
    { kind: 'commune', tags: [], standing: 'missing', onTime: null },
    { kind: 'police', tags: [], standing: 'counted', onTime: null },
  ]);
  const told = groups.map(({ by, name, ...counts }) => [by, name, ...Object.values(counts)]);
  // expected, counted, waiting, missing, on time, late
  expect(told).toEqual([
    ['kind', 'Xã, phường, đặc khu', 3, 1, 1, 1, 1, 1],
    ['kind', 'Công an', 1, 1, 0, 0, 0, 1],
    ['tag', 'Cụm 1', 2, 1, 1, 0, 1, 1],
    ['tag', 'Vùng cao', 1, 0, 1, 0, 0, 1],
  ]);
});

describe('the period before in a spreadsheet', () => {
  const agencies = [
    { id: 'new', name: 'UBND xã Tân Tiến', kind: 'commune' as const, successorId: null },
    { id: 'old', name: 'UBND xã Tân Thịnh', kind: 'commune' as const, successorId: 'new' },
    { id: 'ca', name: 'Công an tỉnh', kind: 'police' as const, successorId: null },
  ];
  const read = (rows: string[][], indicators: readonly Indicator[] = FORM) =>
    broughtFigures(rows, { indicators, agencies });

  test('a line for each figure, under whatever title', () => {
    const found = read([
      ['Số liệu tổng hợp năm 2025'],
      [],
      ['STT', 'Chỉ tiêu', 'Đơn vị tính', 'Kết quả'],
      ['1', 'Số vụ', 'vụ', '1.234'],
      ['2', 'Người có hồ sơ (buổi)', 'người', '–'],
      ['3', 'SỰ KIỆN  LỚN NHẤT', 'người', '900'],
    ]);
    expect(found).toMatchObject({
      ok: true,
      figures: { totals: { CASES: '1234', BIGGEST: '900' }, absent: ['ON_FILE', 'FREE'] },
    });
  });

  test('a line for each agency: by the rules of the form, predecessors under their successor, other totals told', () => {
    const police = { ...CASES, reporters: ['police' as const] };
    const found = read(
      [
        ['Cơ quan, đơn vị', 'Số vụ (vụ)', 'Người có hồ sơ', 'BIGGEST'],
        ['UBND xã Tân Tiến', '2', '10', '300'],
        ['ubnd xã Tân  Thịnh', '3', '5', '450'],
        ['UBND huyện Cũ', '', '7', ''],
        ['Công an tỉnh', '40', '', ''],
        ['Tổng cộng', '45', '22', '450'],
      ],
      [police, ON_FILE, BIGGEST],
    );
    expect(found).toMatchObject({
      ok: true,
      figures: {
        totals: { CASES: '40', ON_FILE: '22', BIGGEST: '450' },
        byAgency: [
          { agencyId: 'new', values: { CASES: '2' } },
          { agencyId: 'new', values: { CASES: '3' } },
          { agencyId: null },
          { agencyId: 'ca' },
        ],
        unknown: ['UBND huyện Cũ'],
        otherTotals: [{ code: 'CASES', printed: '45', counted: '40' }],
      },
    });
  });

  test('what is no figure is named by its line, a doubtful one asked back', () => {
    const weight = indicator({ code: 'W', label: 'Heroin', unit: 'gam', decimals: 3 });
    const rows = [
      ['Chỉ tiêu', 'Kết quả'],
      ['Heroin', '7.385'],
    ];
    const asked = read(rows, [weight]);
    expect(asked.ok ? '' : asked.problems[0]?.problem).toContain('7385 hay 7,385');
    expect(
      read([
        ['Chỉ tiêu', 'Kết quả'],
        ['Số vụ', 'nhiều'],
      ]),
    ).toMatchObject({
      ok: false,
      problems: [{ line: 2 }],
    });
    expect(read([['Họ tên', 'Ngày sinh']])).toMatchObject({ ok: false, problems: [{ line: 1 }] });
  });
});
