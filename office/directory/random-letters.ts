import { randomBytes } from 'node:crypto';

/** So many characters without look-alikes, of five bits each, a hyphen after each `group`. */
export function randomLetters(count: number, group: number): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'.padEnd(32, '4').slice(0, 32);
  const text = [...randomBytes(count)].map((byte) => letters[byte % 32] ?? 'a').join('');
  return text.replace(new RegExp(`(.{${String(group)}})(?=.)`, 'g'), '$1-');
}
