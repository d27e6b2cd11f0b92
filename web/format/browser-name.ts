/** What a browser calls itself, the more particular ones first: nearly all of them say `Chrome` and `Safari` too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/coc_coc_browser/i, 'Cốc Cốc'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** The browser and system of a user agent in two words, else its beginning. */
export function browserName(agent: string): string {
  const named = [BROWSERS, SYSTEMS].flatMap(
    (names) => names.find(([mark]) => mark.test(agent))?.[1] ?? [],
  );
  return named.length === 0 ? agent.slice(0, 40) : named.join(', ');
}
