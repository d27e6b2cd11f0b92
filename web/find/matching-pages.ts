import { folded } from '../../domain/folded.js';

/** The pages whose names, in any of the languages, hold every word, those that begin with them first; all for no words. */
export function matchingPages<Page extends { readonly names: readonly string[] }>(
  pages: readonly Page[],
  words: string,
): readonly Page[] {
  const whole = folded(words);
  const each = whole.split(/\s+/u);
  const place = ({ names }: Page): number => {
    const found = names.map(folded).filter((name) => each.every((word) => name.includes(word)));
    if (found.length === 0) return -1;
    return found.some((name) => name.startsWith(whole)) ? 0 : 1;
  };
  return pages
    .map((page) => [place(page), page] as const)
    .filter(([at]) => at >= 0)
    .toSorted(([a], [b]) => a - b)
    .map(([, page]) => page);
}
