import { expect, test } from '@jest/globals';
import { isOrganId, organKey } from '../../../domain/axis/organ-id.js';

test.each([
  ['000.00.19.H26', 'H26.19'],
  [' h26.19 ', 'H26.19'],
  ['000.01.19.H26', 'H26.19.01'],
  ['H26.19.01', 'H26.19.01'],
  ['000.00.00.G01', 'G01'],
  ['vxp.saas.03', 'VXP.SAAS.03'],
  ['chưa rõ', ''],
  ['', ''],
])('"%s" is compared as "%s"', (text, key) => {
  expect(organKey(text)).toBe(key);
});

test('what is written as an id', () => {
  expect(['000.00.19.H26', 'H26'].every(isOrganId)).toBe(true);
  expect(['', 'H26.', 'H 26', 'mã'].some(isOrganId)).toBe(false);
});
