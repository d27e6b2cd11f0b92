import { describe, expect, test } from '@jest/globals';
import { SHIPPED_CALENDAR } from '../../domain/calendar.js';
import { day } from '../../domain/day.js';
import type { Boundary, Recurrence } from '../../domain/schemas/plan-draft.js';
import type { DueContext } from '../../reader/due-context.js';
import { decisive } from '../../reader/due/decisive.js';
import { duePhrasesIn } from '../../reader/due-phrases.js';
import { fold } from '../../domain/fold.js';

const context: DueContext = {
  planYear: 2026,
  windowEnd: day('2026-06-30'),
  issuedOn: day('2026-05-20'),
  calendar: SHIPPED_CALENDAR,
};

type Row = readonly [
  phrase: string,
  boundary: Boundary | undefined,
  date?: string | null,
  time?: string | null,
];

const dated: readonly Row[] = [
  // before a day
  ['gửi báo cáo trước ngày 04/7/2026', 'before_day', '2026-07-04'],
  ['gửi báo cáo trước ngày 31-10', 'before_day', '2026-10-31'],
  ['bằng văn bản trước ngày 20.7.2026', 'before_day', '2026-07-20'],
  ['trước ngày 15 tháng 5 năm 2026', 'before_day', '2026-05-15'],
  ['trước ngày 5 tháng 7', 'before_day', '2026-07-05'],
  ['trước ngày 16⁄5⁄2026'.replaceAll('⁄', '/'), 'before_day', '2026-05-16'],
  ['xong trước ngày 20/6/2026', 'before_day', '2026-06-20'],
  ['hoàn thành trước ngày 01/9', 'before_day', '2026-09-01'],
  ['chậm nhất trước ngày 10/7/2026', 'before_day', '2026-07-10'],
  ['trước ngày07/5/2026', 'before_day', '2026-05-07'],
  ['trước thứ Sáu, ngày 03/7/2026', 'before_day', '2026-07-03'],
  ['trước ngày 30/8 để vận hành từ ngày 1/9', 'before_day', '2026-08-30'],
  ['trước ngày 06 (sáu) tháng 06 (sáu) năm 2026', 'before_day', '2026-06-06'],
  ['trước tháng 7/2026', 'before_day', '2026-07-01'],
  ['Kết thúc Tháng hành động, gửi báo cáo trước ngày 05/7/2026', 'before_day', '2026-07-05'],
  ['gửi về UBND tỉnh trước ngày 05/7/2026 theo quy định', 'before_day', '2026-07-05'],
  // before an hour
  ['trước 16h00 ngày 03/7/2026', 'before_time', '2026-07-03', '16:00'],
  ['trước 16 giờ 00 ngày 03/7/2026', 'before_time', '2026-07-03', '16:00'],
  ["trước 10h00' ngày 03/7/2026", 'before_time', '2026-07-03', '10:00'],
  ['trước 14h ngày 03/5', 'before_time', '2026-05-03', '14:00'],
  ['trước 9 giờ 30 phút, ngày 12 tháng 6 năm 2026', 'before_time', '2026-06-12', '09:30'],
  ['chậm nhất 17 giờ ngày 15/6/2026', 'before_time', '2026-06-15', '17:00'],
  ['trước 8:30 ngày 15/6/2026', 'before_time', '2026-06-15', '08:30'],
  // by the end of a day
  ['chậm nhất ngày 25.12.2026', 'by_end_of_day', '2026-12-25'],
  ['chậm nhất vào ngày 25/12/2026', 'by_end_of_day', '2026-12-25'],
  ['chậm nhất là ngày 25 tháng 12', 'by_end_of_day', '2026-12-25'],
  ['muộn nhất ngày 10/8/2026', 'by_end_of_day', '2026-08-10'],
  ['không quá ngày 10/8/2026', 'by_end_of_day', '2026-08-10'],
  ['gửi đến hết ngày 30/6/2026', 'by_end_of_day', '2026-06-30'],
  ['hết ngày 30/6/2026', 'by_end_of_day', '2026-06-30'],
  ['gửi trong ngày 02/7/2026', 'by_end_of_day', '2026-07-02'],
  ['xong trong ngày 02/7/2026', 'by_end_of_day', '2026-07-02'],
  ['thời hạn gửi: ngày 02/7/2026', 'by_end_of_day', '2026-07-02'],
  ['Ngày 1/5, các đơn vị phải gửi đề án', 'by_end_of_day', '2026-05-01'],
  ['báo cáo vào ngày 20/9/2026', 'by_end_of_day', '2026-09-20'],
  // within a period, or at a point of it
  ['xong trong quý III', 'within_period', '2026-09-30'],
  ['trong quý III/2027', 'within_period', '2027-09-30'],
  ['hoàn thành trong tháng 6/2026', 'within_period', '2026-06-30'],
  ['trong tháng 2 năm 2028', 'within_period', '2028-02-29'],
  ['trong năm 2026', 'within_period', '2026-12-31'],
  ['đầu tháng 8/2026', 'within_period', '2026-08-01'],
  ['giữa tháng 8/2026', 'within_period', '2026-08-15'],
  ['cuối tháng 8/2026', 'within_period', '2026-08-31'],
  ['giữa năm 2026', 'within_period', '2026-06-30'],
  ['vào cuối năm 2026', 'within_period', '2026-12-31'],
  // counted from an event
  ['trong thời hạn 10 ngày kể từ ngày 01/7/2026', 'relative', '2026-07-11'],
  ['trong 05 ngày làm việc, kể từ ngày 30/4/2026', 'relative', '2026-05-08'],
  ['chậm nhất là 45 ngày kể từ ngày kết thúc 6 tháng đầu năm', 'relative', '2026-08-14'],
  ['sau 05 (năm) ngày kể từ ngày kết thúc Tháng hành động', 'relative', '2026-07-05'],
  ['trong vòng 07 ngày kể từ ngày ban hành Kế hoạch này', 'relative', '2026-05-27'],
  ['chậm nhất là 05 ngày làm việc, kể từ ngày dự án được phê chuẩn', 'relative', null],
  ['tối thiểu sau 01 ngày kể từ ngày chốt số liệu', 'relative', null],
  // no day
  ['báo cáo theo quy định', 'by_reference', null],
  ['đúng thời hạn quy định tại Thông tư số 06', 'by_reference', null],
  ['theo đúng thời hạn đã quy định', 'by_reference', null],
  ['báo cáo khi có yêu cầu', 'none', null],
  ['báo cáo đột xuất', 'none', null],
  ['thường xuyên báo cáo', 'none', null],
  ['ngay sau khi kết thúc đợt cao điểm, báo cáo', 'anchor', null],
];

