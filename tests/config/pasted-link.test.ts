import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { linkToken } from '../../config/link-token.js';
import { tokenIn } from '../../config/pasted-link.js';

const token = linkToken('only-for-tests', { linkId: randomUUID(), generation: 3 });
const link = `https://dondoc.songhuong.example/b#${token}`;

describe('the token of a link', () => {
  test.each([
    ['the token alone', token],
    ['the whole address', link],
    ['an address whose # a gateway has encoded', link.replace('#', '%23')],
    ['one encoded twice', link.replace('#', '%2523')],
    [
      'one wrapped into another address',
      `https://safelinks.gateway.example/?url=${encodeURIComponent(link)}&data=05%7C02%7C`,
    ],
    [
      'one wrapped and encoded again',
      `https://a.example/?u=${encodeURIComponent(`https://b.example/?u=${encodeURIComponent(link)}`)}`,
    ],
    ['one that was broken over two lines', `${link.slice(0, 60)}\r\n ${link.slice(60)}`],
  ])('is found in %s', (_what, pasted) => {
    expect(tokenIn(pasted)).toBe(token);
  });

  test('is not found where there is none, whatever stands there', () => {
    expect(tokenIn('https://dondoc.songhuong.example/b')).toBeNull();
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(tokenIn(text)).toBeNull();
      }),
      { seed: 20260712, numRuns: 500 },
    );
  });
});
