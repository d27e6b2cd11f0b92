/** Old and new places of the tone mark, by open rhyme: hoà and hòa, uỷ and ủy, khoẻ and khỏe. */
const RHYMES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['oà', 'òa'],
    ['oá', 'óa'],
    ['oả', 'ỏa'],
    ['oã', 'õa'],
    ['oạ', 'ọa'],
    ['oè', 'òe'],
    ['oé', 'óe'],
    ['oẻ', 'ỏe'],
    ['oẽ', 'õe'],
    ['oẹ', 'ọe'],
    ['uỳ', 'ùy'],
    ['uý', 'úy'],
    ['uỷ', 'ủy'],
    ['uỹ', 'ũy'],
    ['uỵ', 'ụy'],
  ].flatMap(([old = '', fresh = '']) => [
    [old, fresh],
    [capital(old), capital(fresh)],
    [old.toUpperCase(), fresh.toUpperCase()],
  ]),
);

/** An open rhyme with the tone on its second vowel at the end of a syllable, not after q (quý). */
const OLD_TONE = /(?<![qQ])(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ])(?!\p{L})/gu;
/** The slip "qúy" for "quý". */
const MOVED_OFF_QU: Readonly<Record<string, string>> = {
  úy: 'uý',
  ùy: 'uỳ',
  ủy: 'uỷ',
  ũy: 'uỹ',
  ụy: 'uỵ',
};

/** One kind of dash and quotation mark for the many that are printed. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/[\u2010-\u2014\u2212]/gu, '-'],
  [/[“”„«»]/gu, '"'],
  [/[‘’′]/gu, "'"],
];
/** Whether a text may hold anything of all that: most names and words do not, and are asked for often. */
const MAY_FOLD =
  /[\u2010-\u2014\u2212“”„«»‘’′]|[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ]|[qQ][úùủũụ]y/u;

/** The text with one tone placement (hóa, ủy, túy), one dash and one quotation mark, same length; for comparing only. */
export function foldTones(text: string): string {
  if (!MAY_FOLD.test(text)) return text;
  return MARKS.reduce((marked, [mark, one]) => marked.replace(mark, one), text)
    .replace(OLD_TONE, (rhyme) => RHYMES[rhyme] ?? rhyme)
    .replace(/(?<=[qQ])[úùủũụ]y/gu, (rhyme) => MOVED_OFF_QU[rhyme] ?? rhyme);
}

/** Lower case, one tone placement, same length; for comparing only. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // A few foreign capitals have longer small letters: then each letter is taken by itself.
  return foldTones(lower.length === text.length ? lower : text.replace(/\p{Lu}/gu, oneLetter));
}

function oneLetter(capital: string): string {
  const small = capital.toLowerCase();
  return small.length === capital.length ? small : capital;
}

/** A text with its first letter as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
