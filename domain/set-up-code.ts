/** How long a printed code serves: the person at the console and the one at the browser may be two. */
export const CODE_HOURS = 24;

/** Letters and digits that nobody takes for each other, 32 of them. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A code of random bytes as it is printed, five bits of each: sixteen bytes are `K7QP-…`, 80 bits. */
export function setUpCode(random: Uint8Array): string {
  const letters = [...random].map((byte) => ALPHABET[byte % ALPHABET.length] ?? 'A').join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** A code as it is compared, however it was typed. */
export function typedCode(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
