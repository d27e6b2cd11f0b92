import { describe, expect, test } from '@jest/globals';
import { readPlan } from '../../../reader/read.js';

/** The targets of a plan whose section of targets says one sentence. */
function targetsOf(sentence: string) {
  const text = `KẾ HOẠCH\nPhòng, chống ma túy\n\nI. MỤC TIÊU\n\n1. ${sentence}\n\nII. TỔ CHỨC THỰC HIỆN\n\nCông an tỉnh theo dõi.\n`;
  const { targets } = readPlan({ text, file: 'a.txt', sha256: '0'.repeat(64), extractor: 'text' });
  return targets.map(({ year, comparator, count, percent, of }) => [
    year,
    comparator,
    count,
    percent,
    of,
  ]);
}

describe('targets as stated', () => {
  test.each([
    ['Ít nhất 25 xã, phường không ma túy.', [null, 'at_least', 25, null, null]],
    ['Năm 2026: ít nhất 25 xã, phường đạt chuẩn (tỉ lệ 25%).', [2026, 'at_least', 25, 25, null]],
    ['Tối thiểu 80% trường học ký cam kết.', [null, 'at_least', null, 80, null]],
    ['Trên 95% học sinh được tuyên truyền.', [null, 'at_least', null, 95, null]],
    ['Trên 1.200 hộ dân ký cam kết.', [null, 'at_least', 1200, null, null]],
    ['Không dưới 97,5% hồ sơ đúng hạn.', [null, 'at_least', null, 97.5, null]],
    ['Không quá 5% hồ sơ trễ hạn.', [null, 'at_most', null, 5, null]],
    ['Dưới 3% học sinh bỏ học.', [null, 'at_most', null, 3, null]],
    ['Tỷ lệ hồ sơ giải quyết đúng hạn đạt từ 98% trở lên.', [null, 'at_least', null, 98, null]],
    ['Tỷ lệ tiêm chủng đạt 90%.', [null, 'equal', null, 90, null]],
    ['Tỷ lệ hộ nghèo còn dưới 2%.', [null, 'at_most', null, 2, null]],
    ['Mức độ hài lòng của người dân đạt trên 92%.', [null, 'at_least', null, 92, null]],
    ['100% trạm y tế có góc truyền thông.', [null, 'equal', null, 100, null]],
    [
      'Bảo đảm 100% xã tổ chức ít nhất 01 hoạt động trong năm 2026.',
      [2026, 'equal', null, 100, null],
    ],
    ['Năm 2027: đạt 35% (42 xã, phường).', [2027, 'equal', 42, 35, null]],
    ['Đến năm 2030: ít nhất 85% hộ dân dùng nước sạch.', [2030, 'at_least', null, 85, null]],
    ['Phấn đấu 90% hộ gia đình ký cam kết.', [null, 'equal', null, 90, null]],
    ['Phấn đấu xây dựng 20 xã không ma túy.', [null, 'equal', 20, null, null]],
    ['Phấn đấu đến năm 2030 có 40 xã đạt chuẩn.', [2030, 'equal', 40, null, null]],
    ['Tối đa 2% học viên bỏ học.', [null, 'at_most', null, 2, null]],
    ['Giảm ít nhất 5% số vụ cháy so với năm 2025.', [null, 'at_least', null, 5, null]],
    ['100% cơ sở được kiểm tra trong năm 2026.', [2026, 'equal', null, 100, null]],
    [
      'Ít nhất 60 xã, phường đạt chuẩn trên tổng số 120 xã, phường.',
      [null, 'at_least', 60, null, 120],
    ],
    [
      'Năm 2026 có ít nhất 30 xã, phường (tương đương 40%) xếp loại tốt.',
      [2026, 'at_least', 30, 40, null],
    ],
    ['Đến năm 2028: 90% dịch vụ công trực tuyến toàn trình.', [2028, 'equal', null, 90, null]],
    ['Thêm 08 trường, nâng tổng số lên 215/340 trường (63,2%).', [null, 'equal', 215, 63.2, 340]],
    ['Kết nạp từ 120 đảng viên mới trở lên.', [null, 'at_least', 120, null, null]],
    ['Không thấp hơn 75% dân số tham gia.', [null, 'at_least', null, 75, null]],
    ['Ít nhất 30% địa bàn cấp xã trong năm 2026.', [2026, 'at_least', null, 30, null]],
  ])('%s', (sentence, expected) => {
    expect(targetsOf(sentence)).toEqual([expected]);
  });

  test.each([
    'Mỗi xã tổ chức ít nhất 02 buổi tuyên truyền.',
    'Chiều dài từ 200 m trở lên.',
    'Điện thoại 0900.20.12.',
    'Phối hợp theo Quyết định số 15/6.',
    'Hoàn thành trước ngày 15/7/2026.',
    'Độ tuổi từ 16 tuổi trở lên.',
    'Kết quả năm 2025 đã thực hiện theo Kế hoạch số 12.',
    'Trong vòng ít nhất 05 ngày làm việc.',
  ])('%s is no target', (sentence) => {
    expect(targetsOf(sentence)).toEqual([]);
  });
});
