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
    ['Thời gian thực hiện: trong tháng 6 năm 2026.', '2026-06-01 2026-06-30'],
    ['Thời gian tổ chức: tháng 02/2028.', '2028-02-01 2028-02-29'],
    ['Thời gian tổ chức Ngày hội: từ ngày 01/11 đến ngày 18/11/2026.', '2026-11-01 2026-11-18'],
    ['Thời gian triển khai điều tra: từ ngày 17/8/2026 đến 30/9/2026.', '2026-08-17 2026-09-30'],
    ['Thời gian thực hiện: tháng 6.', '2026-06-01 2026-06-30'],
    ['Thời gian triển khai: từ ngày 15/4 đến hết ngày 15/5/2026.', '2026-04-15 2026-05-15'],
    ['Thời gian diễn ra từ ngày 01/11/2026 đến ngày 30/11/2026.', '2026-11-01 2026-11-30'],
    ['Thời gian cao điểm: 02 tháng, từ ngày 15/11 đến 15/01/2027.', '2026-11-15 2027-01-15'],
    ['Thời gian: trong 2 tháng, từ ngày 23/4 đến ngày 23/6.', '2026-04-23 2026-06-23'],
    ['Thời gian thực hiện: 01 tháng (từ ngày 15/11 đến ngày 15/12/2026).', '2026-11-15 2026-12-15'],
    ['Thời gian thực hiện: 30 ngày, từ ngày 01/6 đến ngày 30/6/2026.', '2026-06-01 2026-06-30'],
    ['Thời gian: từ giữa tháng 4 đến giữa tháng 5.', '2026-04-15 2026-05-15'],
    ['Thời gian thực hiện: từ đầu tháng 6 đến cuối tháng 7/2026.', '2026-06-01 2026-07-31'],
    ['Tháng hành động diễn ra từ ngày 01/6 đến ngày 30/6/2026.', '2026-06-01 2026-06-30'],
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
    'Thời gian thực hiện: từ ngày 05/7/2026 đến ngày 01/7/2026.',
    'Thời gian thực hiện: từ tháng 13 năm 2026.',
    'Thời gian tiếp nhận hồ sơ: từ ngày 01/6/2026 đến ngày 10/6/2026.',
    'Thời gian gửi báo cáo: từ ngày 01/7/2026 đến ngày 05/7/2026.',
    'Thời gian thực hiện: tháng 6 đến tháng 8/2026.',
    'Thời gian thực hiện: từ cuối tháng 6/2026 đến đầu tháng 6/2026.',
    'Giai đoạn từ ngày 01/6/2025 đến ngày 30/6/2025 đã xử lý 12 vụ.',
    'Từ ngày 01/7/2026, Luật mới được áp dụng.',
    'Phấn đấu từ giữa tháng 4 đến giữa tháng 5 giảm số vụ.',
  ])('%s sets none', (sentence) => {
    expect(windowOf(sentence)).toBeNull();
  });
});
