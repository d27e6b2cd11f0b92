/** The marks of what this browser has shown on review pages, by plan. */
const looked = new Map<string, string>();

/** Remembers which list a person has had before the eyes. */
export function noteLookedAt(planId: string, seen: string): void {
  looked.set(planId, seen);
}

/** Who has just confirmed a list knows it, whatever was shown before. */
export function forgetLookedAt(planId: string): void {
  looked.delete(planId);
}

/** The mark a consent is given to: of the list last looked at, else of what the plan's own page shows. */
export function lookedAt(planId: string, shown: string | null): string | null {
  return looked.get(planId) ?? shown;
}
