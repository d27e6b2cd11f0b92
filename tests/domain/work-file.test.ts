import { describe, expect, test } from '@jest/globals';
import { csvOf } from '../../domain/csv.js';
import { dueToForget } from '../../domain/data-term.js';
import { day, instant } from '../../domain/day.js';
import { keptBecause } from '../../domain/held-data.js';
import { handOverBy, listOf, monthsAfter, rowsOfList } from '../../domain/work-file.js';
import type { FiledPaper } from '../../domain/work-file.js';

const paper = (change: Partial<FiledPaper> = {}): FiledPaper => ({
  folder: 'reports',
  number: '25/BC-UBND',
  issuedOn: day('2026-07-02'),
  author: 'UBND xã Đồng Mai',
  subject: 'báo cáo kết quả',
  pages: 3,
  sha256: 'ab',
  bytes: 1000,
  fileName: 'bao cao.pdf',
  source: { from: 'reportFile', id: 'x' },
  ...change,
});

describe('the list of a work file', () => {
  test('stands by folder and day, numbered through, each with a name that every system takes', () => {
    const list = listOf([
      paper({ fileName: '../a:b?.pdf' }),
      paper({ issuedOn: day('2026-07-01'), fileName: 'sớm.pdf' }),
      paper({ folder: 'record', issuedOn: null, fileName: 'Biên nhận.csv' }),
      paper({ folder: 'plan', fileName: 'Kế hoạch.docx' }),
    ]);
    expect(list.map(({ path }) => path)).toEqual([
      '1. Kế hoạch/0001 Kế hoạch.docx',
      '3. Báo cáo đã nhận/0002 sớm.pdf',
      '3. Báo cáo đã nhận/0003 .._a_b_.pdf',
      '4. Đôn đốc, biên nhận, số liệu/0004 Biên nhận.csv',
    ]);
  });

  test('is cut into packages that a plain ZIP can hold, no paper in two of them', () => {
    const giga = 1024 ** 3;
    const list = listOf([1, 2, 3, 4, 5].map(() => paper({ bytes: giga })));
    expect(list.map(({ part }) => part)).toEqual([1, 1, 2, 2, 3]);
    expect(listOf([paper({ bytes: 3 * giga }), paper()]).map(({ part }) => part)).toEqual([1, 2]);
  });

  test('prints number, day, subject, author, pages and hash of each paper', () => {
    const [heads, row] = rowsOfList(listOf([paper({ pages: null })]));
    expect(heads?.slice(0, 6)).toEqual([
      ...['STT', 'Số, ký hiệu', 'Ngày tháng', 'Trích yếu nội dung', 'Tác giả', 'Số trang'],
    ]);
    expect(row).toEqual([
      ...[1, '25/BC-UBND', '02/7/2026', 'báo cáo kết quả', 'UBND xã Đồng Mai', null, 1],
      ...['3. Báo cáo đã nhận/0001 bao cao.pdf', 'ab'],
    ]);
  });
});

test('a file is to be with the archive within a year, and a year from 29 February ends on the 28th', () => {
  expect(handOverBy(instant('2026-07-20T09:00:00+07:00'))).toBe('2027-07-20');
  expect(monthsAfter(day('2028-02-29'), 12)).toBe('2029-02-28');
  expect(monthsAfter(day('2026-01-31'), -2)).toBe('2025-11-30');
});

describe('what is due to be forgotten', () => {
  const endedAt = instant('2026-07-20T09:00:00+07:00');
  const plan = { endedAt, filedAt: endedAt, handedAt: endedAt };
  const after = { now: instant('2028-07-20T00:00:00+07:00'), termMonths: 24 };

  test.each([
    ['nothing before the term', plan, { ...after, now: instant('2028-07-19T23:59:00+07:00') }],
    ['nothing where no term was set', plan, { ...after, termMonths: null }],
  ])('%s', (_name, ended, at) => {
    expect(dueToForget(ended, at)).toBe('nothing');
  });

  test('papers only once the archive has them, traces once there is a file, else the file first', () => {
    expect(dueToForget(plan, after)).toBe('papers');
    expect(dueToForget({ ...plan, handedAt: null }, after)).toBe('traces');
    expect(dueToForget({ ...plan, filedAt: null, handedAt: null }, after)).toBe('file');
  });
});

test('what is held of a person stays where the law or the work needs it, and goes elsewhere', () => {
  const facts = { hasOther: true, isOver: true, isHanded: true };
  expect(keptBecause({ ...facts, place: 'contact' })).toBeNull();
  expect(keptBecause({ ...facts, place: 'contact', hasOther: false })).toBe('onlyContact');
  expect(keptBecause({ ...facts, place: 'mailbox' })).toBe('official');
  expect(keptBecause({ ...facts, place: 'staff' })).toBe('inService');
  expect(keptBecause({ ...facts, place: 'mail', isOver: false })).toBe('running');
  expect(keptBecause({ ...facts, place: 'report', isHanded: false })).toBe('notHandedOver');
  expect(keptBecause({ ...facts, place: 'report' })).toBeNull();
});

test('a table of values opens in a spreadsheet as it is and runs nothing', () => {
  expect(
    csvOf([
      ['a', null, 12],
      ['x "y", z', '=1+1', '-5'],
      ['dòng\nhai', '@x', '+84'],
    ]),
  ).toBe('\uFEFFa,,12\r\n"x ""y"", z",\'=1+1,-5\r\n"dòng\nhai",\'@x,\'+84\r\n');
});
