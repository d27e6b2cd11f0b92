/** Control characters other than tab and line breaks, halves of surrogate pairs and non-characters: no database, mail or document can carry them. */
const UNPRINTABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;
const EVERY_UNPRINTABLE = new RegExp(UNPRINTABLE, 'gu');

/** Whether a text can be stored, mailed and printed as it is. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}

/** The text with a space in place of each character that cannot be printed, so that positions in it stay. */
export function printable(text: string): string {
  return text.replace(EVERY_UNPRINTABLE, ' ');
}

/** At most the first `most` UTF-16 units of a text, one fewer where the cut would halve a character. */
export function cutAt(text: string, most: number): string {
  const cut = text.slice(0, most);
  return /[\uD800-\uDBFF]$/.test(cut) && cut.length < text.length ? cut.slice(0, -1) : cut;
}

/** The paths of all texts within a JSON value that cannot be printed, names of fields among them. */
export function unprintableIn(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'string') return isPrintable(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (!isPrintable(name)) return [path];
    return unprintableIn(inner, path === '' ? name : `${path}.${name}`);
  });
}

/** A JSON value with every text in it made printable. */
export function printableIn<T>(value: T): T {
  if (typeof value === 'string') return printable(value) as T;
  if (Array.isArray(value)) return value.map((inner: unknown) => printableIn(inner)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    printable(name),
    printableIn(inner as unknown),
  ]);
  return Object.fromEntries(entries) as T;
}
