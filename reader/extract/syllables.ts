/** The tones as they stand in decomposed Unicode: grave, acute, tilde, hook above, dot below. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
/** A syllable without its tone: initial consonant, vowels, final consonant. */
const SYLLABLE =
  /^(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|nh?|ngh?|ph?|qu|r|s|th?|tr|v|x)?(?:iêu|yêu|oai|oay|oeo|uây|uyê|uya|uyu|uôi|ươi|ươu|iê|yê|ia|ya|uô|ua|ưa|ươ|oa|oă|oe|uâ|uê|uy|uơ|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)(ch?|m|nh?|ng|p|t)?$/u;
/** A syllable that ends in a stop carries the acute or the dot and no other tone. */
const STOPS: readonly string[] = ['c', 'ch', 'p', 't'];
const STOP_TONES = /^[\u0301\u0323]$/u;

/** Whether a word can be one syllable of Vietnamese as it is spelt. */
export function isSyllable(word: string): boolean {
  const decomposed = word.toLowerCase().normalize('NFD');
  const tones = decomposed.match(TONES) ?? [];
  const found = SYLLABLE.exec(decomposed.replace(TONES, '').normalize('NFC'));
  if (found === null || tones.length > 1) return false;
  const final = found[1];
  if (final === undefined || !STOPS.includes(final)) return true;
  return tones[0] !== undefined && STOP_TONES.test(tones[0]);
}

/** How much of a text is Vietnamese in Unicode. */
export interface Vietnamese {
  /** Words with letters beyond ASCII. */
  readonly marked: number;
  /** The share of those that are Vietnamese syllables, 0 to 1. */
  readonly spelt: number;
  /** The share of those among all words, 0 to 1. */
  readonly share: number;
}

/** How much of a text is Vietnamese, by its words with letters beyond ASCII. */
export function vietnameseIn(text: string): Vietnamese {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const marked = words.filter((word) => /[^\p{ASCII}]/u.test(word));
  const spelt = marked.filter(isSyllable).length;
  return {
    marked: marked.length,
    spelt: marked.length === 0 ? 0 : spelt / marked.length,
    share: words.length === 0 ? 0 : marked.length / words.length,
  };
}
