import { expect, test } from '@jest/globals';
import { agencyKindOf } from '../../domain/agency-kind.js';

test.each([
  ['UBND các xã, phường', 'commune'],
  ['Ủy ban nhân dân phường Bến Ngự', 'commune'],
  ['UBND đặc khu Hòn Mun', 'commune'],
  ['Công an tỉnh', 'police'],
  ['Bộ Chỉ huy Quân sự tỉnh', 'military'],
  ['Bộ Chỉ huy Bộ đội Biên phòng tỉnh', 'military'],
  ['Báo và Đài Phát thanh, Truyền hình tỉnh', 'press'],
  ['Đài Phát thanh - Truyền hình', 'press'],
  ['Ngân hàng Nhà nước chi nhánh Khu vực 9', 'bank'],
  ['Tòa án nhân dân tỉnh', 'judiciary'],
  ['Toà án nhân dân tỉnh', 'judiciary'],
  ['Viện kiểm sát nhân dân tỉnh', 'judiciary'],
  ['Ban Tuyên giáo và Dân vận Tỉnh ủy', 'party'],
  ['Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh', 'party'],
  ['Hội Liên hiệp Phụ nữ tỉnh', 'party'],
  ['Hiệp hội Doanh nghiệp tỉnh', 'party'],
  ['Liên minh Hợp tác xã tỉnh', 'party'],
  ['Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh', 'party'],
  ['Đoàn Luật sư tỉnh', 'party'],
  ['Tỉnh Đoàn', 'party'],
  ['Hội đồng Giám định y khoa tỉnh', 'other'],
  ['Sở Y tế', 'department'],
  ['Sở Y tế'.normalize('NFD'), 'department'],
  [' Ban Quản lý khu kinh tế', 'department'],
  ['Thanh tra tỉnh', 'department'],
  ['Trường Đại học Sông Hương', 'other'],
])('%s reports as %s', (name, kind) => {
  expect(agencyKindOf(name)).toBe(kind);
});
