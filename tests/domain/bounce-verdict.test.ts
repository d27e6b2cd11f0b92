import { describe, expect, test } from '@jest/globals';
import { bounceVerdict } from '../../domain/bounce-verdict.js';

describe('what a delivery report means', () => {
  test.each([
    ['5.1.1', 'address', 'refused'],
    ['5.1.10', 'address', 'refused'],
    // Given up after days, though the status sounds passing.
    ['4.2.2', 'mailbox', 'mailbox'],
    ['5.2.2', 'mailbox', 'mailbox'],
    ['5.7.1', 'policy', 'policy'],
    ['5.1.8', 'policy', 'policy'],
    // The text is too large, which says nothing of its recipient.
    ['5.3.4', 'policy', 'policy'],
    ['5.7.13', 'policy', 'policy'],
    // No answer from the host, none found, time expired, another system that takes nothing: whose fault it was nobody knows.
    ['4.4.1', 'policy', 'tooLong'],
    ['5.4.4', 'policy', 'tooLong'],
    ['4.4.7', 'policy', 'tooLong'],
    ['5.3.2', 'policy', 'tooLong'],
    ['5.0.0', 'address', 'refused'],
  ])('%s is about the %s: %s', (status, about, why) => {
    expect(bounceVerdict({ action: 'failed', status })).toEqual({ about, why });
  });

  test('nothing yet while the other server still tries', () => {
    expect(bounceVerdict({ action: 'delayed', status: '4.4.1' })).toBeNull();
  });
});