const noDeadlines: readonly string[] = [
  'Thực hiện Công văn số 12/UBND-NC ngày 25/5/2026',
  'Tính đến hết ngày 29/12/2026, đã nhận được 12 báo cáo',
  'số liệu tính đến ngày 14/6/2026',
  'thực hiện từ ngày 01/6/2026 đến hết ngày 30/6/2026',
  'có hiệu lực thi hành từ ngày 01/7/2026',
  'điện thoại 0900.20.12 - 069.25.06',
  'hưởng ứng Ngày Môi trường thế giới (05/6)',
  'số 12/6 đường Trần Phú',
];

const recurring: readonly (readonly [string, Recurrence[], (string | null)?])[] = [
  ['Định kỳ 06 tháng, 01 năm', [{ every: 'half-year' }, { every: 'year' }]],
  [
    'định kỳ hằng quý, 6 tháng, năm',
    [{ every: 'quarter' }, { every: 'half-year' }, { every: 'year' }],
  ],
  ['báo cáo hằng tháng', [{ every: 'month' }]],
  ['định kỳ hàng quý', [{ every: 'quarter' }]],
  ['định kỳ tháng 12 hàng năm', [{ every: 'year', month: 12 }]],
  ['hằng tháng trước ngày 20', [{ every: 'month', day: 20, boundary: 'before_day' }]],
  ['trước ngày 20 hằng tháng', [{ every: 'month', day: 20, boundary: 'before_day' }]],
  ['vào ngày 15 hàng tháng', [{ every: 'month', day: 15, boundary: 'by_end_of_day' }]],
  ['ngày 30 hàng tháng', [{ every: 'month', day: 30, boundary: 'by_end_of_day' }]],
  [
    'Chậm nhất ngày 15 (mười lăm) của tháng báo cáo',
    [{ every: 'month', day: 15, boundary: 'by_end_of_day' }],
  ],
  [
    'định kỳ từ ngày 1 đến ngày 5 hằng tháng',
    [{ every: 'month', day: 5, boundary: 'by_end_of_day' }],
  ],
  [
    'trước ngày 15 tháng cuối quý',
    [{ every: 'quarter', day: 15, monthOfPeriod: 'last', boundary: 'before_day' }],
  ],
  [
    'Chậm nhất ngày 06 (sáu) của tháng cuối quý',
    [{ every: 'quarter', day: 6, monthOfPeriod: 'last', boundary: 'by_end_of_day' }],
  ],
  [
    'trước ngày 15/6, 15/12',
    [
      { every: 'half-year', month: 6, day: 15, boundary: 'before_day' },
      { every: 'half-year', month: 12, day: 15, boundary: 'before_day' },
    ],
  ],
  [
    'trước ngày 15/6 và ngày 15/12 hằng năm',
    [
      { every: 'half-year', month: 6, day: 15, boundary: 'before_day' },
      { every: 'half-year', month: 12, day: 15, boundary: 'before_day' },
    ],
  ],
  [
    'trước ngày 25/06 đối với báo cáo 06 tháng; trước ngày 28/11 đối với báo cáo năm',
    [
      { every: 'half-year', month: 6, day: 25, boundary: 'before_day' },
      { every: 'year', month: 11, day: 28, boundary: 'before_day' },
    ],
  ],
  [
    'chậm nhất vào ngày 15 tháng 10 hàng năm',
    [{ every: 'year', month: 10, day: 15, boundary: 'by_end_of_day' }],
  ],
  [
    'trước ngày 10/01 của năm liền kề năm báo cáo',
    [{ every: 'year', month: 1, day: 10, yearOffset: 1, boundary: 'before_day' }],
  ],
  [
    'trước ngày 31 tháng 12 năm sau',
    [{ every: 'year', month: 12, day: 31, yearOffset: 1, boundary: 'before_day' }],
  ],
  ['chiều thứ Năm hằng tuần', [{ every: 'week', weekday: 4 }]],
  ['trước 16 giờ thứ Sáu hằng tuần', [{ every: 'week', weekday: 5 }], '16:00'],
  ['hằng tuần, trước 15h00 thứ Hai', [{ every: 'week', weekday: 1 }], '15:00'],
  ['hàng ngày trước 14 giờ', [{ every: 'day' }], '14:00'],
  ['trước 14 giờ 00 hàng ngày', [{ every: 'day' }], '14:00'],
];

