import { expect, test } from '@jest/globals';
import { refusalSentence } from '../../domain/refusals.js';

test('names stand with commas between them, whole sentences one after another', () => {
  expect(refusalSentence('LETTER_STILL_NEEDED', { names: ['Sở Y tế', 'xã An Phú'] })).toContain(
    'vẫn chưa gửi báo cáo: Sở Y tế, xã An Phú. Chỉ rút',
  );
  const fields = ['Chưa có địa danh.', 'Chưa có họ tên người ký.'];
  expect(refusalSentence('PAPER_FIELDS_OPEN', { fields })).toContain(
    'còn chỗ để trống. Chưa có địa danh. Chưa có họ tên người ký. Bổ sung tại',
  );
});
