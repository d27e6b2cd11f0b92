import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LONGEST_SHORT_NAME, proposedShortName } from '../../domain/short-name.js';

const SEED = 20261130;

describe('the short name proposed for a plan', () => {
  test.each([
    [
      'Tháng hành động phòng, chống ma túy năm 2026',
      'Tháng hành động phòng, chống ma túy năm 2026',
    ],
    ['Triển khai thực hiện cải cách hành chính năm 2026', 'Cải cách hành chính năm 2026'],
    [
      'về việc tổ chức Tháng hành động phòng, chống ma túy trên địa bàn tỉnh Sông Hương năm 2026',
      'Tháng hành động phòng, chống ma túy năm 2026',
    ],
    [
      'Nâng cao năng lực quản lý và phát triển nguồn nhân lực công nghệ thông tin giai đoạn 2025-2030',
      'Nâng cao năng lực quản lý giai đoạn 2025-2030',
    ],
    ['Triển khai', 'Triển khai'],
    [
      'Tổ chức Tháng cao điểm bảo đảm an toàn giao thông năm 2027',
      'Tháng cao điểm bảo đảm an toàn giao thông năm 2027',
    ],
    [
      'Xây dựng “trường học không khói thuốc” trên địa bàn tỉnh Sông Hương giai đoạn 2025 - 2030',
      'Xây dựng “trường học không khói thuốc” giai đoạn 2025 - 2030',
    ],
    [
      'Phát động thi đua “Cả nước chung sức xây dựng nông thôn mới, đô thị văn minh” gắn với chuyển đổi số năm 2027',
      'Thi đua năm 2027',
    ],
    [
      'Phát triển ứng dụng dữ liệu về dân cư phục vụ chuyển đổi số giai đoạn 2022 - 2025, tầm nhìn đến năm 2030',
      'Phát triển ứng dụng dữ liệu giai đoạn 2022 - 2025',
    ],
    [
      'Bảo tồn và phát huy giá trị di sản văn hóa của các dân tộc ít người từ năm 2026 đến năm 2028',
      'Bảo tồn và phát huy giá trị di sản từ năm 2026 đến năm 2028',
    ],
    [
      'Chiến lược phát triển giáo dục nghề nghiệp gắn với thị trường lao động trong nước, định hướng đến năm 2045',
      'Chiến lược phát triển giáo dục nghề nghiệp',
    ],
    [
      'Tuyên truyền công tác phòng, chống tác hại của thuốc lá trong trường học, cơ quan, đơn vị năm 2027',
      'Tuyên truyền công tác phòng, chống tác hại năm 2027',
    ],
    [
      'Bảo đảm an toàn hồ chứa, đập và phòng, chống thiên tai, tìm kiếm cứu nạn trong mùa mưa bão năm 2027',
      'Bảo đảm an toàn hồ chứa, đập năm 2027',
    ],
  ])('of "%s" is "%s"', (subject, name) => {
    expect(proposedShortName(subject)).toBe(name);
  });

  test('is never empty or longer than a subject may carry, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 400, unit: 'grapheme' }), (subject) => {
        const name = proposedShortName(subject);
        expect(name.length).toBeLessThanOrEqual(LONGEST_SHORT_NAME);
        expect(name === '').toBe(subject.trim() === '');
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });
});
