import { inSentence } from '../../domain/in-sentence.js';
import { describe, expect, test } from '@jest/globals';
import { romanNumeral } from '../../domain/roman-numeral.js';
import { fittedWidths } from '../../documents/column-widths.js';
import { numberLine, issuerLines } from '../../documents/issuer-block.js';
import {
  capitals,
  countInText,
  dashedList,
  dateLine,
  hourAndDay,
  linesOf,
  percentage,
  printable,
  shortDate,
  vietnameseNumber,
} from '../../documents/text.js';
import { day, instant } from '../../domain/day.js';
import { provincialCommittee } from './papers.js';

describe('dates', () => {
  test.each([
    ['2026-01-05', 'ngày 05 tháng 01 năm 2026', '05/01/2026'],
    ['2026-02-28', 'ngày 28 tháng 02 năm 2026', '28/02/2026'],
    ['2026-06-29', 'ngày 29 tháng 6 năm 2026', '29/6/2026'],
    ['2026-09-02', 'ngày 02 tháng 9 năm 2026', '02/9/2026'],
    ['2026-12-10', 'ngày 10 tháng 12 năm 2026', '10/12/2026'],
  ])('%s pads days below ten and the months one and two only', (on, line, short) => {
    expect(dateLine(day(on))).toBe(line);
    expect(shortDate(day(on))).toBe(short);
  });

  test('a date that is not given stays visibly blank', () => {
    expect(dateLine(null)).toBe('ngày … tháng … năm …');
  });

  test('an hour is told by the clock of Việt Nam', () => {
    expect(hourAndDay(instant('2026-07-07T17:30:00Z'))).toBe('00 giờ 30 ngày 08/7/2026');
  });
});

describe('the number of a paper', () => {
  test.each([
    [null, 'Số:        /BC-UBND'],
    ['  ', 'Số:        /BC-UBND'],
    ['5', 'Số: 05/BC-UBND'],
    ['123', 'Số: 123/BC-UBND'],
    ['15b', 'Số: 15b/BC-UBND'],
    ['259/BC-UBND', 'Số: 259/BC-UBND'],
  ])('%s is printed as "%s"', (number, line) => {
    expect(numberLine({ issuer: provincialCommittee, number })).toBe(line);
  });
});

test('a people’s committee breaks before the name of its unit, either way of writing ủy', () => {
  expect(issuerLines('Ủy ban nhân dân tỉnh Sông Hương')).toEqual([
    'ỦY BAN NHÂN DÂN',
    'TỈNH SÔNG HƯƠNG',
  ]);
  expect(issuerLines('Uỷ ban nhân dân tỉnh Sông Hương')).toEqual([
    'UỶ BAN NHÂN DÂN',
    'TỈNH SÔNG HƯƠNG',
  ]);
  expect(issuerLines('Công an tỉnh Sông Hương')).toEqual(['CÔNG AN TỈNH SÔNG HƯƠNG']);
});

test('a head writes a committee or council in full, however short the office says it', () => {
  expect(issuerLines('UBND xã Đồng Mai')).toEqual(['ỦY BAN NHÂN DÂN', 'XÃ ĐỒNG MAI']);
  expect(issuerLines('Chủ tịch UBND tỉnh Sông Hương')).toEqual([
    'CHỦ TỊCH ỦY BAN NHÂN DÂN',
    'TỈNH SÔNG HƯƠNG',
  ]);
  expect(issuerLines('Văn phòng HĐND và UBND phường Bến Ngự').join(' ')).toBe(
    'VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN PHƯỜNG BẾN NGỰ',
  );
});

test('a name too long for its column stands in two lines, parted at a pause', () => {
  expect(issuerLines('Sở Văn hóa, Thể thao và Du lịch')).toEqual([
    'SỞ VĂN HÓA, THỂ THAO',
    'VÀ DU LỊCH',
  ]);
  expect(issuerLines('Ngân hàng Chính sách xã hội chi nhánh tỉnh')).toEqual([
    'NGÂN HÀNG CHÍNH SÁCH',
    'XÃ HỘI CHI NHÁNH TỈNH',
  ]);
  expect(issuerLines('Ủy ban nhân dân xã Chân Mây - Lăng Cô')).toHaveLength(2);
});

describe('columns of a table', () => {
  const fitted = (widths: readonly number[], headings: readonly string[], row: string[] = []) =>
    fittedWidths({
      columns: widths.map((width, index) => ({ heading: headings[index] ?? '', width })),
      rows: [row],
      points: 11,
      margin: 60,
    });

  test('are as wished for where every word has room', () => {
    expect(fitted([900, 4000], ['STT', 'Cơ quan, đơn vị'])).toEqual([900, 4000]);
  });

  test('are widened to their longest word, by what the others can spare, within the same width', () => {
    const [first, second, third] = fitted(
      [300, 4000, 1000],
      ['STT', 'Nội dung', 'Nơi nhận'],
      ['1', 'Nhắc gửi báo cáo', 'donvi.congvu@songhuong.example'],
    );
    expect(first).toBeGreaterThan(500);
    expect(third).toBeGreaterThan(2500);
    expect(second! + first! + third!).toBeLessThanOrEqual(5300);
    expect(second).toBeGreaterThan(1000);
  });

  test('stay as wished for where no division has room for every word', () => {
    expect(fitted([300, 300], ['KHÔNGCHỖ', 'KHÔNGCHỖ'])).toEqual([300, 300]);
  });
});

describe('numbers', () => {
  test.each([
    ['1127', '1.127'],
    ['1234567.5', '1.234.567,5'],
    ['0', '0'],
    ['43 vụ/93 đối tượng', '43 vụ/93 đối tượng'],
    ['1.234,5', '1.234,5'],
  ])('%s is written %s', (value, written) => {
    expect(vietnameseNumber(value)).toBe(written);
  });

  test('counts below ten are padded in running text', () => {
    expect([0, 7, 10, 1500].map(countInText)).toEqual(['00', '07', '10', '1.500']);
  });

  test('a share has one decimal at most and none without a whole', () => {
    expect(percentage(87, 115)).toBe('75,7%');
    expect(percentage(115, 115)).toBe('100%');
    expect(percentage(0, 0)).toBeNull();
  });

  test('sections and annexes are numbered in Roman figures', () => {
    expect([1, 4, 9, 14, 29].map(romanNumeral)).toEqual(['I', 'IV', 'IX', 'XIV', 'XXIX']);
  });
});

describe('texts of others', () => {
  test('lose what XML cannot carry and keep every letter', () => {
    expect(printable('ma tu\u0301y\u0000\u000b \ud800x 𝄞')).toBe('ma túy x 𝄞');
  });

  test('break into lines, empty ones dropped', () => {
    expect(linesOf(' một \r\n\r\n hai\t ba\n')).toEqual(['một', 'hai ba']);
  });

  test('become list items with one mark each', () => {
    expect(dashedList(['- Sở Y tế;', 'Lưu: VT.'])).toEqual(['- Sở Y tế;', '- Lưu: VT.']);
  });

  test('start small inside a sentence unless they are an abbreviation', () => {
    expect(inSentence('Kết quả thực hiện')).toBe('kết quả thực hiện');
    expect(inSentence('UBND tỉnh')).toBe('UBND tỉnh');
    expect(inSentence('XÂY DỰNG'.normalize('NFD'))).toBe('XÂY DỰNG');
    expect(capitals('đặc khu')).toBe('ĐẶC KHU');
  });
});
