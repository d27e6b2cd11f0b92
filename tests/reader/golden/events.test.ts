import { describe, expect, test } from '@jest/globals';
import { draftOf, planOf } from '../duty-lines.js';

/** The days that reminders avoid, of a plan of 2026 that says one sentence. */
const eventsOf = (sentence: string) =>
  draftOf(planOf(`1. ${sentence}`)).events.map(({ from, to }) =>
    from === to ? from : `${from} ${to}`,
  );

describe('days of observance and ceremonies', () => {
  test.each([
    ['Hưởng ứng Ngày toàn dân phòng, chống đuối nước (25/7).', '2026-07-25'],
    ['Lễ phát động tổ chức ngày 01/6/2026.', '2026-06-01'],
    ['Lễ khai giảng tổ chức ngày 05/9/2026.', '2026-09-05'],
    ['Hội nghị trực tuyến ngày 20/01/2027.', '2027-01-20'],
    ['Hội nghị triển khai: 08 giờ 00 ngày 20/5/2026.', '2026-05-20'],
    ['Ra quân vệ sinh bến sông sáng Chủ nhật, ngày 22/3/2026.', '2026-03-22'],
  ])('%s', (sentence, day) => {
    expect(eventsOf(sentence)).toEqual([day]);
  });

  test.each([
    'Các đơn vị báo cáo kết quả trước ngày 15/6/2026.',
    'Hoàn thành Lễ phát động trước ngày 15/6/2026.',
    'Điện thoại 0900.20.12.',
  ])('%s names none', (sentence) => {
    expect(eventsOf(sentence)).toEqual([]);
  });
});
