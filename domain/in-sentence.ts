/**
 * A subject or title inside a sentence: its first letter is small unless the word goes on in capitals ("UBND",
 * or a subject printed in capitals, of which nobody can tell the names): "xÂY DỰNG" is no word.
 */
export function inSentence(text: string): string {
  const composed = text.normalize('NFC');
  return /^\p{Lu}(?!\p{Lu})/u.test(composed)
    ? `${composed.charAt(0).toLocaleLowerCase('vi')}${composed.slice(1)}`
    : composed;
}
