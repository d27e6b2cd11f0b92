import { describe, expect, test } from '@jest/globals';

import { day, instant } from '../../domain/day.js';
import { calm, cutAtWord, fitSubject, oneLine, shortBody } from '../../mail/shorten.js';
import {
  clockText,
  count,
  dayText,
  momentText,
  untilEndOf,
  weekdayText,
  workingDaysText,
} from '../../mail/wording.js';

describe('days and counts in words', () => {
  test.each([
    ['2026-07-03', 'thứ Sáu, 03/7/2026'],
    ['2026-01-05', 'thứ Hai, 05/01/2026'],
    ['2026-02-10', 'thứ Ba, 10/02/2026'],
    ['2026-07-05', 'Chủ nhật, 05/7/2026'],
    ['2026-12-31', 'thứ Năm, 31/12/2026'],
    ['2026-09-02', 'thứ Tư, 02/9/2026'],
    ['2026-10-10', 'thứ Bảy, 10/10/2026'],
  ])('%s is %s', (on, text) => {
    expect(weekdayText(day(on))).toBe(text);
  });

  test('zero stands before months 1 and 2 only', () => {
    expect(dayText(day('2026-03-01'))).toBe('01/3/2026');
  });

  test('a moment is told in Việt Nam time', () => {
    expect(momentText(instant('2026-07-02T07:05:00Z'))).toBe('14 giờ 05 ngày 02/7/2026');
  });

  test('hours, ends of days, counts', () => {
    expect(clockText(450)).toBe('07 giờ 30');
    expect(untilEndOf(day('2026-07-10'))).toBe('đến hết ngày 10/7/2026');
    expect([count(0), count(2), count(10), count(115)]).toEqual(['00', '02', '10', '115']);
  });

  test('working days left are named only while some are left', () => {
    expect(workingDaysText(2)).toBe('còn 02 ngày làm việc');
    expect(workingDaysText(0)).toBeNull();
    expect(workingDaysText(null)).toBeNull();
  });
});

describe('shortening', () => {
  test('a cut falls behind a word and shows itself', () => {
    expect(cutAtWord('báo cáo kết quả thực hiện', 18)).toBe('báo cáo kết quả…');
    expect(cutAtWord('báo cáo', 18)).toBe('báo cáo');
  });

  test('the report name gives way before agency and phrase', () => {
    const subject = fitSubject(
      {
        report: 'báo cáo kết quả triển khai thực hiện Tháng hành động phòng, chống ma túy',
        agency: 'Ủy ban nhân dân phường Bến Ngự',
      },
      (p) => `[Công an tỉnh Sông Hương] Chưa nhận được ${p.report} của ${p.agency}`,
    );
    expect(subject).toBe(
      '[Công an tỉnh Sông Hương] Chưa nhận được báo cáo kết quả triển khai thực… của UBND phường Bến Ngự',
    );
  });

  test('both spellings of the committee are shortened, other names are not', () => {
    expect(shortBody('Ủy ban nhân dân xã An')).toBe('UBND xã An');
    expect(shortBody('Uỷ ban nhân dân xã An')).toBe('UBND xã An');
    expect(shortBody('Ủy ban Mặt trận Tổ quốc')).toBe('Ủy ban Mặt trận Tổ quốc');
  });

  test('nothing shouts', () => {
    expect(calm('BÁO CÁO KẾT QUẢ THỰC HIỆN!')).toBe('Báo cáo kết quả thực hiện');
    expect(calm('UBND')).toBe('UBND');
  });

  test('line breaks and control characters become one space', () => {
    expect(oneLine('a\r\nBcc: x@y.example\u2028b\u0000c')).toBe('a Bcc: x@y.example b c');
  });
});
