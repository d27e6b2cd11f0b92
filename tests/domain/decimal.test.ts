import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimal, decimalOf, fractionDigits, max, sum, vietnamese } from '../../domain/decimal.js';
import type { Decimal } from '../../domain/decimal.js';

const decimals = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 11n }), fc.integer({ min: 0, max: 3 }))
  .map(([digits, scale]) => {
    const text = digits.toString().padStart(scale + 1, '0');
    return decimal(scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`);
  });

describe('a number typed the Vietnamese way', () => {
  test.each([
    ['2.601', '2601'],
    ['7,385', '7.385'],
    ['1.234,5', '1234.5'],
    ['1.234.567', '1234567'],
    ['0', '0'],
    ['0,500', '0.5'],
    ['007', '7'],
    ['12 500', '12500'],
    ['\u00a03\u00a0', '3'],
    ['1234', '1234'],
    ['999.999.999.999,999', '999999999999.999'],
  ])('%s is %s', (typed, value) => {
    expect(decimalOf(typed)).toBe(value);
  });

  test.each([
    [''],
    ['-1'],
    ['+1'],
    ['1e3'],
    ['1,2,3'],
    ['1.23'],
    ['2.5'],
    ['12.34.567'],
    ['1234.567'],
    ['0.500'],
    ['000.500'],
    ['1,'],
    [',5'],
    ['mười'],
    ['１２'],
    ['1'.repeat(16)],
    ['∞'],
  ])('%s is no number', (typed) => {
    expect(decimalOf(typed)).toBeNull();
  });

  test('written and typed again it is the same number', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(decimalOf(vietnamese(value))).toBe(value);
        expect(decimal(value)).toBe(value);
      }),
    );
  });
});

describe('exact numbers', () => {
  test('a sum has no rounding: ten tenths are one', () => {
    expect(sum(Array.from({ length: 10 }, () => decimal('0.1')))).toBe('1');
    expect(sum([decimal('0.1'), decimal('0.2')])).toBe('0.3');
    expect(sum([])).toBe('0');
  });

  test('a sum beyond what a double holds is still exact', () => {
    expect(sum([decimal('9007199254740993'), decimal('0.001')])).toBe('9007199254740993.001');
  });

  test('the order of terms changes nothing, nor how they are grouped', () => {
    fc.assert(
      fc.property(fc.array(decimals), fc.nat(), (values, cut) => {
        const half = values.length === 0 ? 0 : cut % values.length;
        const grouped = [sum(values.slice(0, half)), sum(values.slice(half))];
        expect(sum([...values].reverse())).toBe(sum(values));
        expect(sum(grouped)).toBe(sum(values));
      }),
    );
  });

  test('the largest is one of them and not below any', () => {
    expect(max([decimal('9'), decimal('10'), decimal('9.999')])).toBe('10');
    expect(max([])).toBeNull();
    fc.assert(
      fc.property(fc.array(decimals, { minLength: 1 }), (values) => {
        const largest: Decimal = max(values)!;
        expect(values).toContain(largest);
        for (const value of values) expect(Number(value)).toBeLessThanOrEqual(Number(largest));
      }),
    );
  });

  test('what was stored as something else is a bug', () => {
    expect(() => decimal('1,5')).toThrow(RangeError);
    expect(() => decimal('')).toThrow(RangeError);
    expect(decimal('01.50')).toBe('1.5');
  });

  test('digits after the comma are those that mean something', () => {
    expect([decimal('1.500'), decimal('2'), decimal('0.125')].map(fractionDigits)).toEqual([
      1, 0, 3,
    ]);
  });
});
