import { describe, expect, test } from '@jest/globals';
import { readPlan } from '../../../reader/read.js';

/** The window of a plan of 2026 whose section on time says one sentence. */
function windowOf(sentence: string): string | null {
  const text = `KẾ HOẠCH\nTháng hành động phòng, chống ma túy năm 2026\n\nI. NỘI DUNG\n\n1. ${sentence}\n\nII. TỔ CHỨC THỰC HIỆN\n\nCông an tỉnh theo dõi.\n`;
  const { window } = readPlan({ text, file: 'a.txt', sha256: '0'.repeat(64), extractor: 'text' });
  return window === null ? null : `${window.from} ${window.to}`;
}

describe('the window of a campaign', () => {
  test.each([
    ['Thời gian: từ ngày 01/6/2026 đến hết ngày 30/6/2026.', '2026-06-01 2026-06-30'],
    ['Thời gian thực hiện: từ ngày 01/6/2026 đến ngày 30/6/2026.', '2026-06-01 2026-06-30'],
    ['Thời gian thực hiện: từ ngày 01-30/6/2023.', '2023-06-01 2023-06-30'],
    ['Thời gian thực hiện: từ ngày 01 – 30/6/2023.', '2023-06-01 2023-06-30'],
    ['Thời gian thực hiện: từ ngày 1-6 đến 30-6.', '2026-06-01 2026-06-30'],
    ['Thời gian thực hiện: từ ngày 15-11 đến 15-12-2018.', '2018-11-15 2018-12-15'],
    ['Thời gian thực hiện: từ ngày 15.12.2020 - 28.2.2021.', '2020-12-15 2021-02-28'],
    ['Thời gian thực hiện: từ ngày 15-12 đến 28-02-2021.', '2020-12-15 2021-02-28'],
    ['Thời gian thực hiện: từ 8 giờ ngày 16-12-2018 đến 15-2-2019.', '2018-12-16 2019-02-15'],
    ['Thời gian: từ ngày 01 đến ngày 30 tháng 6 năm 2025.', '2025-06-01 2025-06-30'],
    ['Thời gian thực hiện: tháng 6/2026.', '2026-06-01 2026-06-30'],
  ])('%s', (sentence, window) => {
    expect(windowOf(sentence)).toBe(window);
  });

  test.each([
    'Số liệu báo cáo lấy từ ngày 15/12/2025 đến ngày 14/6/2026.',
    'Thời gian lấy số liệu: từ ngày 15/12/2025 đến ngày 14/6/2026.',
    'Tổ chức vào tháng 6 hằng năm.',
    'Hội nghị tổ chức ngày 15/6/2026.',
    'Gửi báo cáo trước ngày 05/7/2026.',
    'Thời gian thực hiện: từ ngày 31/6/2026 đến ngày 05/7/2026.',
  ])('%s sets none', (sentence) => {
    expect(windowOf(sentence)).toBeNull();
  });
});
