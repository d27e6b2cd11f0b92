import { expect, test } from '@jest/globals';
import { isOrganId } from '../../../domain/axis/organ-id.js';

test('what is written as an id', () => {
  expect(['000.00.19.H26', 'H26'].every(isOrganId)).toBe(true);
  expect(['', 'H26.', 'H 26', 'mã'].some(isOrganId)).toBe(false);
});
