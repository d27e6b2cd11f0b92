import { describe, expect, test } from '@jest/globals';
import { bounceVerdict } from '../../domain/bounce-verdict.js';

describe('what a delivery report means', () => {
  test.each([
    ['5.1.1', 'address'],
    ['5.1.10', 'address'],
    // Given up after days, though the status sounds passing.
    ['4.2.2', 'mailbox'],
    ['5.2.2', 'mailbox'],
    ['5.7.1', 'policy'],
    ['5.1.8', 'policy'],
    ['4.4.1', 'policy'],
    ['5.0.0', 'address'],
  ])('%s is about the %s, and for good', (status, about) => {
    expect(bounceVerdict({ action: 'failed', status })).toEqual({ about, lasting: true });
  });

  test('nothing yet while the other server still tries', () => {
    expect(bounceVerdict({ action: 'delayed', status: '4.4.1' })).toBeNull();
  });
});
