/**
 * A new proposal with what a person changed since the last one kept: a field that still equals the
 * last proposal takes the new value, any other stays as the person left it.
 */
export function keepOwnChanges<Values extends object>({
  last,
  mine,
  next,
}: {
  readonly last: Values;
  readonly mine: Values;
  readonly next: Values;
}): Values {
  const kept = Object.entries(mine).filter(
    ([name, value]) => !sameText(value, last[name as keyof Values]),
  );
  return { ...next, ...Object.fromEntries(kept) };
}

function sameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
