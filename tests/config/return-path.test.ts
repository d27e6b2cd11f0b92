import { describe, expect, test } from '@jest/globals';
import {
  LONGEST_RETURN_NAME,
  mailReturned,
  isReturnPath,
  returnPath,
} from '../../config/return-path.js';

const KEY = 'k'.repeat(32);
const HASH = '00112233445566778899aabbccddeeff';
const MAIL = { mailbox: 'tra-lai@songhuong.example', messageId: `${HASH}@songhuong.example` };

describe('a return path', () => {
  test('names its mail and proves that it is ours, in whatever case it comes back', () => {
    const address = returnPath(KEY, MAIL)!;
    expect(address).toMatch(/^tra-lai\+b[a-z2-7]{42}@songhuong\.example$/);
    expect(isReturnPath(address)).toBe(true);
    expect(mailReturned(KEY, address)).toBe(HASH);
    expect(mailReturned(KEY, address.toUpperCase())).toBe(HASH);
  });

  test('fits into an envelope with the longest name there may be', () => {
    const mailbox = `${'a'.repeat(LONGEST_RETURN_NAME)}@songhuong.example`;
    expect(returnPath(KEY, { ...MAIL, mailbox })!.split('@')[0]!.length).toBeLessThanOrEqual(64);
  });

  test('made with another key, for another mail, or cut short names nothing', () => {
    const address = returnPath(KEY, MAIL)!;
    expect(mailReturned('x'.repeat(32), address)).toBeNull();
    const other = returnPath(KEY, { ...MAIL, messageId: `${HASH.replace('0', '1')}@x.example` })!;
    // The mail of one under the MAC of the other.
    const forged = other.slice(0, 35) + address.slice(35);
    expect(mailReturned(KEY, forged)).toBeNull();
    expect(mailReturned(KEY, address.replace('@', 'a@'))).toBeNull();
    expect(mailReturned(KEY, 'tra-lai@songhuong.example')).toBeNull();
  });

  test('is only made for a Message-ID of ours', () => {
    expect(returnPath(KEY, { ...MAIL, messageId: 'somebody@x.example' })).toBeNull();
  });
});
