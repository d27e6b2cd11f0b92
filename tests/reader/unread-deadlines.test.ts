import { expect, test } from '@jest/globals';
import { SHIPPED_SETTINGS } from '../../reader/read.js';
import { unreadDeadlines } from '../../reader/unread-deadlines.js';
import { draftOf, planOf } from './duty-lines.js';

const unread = (items: string) => {
  const text = planOf(items);
  return unreadDeadlines(text, draftOf(text), SHIPPED_SETTINGS).map((evidence) => {
    expect(text.slice(evidence.start, evidence.end)).toBe(evidence.text);
    return evidence.text;
  });
};

test('a sentence with a day and a word of sending that became no duty is shown, others are not', () => {
  expect(
    unread(`1. Các sở, ngành gửi báo cáo về Sở Xây dựng trước ngày 15/6/2026.
2. Sở Tài chính hoàn thiện bảng giá, trình Hội đồng thẩm định trước ngày 31/10/2026.
3. Lễ phát động tổ chức ngày 01/6/2026.
4. Tỉnh đoàn báo cáo kết quả khi có yêu cầu.
5. Ngày 05/6/2026, UBND tỉnh ban hành Công văn số 44/UBND-NC yêu cầu các đơn vị báo cáo trước ngày 20/6/2026.`),
  ).toEqual(['Sở Tài chính hoàn thiện bảng giá, trình Hội đồng thẩm định trước ngày 31/10/2026']);
});

test('a day that recurs, or is lost beside one that was read, is shown too', () => {
  expect(unread('1. Trạm trưởng phản hồi vào ngày 05 hằng tháng.')).toEqual([
    'Trạm trưởng phản hồi vào ngày 05 hằng tháng',
  ]);
  expect(
    unread(
      '1. Sở Y tế thành lập tổ trực xong trước ngày 20/5/2026 và gửi danh sách tổ trực về Sở Xây dựng trước ngày 25/5/2026.',
    ),
  ).toHaveLength(1);
});
