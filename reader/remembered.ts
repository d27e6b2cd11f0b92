/** Texts kept before all are forgotten: those of a long document. */
const MOST_TEXTS = 4_000;

/** What a pure question about a folded text was answered, kept: several passes of the reader ask about the same words. */
export function remembered<T>(answer: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = answer(key);
    if (known.size >= MOST_TEXTS) known.clear();
    known.set(key, found);
    return found;
  };
}
