import { createHmac, timingSafeEqual } from 'node:crypto';

/** The longest mailbox name that still leaves room for our token: 64 characters in all (RFC 5321 4.5.3.1.1). */
export const LONGEST_RETURN_NAME = 20;

const ID_BYTES = 16;
const MAC_BYTES = 10;
const TOKEN = /^(?<name>[^@+]+)\+b(?<token>[a-z2-7]{42})@/i;

/**
 * The address to which one mail's bounces go: the name of the mailbox, our token behind a plus (RFC 5233), and
 * its domain. The token names the mail by the 32 hexadecimal digits of its Message-ID and proves with a MAC
 * that it was ours; null for a mail with another kind of Message-ID.
 */
export function returnPath(
  key: string,
  { mailbox, messageId }: { readonly mailbox: string; readonly messageId: string },
): string | null {
  const id = /^(?<id>[0-9a-f]{32})@/.exec(messageId)?.groups?.['id'];
  if (id === undefined) return null;
  const at = mailbox.lastIndexOf('@');
  const bytes = Buffer.from(id, 'hex');
  const token = base32(bytes) + base32(macOf(key, bytes));
  return `${mailbox.slice(0, at)}+b${token}${mailbox.slice(at)}`;
}

/** The part of the Message-ID before the @ that a return path names; null for an address that was not made with this key. */
export function mailReturned(key: string, address: string): string | null {
  const token = TOKEN.exec(address)?.groups?.['token']?.toLowerCase();
  if (token === undefined) return null;
  const bytes = fromBase32(token.slice(0, 26), ID_BYTES);
  const mac = fromBase32(token.slice(26), MAC_BYTES);
  return timingSafeEqual(mac, macOf(key, bytes)) ? bytes.toString('hex') : null;
}

/** Whether an address has the shape of a return path, whoever made it. */
export function isReturnPath(address: string): boolean {
  return TOKEN.test(address);
}

function macOf(key: string, id: Buffer): Buffer {
  return createHmac('sha256', key)
    .update('return-path\n')
    .update(id)
    .digest()
    .subarray(0, MAC_BYTES);
}

// Letters of one case and digits alone: a server on the way may change the case.
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const fives = bits.match(/.{1,5}/g) ?? [];
  return fives.map((five) => LETTERS.charAt(Number.parseInt(five.padEnd(5, '0'), 2))).join('');
}

function fromBase32(text: string, length: number): Buffer {
  let bits = '';
  for (const letter of text) bits += LETTERS.indexOf(letter).toString(2).padStart(5, '0');
  const eights = bits.match(/.{8}/g) ?? [];
  return Buffer.from(eights.slice(0, length).map((eight) => Number.parseInt(eight, 2)));
}
