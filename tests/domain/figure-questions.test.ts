import { describe, expect, test } from '@jest/globals';
import { decimal } from '../../domain/decimal.js';
import { isFarFromLast, readingsOf } from '../../domain/figure-check.js';
import { figureProblems } from '../../domain/figure-questions.js';
import { DRUG_ANNUAL } from '../../domain/forms/drug-annual.js';
import { numberInWords } from '../../domain/number-words.js';

test.each([
  ['0', 'không'],
  ['5', 'năm'],
  ['10', 'mười'],
  ['15', 'mười lăm'],
  ['21', 'hai mươi mốt'],
  ['105', 'một trăm linh năm'],
  ['2601', 'hai nghìn sáu trăm linh một'],
  ['7385', 'bảy nghìn ba trăm tám mươi lăm'],
  ['7.385', 'bảy phẩy ba trăm tám mươi lăm'],
  ['0.05', 'không phẩy không năm'],
  ['1000000', 'một triệu'],
  ['1000005', 'một triệu không trăm linh năm'],
  ['184600', 'một trăm tám mươi bốn nghìn sáu trăm'],
])('%s is read "%s"', (value, words) => {
  expect(numberInWords(decimal(value))).toBe(words);
});

describe('one dot with three digits behind it', () => {
  test.each([
    ['7.385', 3, ['7385', '7,385']],
    ['7.385', 0, null],
    ['17.385', 3, ['17385', '17,385']],
    ['1.007.385', 3, null],
    ['7,385', 3, null],
    ['7385', 3, null],
    ['7.38', 3, null],
    ['7.385', 2, null],
    ['7.500', 1, ['7500', '7,500']],
  ])('%s with %i decimals', (typed, decimals, readings) => {
    const found = readingsOf(typed, { decimals });
    expect(found && [found.whole.typed, found.fraction.typed]).toEqual(readings);
  });
});

test.each([
  ['7385', '7.385', true],
  ['120', '12', true],
  ['12', '120', true],
  ['119', '12', false],
  ['12', '1', false],
  ['500', '0', false],
  ['0', '500', false],
])('%s after %s is far from it: %s', (value, last, isFar) => {
  expect(isFarFromLast(decimal(value), decimal(last))).toBe(isFar);
});

describe('what is asked back', () => {
  const ask = (
    typed: Record<string, string>,
    more: { notes?: Record<string, string>; last?: Record<string, string> } = {},
  ) =>
    figureProblems({
      form: DRUG_ANNUAL,
      asked: DRUG_ANNUAL.indicators,
      typed,
      notes: more.notes ?? {},
      last: Object.fromEntries(
        Object.entries(more.last ?? {}).map(([code, value]) => [code, decimal(value)]),
      ),
    });

  test('two readings, each in words with its unit', () => {
    const [problem] = ask({ SEIZ_HEROIN: '7.385' });
    expect(problem).toMatchObject({ code: 'SEIZ_HEROIN', wants: 'choose' });
    expect(problem?.choices).toEqual([
      { typed: '7385', words: '7.385 gam (bảy nghìn ba trăm tám mươi lăm)' },
      { typed: '7,385', words: '7,385 gam (bảy phẩy ba trăm tám mươi lăm)' },
    ]);
  });

  test('a hundredfold of the last period wants a word, and is taken with one', () => {
    const last = { PROP_ATTEND: '50' };
    expect(ask({ PROP_ATTEND: '5.000' }, { last })).toMatchObject([{ wants: 'explain' }]);
    expect(ask({ PROP_ATTEND: '5.000' }, { last, notes: { PROP_ATTEND: 'Lễ lớn' } })).toEqual([]);
    expect(ask({ PROP_ATTEND: '80' }, { last })).toEqual([]);
  });

  test('what the form says must hold: an error is to be mended, a warning explained', () => {
    const error = ask({ CASE_DETECTED: '9', CASE_DETECTED_EST: '7' });
    expect(error).toMatchObject([{ code: 'CASE_DETECTED', wants: 'mend' }]);
    expect(error[0]?.sentence).toContain('Số vụ phát hiện, bắt giữ (ước cả kỳ)');
    const figures = { CASE_DETECTED: '3', CASE_PROSEC: '4' };
    expect(ask(figures)).toMatchObject([{ code: 'CASE_PROSEC', wants: 'explain' }]);
    expect(ask(figures, { notes: { CASE_PROSEC: 'Án kỳ trước' } })).toEqual([]);
    expect(ask({ CASE_DETECTED: '9' })).toEqual([]);
  });

  test('a whole number with decimals is mended, and no example of decimals is given for it', () => {
    expect(ask({ PROP_ATTEND: '7,5' })[0]?.sentence).toBe('Chỉ tiêu này là số nguyên.');
    expect(ask({ PROP_ATTEND: 'nhiều' })[0]?.sentence).not.toContain('7,385');
  });
});
