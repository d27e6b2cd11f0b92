/** Whether a text is all ASCII, one byte a character: beyond it UTF-8 takes at least two for each. */
export function isSevenBit(text: string): boolean {
  return Buffer.byteLength(text, 'utf8') === text.length;
}
