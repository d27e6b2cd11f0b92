import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimal, sum } from '../../domain/decimal.js';
import type { Indicator } from '../../domain/schemas/form-definition.js';
import { mergeFigures } from '../../domain/merge.js';
import type { FigureSource } from '../../domain/merge.js';

function indicator(given: Partial<Indicator> = {}): Indicator {
  return {
    code: 'X',
    label: 'Số buổi',
    labelEn: 'Sessions',
    unit: 'buổi',
    nature: 'flow',
    ratio: null,
    section: 'results',
    group: null,
    secrecyNote: null,
    across: 'sum',
    time: 'sum',
    reporters: null,
    decimals: 0,
    ...given,
  };
}

function report(order: number, value: string | null, given: Partial<FigureSource> = {}) {
  return {
    obligationId: `o${String(order)}`,
    agency: `Cơ quan ${String(order)}`,
    agencyKind: 'department' as const,
    agencyTags: [] as readonly string[],
    version: 1,
    receivedOrder: order,
    values: value === null ? {} : { X: decimal(value) },
    nil: [],
    ...given,
  };
}

function merge(given: Partial<Indicator>, reports: readonly FigureSource[]) {
  return mergeFigures([indicator(given)], reports)[0]!;
}

describe('one figure of many reports', () => {
  const reports = [report(2, '10'), report(1, '7.25'), report(3, '3')];

  test.each([
    ['sum', '20.25'],
    ['max', '10'],
    ['last', '3'],
    ['ratio', null],
  ] as const)('by %s is %s', (across, total) => {
    expect(merge({ across }, reports)).toMatchObject({ total, reporting: 3, missing: 0 });
  });

  test('one of values that are not exact is not exact, and says how many they are', () => {
    const about = [report(1, '7', { approximate: ['X'] }), report(2, '10'), report(3, '3')];
    expect(merge({}, about)).toMatchObject({ total: '20', approximate: 1 });
    // Of the largest and of the last only the value that it is.
    expect(merge({ across: 'max' }, about)).toMatchObject({ total: '10', approximate: 0 });
    expect(
      merge({ across: 'last' }, [...about, report(4, '9', { approximate: ['X'] })]),
    ).toMatchObject({ total: '9', approximate: 1 });
    expect(merge({}, [report(1, '7', { approximate: ['Y'] })])).toMatchObject({ approximate: 0 });
  });

  test('a blank is missing, "không phát sinh" is nil, and neither is the other', () => {
    const mixed = [report(1, '4'), report(2, null), report(3, null, { nil: ['X'] })];
    expect(merge({}, mixed)).toMatchObject({ total: '4', reporting: 1, nil: 1, missing: 1 });
  });

  test('nil from everybody is zero, silence from everybody is no figure', () => {
    expect(merge({}, [report(1, null, { nil: ['X'] })])).toMatchObject({ total: '0', nil: 1 });
    expect(merge({}, [report(1, null)])).toMatchObject({ total: null, missing: 1 });
    expect(merge({}, [])).toMatchObject({ total: null, reporting: 0, missing: 0 });
  });

  test('one case is counted by its reporter alone, others stay as provenance', () => {
    const police = report(1, '5', { agencyKind: 'police' });
    const merged = merge({ reporters: ['police'] }, [police, report(2, '5'), report(3, null)]);
    expect(merged).toMatchObject({ total: '5', reporting: 1, nil: 0, missing: 0 });
    expect(merged.sources).toEqual([
      { obligationId: 'o1', version: 1, value: '5', counted: true },
      { obligationId: 'o2', version: 1, value: '5', counted: false },
    ]);
  });

  test('names the version behind each value', () => {
    expect(merge({}, [report(1, '5', { version: 3 })]).sources[0]).toMatchObject({ version: 3 });
  });
});

test('a ratio is computed from the totals of its parts, and is none where there is no whole', () => {
  const rate = indicator({
    code: 'RATE',
    across: 'ratio',
    decimals: 2,
    ratio: { part: 'PART', whole: 'WHOLE', factor: 100 },
  });
  const indicators = [indicator({ code: 'PART' }), indicator({ code: 'WHOLE' }), rate];
  const reports = (whole: string) => [
    report(1, null, { values: { PART: decimal('18'), WHOLE: decimal(whole) } }),
    report(2, null, { values: { PART: decimal('0'), WHOLE: decimal('0') } }),
  ];
  expect(mergeFigures(indicators, reports('142'))[2]).toMatchObject({
    total: '12.68',
    reporting: 2,
  });
  expect(mergeFigures(indicators, reports('0'))[2]).toMatchObject({ total: null });
});

describe('whatever is reported', () => {
  const some = fc
    .array(
      fc.record({
        value: fc.option(fc.integer({ min: 0, max: 9_999_999 }), { nil: null }),
        nil: fc.boolean(),
        police: fc.boolean(),
      }),
      { maxLength: 20 },
    )
    .map((rows) =>
      rows.map((row, index) =>
        report(index, row.value === null ? null : String(row.value / 1000), {
          nil: row.value === null && row.nil ? ['X'] : [],
          agencyKind: row.police ? 'police' : 'commune',
        }),
      ),
    );
  const rules = fc.constantFrom('sum' as const, 'max' as const, 'last' as const);

  test('the order in which reports are read changes nothing', () => {
    fc.assert(
      fc.property(some, rules, fc.nat(), (reports, across, turn) => {
        const at = reports.length === 0 ? 0 : turn % reports.length;
        const turned = [...reports.slice(at), ...reports.slice(0, at)].reverse();
        expect(merge({ across }, turned)).toEqual(merge({ across }, reports));
      }),
    );
  });

  test('the counts add up to those who were asked, and the total to its counted sources', () => {
    fc.assert(
      fc.property(some, fc.boolean(), (reports, policeOnly) => {
        const merged = merge({ reporters: policeOnly ? ['police'] : null }, reports);
        const asked = reports.filter(({ agencyKind }) => !policeOnly || agencyKind === 'police');
        expect(merged.reporting + merged.nil + merged.missing).toBe(asked.length);
        expect(merged.missing).toBeGreaterThanOrEqual(0);
        const counted = merged.sources.filter(({ counted }) => counted);
        if (merged.total !== null)
          expect(sum(counted.map(({ value }) => value))).toBe(merged.total);
        expect(merged.total === null).toBe(merged.reporting + merged.nil === 0);
      }),
    );
  });
});
