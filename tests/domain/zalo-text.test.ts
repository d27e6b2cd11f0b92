import { expect, test } from '@jest/globals';
import { instant } from '../../domain/day.js';
import { zaloText } from '../../domain/zalo-text.js';

const REPORT = {
  reportName: 'báo cáo kết quả Tháng hành động',
  citation: 'Kế hoạch số 15/KH-UBND',
  due: 'trước ngày 05/7/2026',
  targetAt: instant('2026-07-03T17:00:00+07:00'),
};

test('a reminder for a chat says what, by when and whom to ask, and carries no link', () => {
  const text = zaloText({
    agency: 'Sở Y tế',
    office: 'Công an tỉnh Sông Hương',
    awaited: [REPORT, { ...REPORT, reportName: 'báo cáo tháng 6', targetAt: null }],
    contact: { name: 'Trần Thị Mai', phone: '0900 000 001' },
  });
  expect(text?.split('\n')).toEqual([
    'Kính gửi Sở Y tế,',
    'Công an tỉnh Sông Hương đề nghị đơn vị gửi:',
    '- báo cáo kết quả Tháng hành động theo Kế hoạch số 15/KH-UBND, trước ngày 05/7/2026 (đề nghị gửi trong giờ hành chính thứ Sáu, 03/7/2026)',
    '- báo cáo tháng 6 theo Kế hoạch số 15/KH-UBND, trước ngày 05/7/2026',
    expect.stringContaining('xin không chuyển tiếp đường dẫn'),
    'Đầu mối: Trần Thị Mai, 0900 000 001.',
  ]);
  expect(text).not.toMatch(/https?:|\/b#/u);
});

test('nothing is said where nothing is awaited', () => {
  const nobody = { agency: 'Sở Y tế', office: 'Công an tỉnh', awaited: [], contact: null };
  expect(zaloText(nobody)).toBeNull();
});
