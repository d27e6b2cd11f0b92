import { expect, test } from '@jest/globals';
import { passwordProblem } from '../../domain/password-rule.js';

test.each([
  { password: 'ngắn quá', says: 'Mật khẩu cần ít nhất 10 ký tự' },
  { password: 'aaaaaaaaaa', says: 'Mật khẩu cần ít nhất 5 ký tự khác nhau' },
  { password: '1212121212', says: 'Mật khẩu cần ít nhất 5 ký tự khác nhau' },
  { password: '0123456789', says: 'quá thông dụng' },
  { password: '9876543210', says: 'quá thông dụng' },
  { password: 'qwertyuiop', says: 'quá thông dụng' },
  { password: 'Password123!', says: 'quá thông dụng' },
  { password: 'Mật khẩu 2026', says: 'quá thông dụng' },
  { password: 'VietNam@2026', says: 'quá thông dụng' },
])('$password will not do', ({ password, says }) => {
  expect(passwordProblem(password)).toContain(says);
});

test.each(['con sông quê tôi', 'k7m2-pq9x-hd4w', 'Báo cáo tháng Sáu'])('%s will do', (password) => {
  expect(passwordProblem(password)).toBeNull();
});
