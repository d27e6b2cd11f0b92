import { describe, expect, test } from '@jest/globals';
import { day } from '../../../domain/day.js';
import { fold } from '../../../domain/fold.js';
import { folded } from '../../../domain/folded.js';
import { provinceMeant } from '../../../domain/units/province-meant.js';
import {
  namesOfUnit,
  provincesOn,
  UNITS_AS_OF,
  unitOn,
  unitsOn,
} from '../../../domain/units/units.js';
import type { NamedUnit } from '../../../domain/units/units.js';

const FIRST = day('2025-07-01');
const TODAY = day('2026-12-01');

/** By Quyết định 19/2025/QĐ-TTg. */
const COUNTS = {
  'Hà Nội': 126,
  'Cao Bằng': 56,
  'Tuyên Quang': 124,
  'Điện Biên': 45,
  'Lai Châu': 38,
  'Sơn La': 75,
  'Lào Cai': 99,
  'Thái Nguyên': 92,
  'Lạng Sơn': 65,
  'Quảng Ninh': 54,
  'Bắc Ninh': 99,
  'Phú Thọ': 148,
  'Hải Phòng': 114,
  'Hưng Yên': 104,
  'Ninh Bình': 129,
  'Thanh Hoá': 166,
  'Nghệ An': 130,
  'Hà Tĩnh': 69,
  'Quảng Trị': 78,
  Huế: 40,
  'Đà Nẵng': 94,
  'Quảng Ngãi': 96,
  'Gia Lai': 135,
  'Khánh Hoà': 65,
  'Đắk Lắk': 102,
  'Lâm Đồng': 124,
  'Đồng Nai': 95,
  'Hồ Chí Minh': 168,
  'Tây Ninh': 96,
  'Đồng Tháp': 102,
  'Vĩnh Long': 124,
  'An Giang': 102,
  'Cần Thơ': 103,
  'Cà Mau': 64,
};

const allOn = (on: typeof TODAY) => provincesOn(on).flatMap(({ code }) => unitsOn(code, on));
const kindsOf = (units: readonly NamedUnit[]) =>
  ['Xã ', 'Phường ', 'Đặc khu '].map(
    (kind) => units.filter(({ name }) => name.startsWith(kind)).length,
  );
const placeOf = ({ name }: NamedUnit) =>
  name.replace(/^(?:Xã|Phường|Đặc khu|Tỉnh|Thành phố) /u, '');

describe('the shipped list of units', () => {
  test.each([FIRST, TODAY])('has every province with its count on %s', (on) => {
    const counts = Object.fromEntries(
      provincesOn(on).map((one) => [fold(placeOf(one)), unitsOn(one.code, on).length]),
    );
    const wanted = Object.entries(COUNTS).map(([name, count]) => [fold(name), count]);
    expect(counts).toEqual(Object.fromEntries(wanted));
    expect(allOn(on)).toHaveLength(3321);
  });

  test('codes are texts of five digits, none twice; names are composed and begin with their kind', () => {
    const units = allOn(TODAY);
    expect(new Set(units.map(({ code }) => code)).size).toBe(3321);
    for (const { code, name } of [...units, ...provincesOn(TODAY)]) {
      expect(code).toMatch(/^(?:\d{5}|\d{2})$/u);
      expect(name).toBe(name.normalize('NFC').trim());
      expect(name).toMatch(/^(?:Xã|Phường|Đặc khu|Tỉnh|Thành phố) \p{Lu}|^Phường \d/u);
      expect(name).not.toMatch(/ {2}|[‘’–]/u);
    }
  });

  test('ten communes of Đồng Nai are wards from 30/4/2026, twelve of Bắc Ninh from 20/9/2026', () => {
    expect(kindsOf(allOn(FIRST))).toEqual([2621, 687, 13]);
    expect(kindsOf(allOn(day('2026-04-29')))).toEqual([2621, 687, 13]);
    expect(kindsOf(allOn(day('2026-04-30')))).toEqual([2611, 697, 13]);
    expect(kindsOf(allOn(TODAY))).toEqual([2599, 709, 13]);
    expect(namesOfUnit('26368')).toEqual([
      {
        code: '26368',
        name: 'Xã Long Thành',
        province: '75',
        validFrom: '2025-07-01',
        validTo: '2026-04-29',
      },
      {
        code: '26368',
        name: 'Phường Long Thành',
        province: '75',
        validFrom: '2026-04-30',
        validTo: null,
      },
    ]);
    expect(unitOn('07294', TODAY)?.name).toBe('Phường Bố Hạ');
  });

  test('six cities under the centre at first, nine today', () => {
    const cities = (on: typeof TODAY) =>
      provincesOn(on).filter(({ name }) => name.startsWith('Thành phố ')).length;
    expect([cities(FIRST), cities(day('2026-04-30')), cities(UNITS_AS_OF)]).toEqual([6, 7, 9]);
  });

  test('a name tells a unit within its province, however the tones are placed; without marks ten pairs are alike', () => {
    const alike = (keyOf: (text: string) => string) => {
      const met = new Map<string, string>();
      return allOn(TODAY).flatMap((unit) => {
        const key = `${unit.province} ${keyOf(placeOf(unit))}`;
        const other = met.get(key);
        met.set(key, placeOf(unit));
        return other === undefined ? [] : [[other, placeOf(unit)].toSorted().join('/')];
      });
    };
    expect(alike(fold)).toEqual([]);
    expect(alike(folded).toSorted()).toEqual(
      [
        'Văn Lang/Văn Lăng',
        'Cẩm Giang/Cẩm Giàng',
        'Đông Tiến/Đồng Tiến',
        'Sơn Hà/Sơn Hạ',
        'Ba Tô/Ba Tơ',
        'Lộc Thành/Lộc Thạnh',
        'Tân Thành/Tân Thạnh',
        'Thanh An/Thạnh An',
        'Mỹ Tho/Mỹ Thọ',
        'Tân Thành/Tân Thạnh',
      ].toSorted(),
    );
  });

  test('codes that are told wrongly elsewhere are those of the National Statistics Office', () => {
    expect(unitOn('23938', TODAY)?.name).toBe('Xã Ia Mơ');
    expect(namesOfUnit('23737')).toEqual([]);
    expect(unitOn('06970', TODAY)?.name).toBe('Xã Ba Chẽ');
    expect(unitOn('06325', TODAY)?.name).toBe('Xã Bắc Sơn');
    expect(unitOn('99999', TODAY)).toBeNull();
  });
});

describe('the province of an office', () => {
  test.each([
    ['Công an tỉnh Bắc Ninh', '24'],
    ['UBND thành phố Hải Phòng', '31'],
    ['Thanh Hoá', '38'],
    ['Phòng Tham mưu', null],
    ['Công an tỉnh Sông Hương', null],
  ])('%s', (text, code) => {
    expect(provinceMeant(provincesOn(TODAY), [null, text])).toBe(code);
  });
});
