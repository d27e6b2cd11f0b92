import { describe, expect, test } from '@jest/globals';
import { day } from '../../domain/day.js';
import { wholeNumber } from '../../domain/paper-number.js';
import { checkSigned, isAsAgreed } from '../../domain/signed-check.js';

const PARAGRAPHS = [
  { text: 'Số: 05/BC-UBND', cell: false },
  { text: 'Sông Hương, ngày 08 tháng 7 năm 2026', cell: false },
  {
    text: 'Thực hiện Kế hoạch số 15/KH-UBND ngày 10/6/2026, Ủy ban nhân dân tỉnh báo cáo kết quả như sau:',
    cell: false,
  },
  { text: 'Đã tổ chức 12 buổi tuyên truyền với 1.250 lượt người tham gia.', cell: false },
  { text: 'Số lượt người được tuyên truyền trực tiếp', cell: true },
  { text: '1.250', cell: true },
  { text: 'Số vụ', cell: true },
  { text: '43', cell: true },
];

const HEAD = 'Số: 05/BC-UBND\nSông Hương, ngày 08 tháng 7\nnăm 2026\n';
const OPENING =
  'Thực hiện Kế hoạch số 15/KH-UBND ngày 10/6/2026, Ủy ban nhân\ndân tỉnh báo cáo kết quả như sau:\n';
const RESULT = 'Đã tổ chức 12 buổi tuyên truyền với 1.250 lượt\n';
const REST = '\f2\nngười tham gia.\n';
const TABLE = 'Số lượt người được 1.250\ntuyên truyền trực tiếp\nSố vụ\n43\n';
const STAMP = 'Người ký: Nguyễn Văn Mẫu\nThời gian ký: 08.07.2026 15:30:00 +07:00\n';

const check = (pdf: string | null) =>
  checkSigned({ paragraphs: PARAGRAPHS, pdf, number: '05/BC-UBND', issuedOn: day('2026-07-08') });

describe('a signed PDF beside what was agreed to', () => {
  test('is the same whatever its lines, page numbers, stamp and mixed cells', () => {
    const found = check(`${STAMP}${HEAD}${OPENING}${RESULT}${REST}${TABLE}`);
    expect(found).toEqual({
      state: 'checked',
      pages: 2,
      blankPages: [],
      number: true,
      date: true,
      differences: [],
      numbersMissing: [],
    });
    expect(isAsAgreed(found)).toBe(true);
  });

  test('a changed figure is shown with what stands there now', () => {
    const found = check(`${HEAD}${OPENING}${RESULT.replace('1.250', '1.350')}${REST}${TABLE}`);
    expect(found).toMatchObject({
      differences: [
        {
          before: 'Đã tổ chức 12 buổi tuyên truyền với 1.250 lượt người tham gia.',
          after: expect.stringContaining('1.350') as unknown,
        },
      ],
    });
    expect(isAsAgreed(found)).toBe(false);
  });

  test('a number of the annex that is another one, a passage left out, one more passage', () => {
    const more = 'Đề nghị Bộ xem xét, bổ sung kinh phí cho địa phương.\n';
    expect(check(`${HEAD}${OPENING}${TABLE.replace('43', '44')}${more}`)).toMatchObject({
      numbersMissing: ['43'],
      differences: [
        { before: expect.stringContaining('12 buổi') as unknown, after: null },
        { before: null, after: expect.stringContaining('bổ sung kinh phí') as unknown },
      ],
    });
  });

  test('another number, another date, a page that is a picture', () => {
    const found = check(
      `${HEAD.replace('05/', '06/').replace('08 tháng', '09 tháng')}${OPENING}${RESULT}${REST}${TABLE}\f \f`,
    );
    expect(found).toMatchObject({ number: false, date: false, pages: 3, blankPages: [3] });
    expect(isAsAgreed(found)).toBe(false);
  });

  test('one whose text cannot be read is not checked, which is not the same as in order', () => {
    expect(check(null)).toEqual({ state: 'unchecked' });
    expect(isAsAgreed(check(null))).toBe(false);
  });
});

describe('the number the clerk enters', () => {
  const given = (number: string, more: object = {}) =>
    wholeNumber({
      number,
      issuedOn: day('2026-07-08'),
      symbol: 'BC-UBND',
      otherSymbol: false,
      notBefore: day('2026-07-07'),
      ...more,
    });

  test.each([
    ['5', '05/BC-UBND'],
    ['215', '215/BC-UBND'],
    ['12a', '12a/BC-UBND'],
    [' 5/bc-ubnd ', '5/bc-ubnd'],
    ['5/BC -UBND', '5/BC -UBND'],
  ])('%j is %s', (number, whole) => {
    expect(given(number)).toEqual({ ok: true, value: whole });
  });

  test('another symbol has to be meant', () => {
    expect(given('5/BC-CAT')).toMatchObject({
      error: 'NUMBER_SYMBOL',
      details: { symbol: 'BC-UBND' },
    });
    expect(given('5/BC-CAT', { otherSymbol: true })).toMatchObject({ ok: true });
    expect(given('Số 5')).toMatchObject({ error: 'NUMBER_SYMBOL' });
  });

  test('none is missing, and no paper is older than its plan or its approval', () => {
    expect(given(' ')).toMatchObject({ error: 'NUMBER_MISSING' });
    expect(given('5', { notBefore: day('2026-07-09') })).toMatchObject({
      error: 'NUMBER_EARLY',
      details: { day: '2026-07-09' },
    });
    expect(given('5', { notBefore: day('2026-07-08') })).toMatchObject({ ok: true });
  });
});
