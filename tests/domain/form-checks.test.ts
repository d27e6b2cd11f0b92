import { describe, expect, test } from '@jest/globals';
import { partedFigure } from '../../domain/approximate.js';
import { decimal } from '../../domain/decimal.js';
import { pairIn } from '../../domain/figure-pair.js';
import { figureProblems } from '../../domain/figure-questions.js';
import { DRUG_ACTION_MONTH } from '../../domain/forms/drug-action-month.js';
import { checkReport } from '../../domain/report-check.js';
import type { FormChecks } from '../../domain/schemas/form-definition.js';
import { versionChanges } from '../../domain/version-changes.js';

const asked = DRUG_ACTION_MONTH.indicators;
const figure = (code: string) => asked.find((one) => one.code === code)!;

describe('figures that are not exact', () => {
  test.each([
    ['khoảng 1.500', '1.500', 'khoảng'],
    ['Trên 200', '200', 'trên'],
    ['~50', '50', '~'],
    ['ước đạt 12', '12', 'ước đạt'],
    ['1.500', '1.500', null],
    ['khoảng chừng', 'khoảng chừng', null],
  ])('%s', (typed, number, word) => {
    expect(partedFigure(typed)).toEqual({ number, word });
  });

  test('keep their word beside the number', () => {
    const report = {
      figures: { PROP_ATTEND: 'khoảng 1.500', PROP_SESSIONS: '12' },
      nilCodes: [],
      narrative: {},
      nil: false,
      documentNumber: null,
    };
    const context = { form: DRUG_ACTION_MONTH, kind: 'commune', tags: [], what: 'report' } as const;
    expect(checkReport(report, { ...context, files: 0 })).toMatchObject({
      ok: true,
      value: {
        figures: { PROP_ATTEND: '1500', PROP_SESSIONS: '12' },
        approximate: { PROP_ATTEND: 'khoảng' },
      },
    });
  });
});

describe('two figures in one field', () => {
  test.each([
    ['43 vụ/93 đối tượng', 'CASE_DETECTED', '43', 'CASE_PERSONS', '93'],
    ['43/93', 'CASE_DETECTED', '43', 'CASE_PERSONS', '93'],
    ['02 /12 vụ đối tượng', 'CASE_DETECTED', '02', 'CASE_PERSONS', '12'],
    ['1.043 vụ, 2.093 đối tượng', 'CASE_DETECTED', '1.043', 'CASE_PERSONS', '2.093'],
    ['43 vụ/93 đối tượng', 'CASE_PERSONS', '93', 'CASE_DETECTED', '43'],
  ])('%s in %s', (typed, code, here, partner, there) => {
    expect(pairIn(typed, figure(code), asked)).toMatchObject({
      here,
      partner: { code: partner },
      there,
    });
  });

  test.each([
    ['43', 'CASE_DETECTED'],
    ['1.043,5', 'CASE_DETECTED'],
    ['43 xe/93 người', 'CASE_DETECTED'],
    ['12/6/2026', 'CASE_DETECTED'],
  ])('%s is no pair', (typed, code) => {
    expect(pairIn(typed, figure(code), asked)).toBeNull();
  });

  test('are offered apart, each with its field', () => {
    const [problem] = problems({ CASE_DETECTED: '43 vụ/93 đối tượng' }, {});
    expect(problem).toMatchObject({ code: 'CASE_DETECTED', wants: 'choose' });
    expect(problem?.choices).toEqual([
      { typed: '43', words: 'Tách: 43 vụ ở ô này, 93 đối tượng ở ô “Số đối tượng”' },
    ]);
  });
});

function problems(
  typed: Record<string, string>,
  {
    checks = {},
    notes = {},
    last = {},
    isFinal = false,
  }: {
    checks?: FormChecks;
    notes?: Record<string, string>;
    last?: Record<string, string>;
    isFinal?: boolean;
  },
) {
  return figureProblems({
    form: { ...DRUG_ACTION_MONTH, checks },
    asked: [figure('CASE_DETECTED'), figure('CASE_PERSONS'), figure('PROP_ATTEND')],
    typed,
    notes,
    last: Object.fromEntries(Object.entries(last).map(([code, value]) => [code, decimal(value)])),
    isFinal,
  });
}

describe('what the office sets for a form', () => {
  const whole = { CASE_DETECTED: '3', CASE_PERSONS: '4' };

  test.each([
    ['error', 'mend'],
    ['warning', 'explain'],
  ] as const)('a blank that is an %s is to %s before sending, not while typing', (blank, wants) => {
    expect(problems(whole, { checks: { blank } })).toEqual([]);
    expect(problems(whole, { checks: { blank }, isFinal: true })).toMatchObject([
      { code: 'PROP_ATTEND', wants },
    ]);
    const notes = { PROP_ATTEND: 'Chưa thống kê xong' };
    const explained = problems(whole, { checks: { blank }, notes, isFinal: true });
    expect(explained.length).toBe(blank === 'error' ? 1 : 0);
  });

  test('a figure far from the last one blocks, asks or passes', () => {
    const far = { typed: { PROP_ATTEND: '5.000' }, last: { PROP_ATTEND: '50' } };
    const wants = (farFromLast: 'error' | 'warning' | 'off') =>
      problems(far.typed, { checks: { farFromLast }, last: far.last }).map((one) => one.wants);
    expect([wants('error'), wants('warning'), wants('off')]).toEqual([['mend'], ['explain'], []]);
  });

  test('an approximate figure passes unless the office wants it exact', () => {
    const typed = { PROP_ATTEND: 'khoảng 1.500' };
    expect(problems(typed, {})).toEqual([]);
    expect(problems(typed, { checks: { approximate: 'error' } })).toMatchObject([
      { wants: 'mend', sentence: expect.stringContaining('ước chừng') },
    ]);
  });
});

test('versions are told apart by what each answers: a number, nothing, or no answer', () => {
  const version = (value: string | null, nil: boolean) => ({
    figures:
      value === null ? [] : [{ code: 'X', label: 'Số vụ', unit: 'vụ', value, approximate: null }],
    nilCodes: nil ? ['X'] : [],
    nilLabels: nil ? ['Số vụ'] : [],
    narrative: [],
    documentNumber: null,
  });
  const text = (value: string) => value;
  expect(versionChanges(version('3', false), version(null, true), text)).toEqual([
    { label: 'Số vụ', before: '3 vụ', after: 'Không phát sinh' },
  ]);
  expect(versionChanges(version(null, true), version(null, false), text)).toEqual([
    { label: 'Số vụ', before: 'Không phát sinh', after: null },
  ]);
  expect(versionChanges(version('3', false), version('3', false), text)).toEqual([]);
});
