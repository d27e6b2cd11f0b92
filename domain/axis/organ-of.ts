import { bodyKeyOf } from '../agency-match.js';

/** An office and its mã định danh. */
export interface NamedOrgan {
  readonly name: string;
  readonly organId: string;
}

/** Finds the mã định danh of an office by its name, however it is written; null where none is known or two differ. */
export function organFinder(known: readonly NamedOrgan[]): (name: string) => string | null {
  const byBody = new Map<string, Set<string>>();
  for (const { name, organId } of known) {
    const key = bodyKeyOf(name);
    byBody.set(key, (byBody.get(key) ?? new Set()).add(organId));
  }
  return (name) => {
    const [only, ...others] = byBody.get(bodyKeyOf(name)) ?? [];
    return only !== undefined && others.length === 0 ? only : null;
  };
}