const read = (phrase: string) => decisive(duePhrasesIn(fold(phrase), context));

describe('due phrases', () => {
  test.each(dated)('%s', (phrase, boundary, date = null, time = null) => {
    expect(read(phrase)).toMatchObject({ boundary, date, time, recurrence: null });
  });

  test.each(noDeadlines)('%s sets no deadline', (phrase) => {
    expect(read(phrase)).toBeUndefined();
  });

  test.each(recurring)('%s comes again', (phrase, recurrence, time = null) => {
    expect(read(phrase)).toMatchObject({ boundary: 'recurring', date: null, time, recurrence });
  });

  test('a day without a year stays unknown when the plan has none', () => {
    const found = duePhrasesIn(fold('trước ngày 26/7'), { ...context, planYear: null });
    expect(decisive(found)).toMatchObject({ boundary: 'before_day', date: null });
  });

  test('several schedules are one phrase from the first to the last', () => {
    const text = 'gửi trước ngày 15 hàng tháng và trước ngày 20/12 hằng năm để theo dõi';
    const { start = 0, end = 0 } = read(text) ?? {};
    expect(text.slice(start, end)).toBe('trước ngày 15 hàng tháng và trước ngày 20/12 hằng năm');
  });

  test('an impossible day is never turned into another', () => {
    expect(read('trước ngày 31/6/2026')).toMatchObject({ boundary: 'before_day', date: null });
  });
});
