/**
 * Whether an actor may agree to what was put forward: where the office wants two persons, nobody
 * agrees to his own. An office that has not decided yet is asked, and until then works as before.
 */
export function mayAgree({
  twoPersons,
  putForwardBy,
  actor,
}: {
  readonly twoPersons: boolean | null;
  /** Null where it was put forward before this was recorded. */
  readonly putForwardBy: string | null;
  readonly actor: string;
}): boolean {
  // Only people have a hand to keep from their own paper; a step of the system has none.
  return twoPersons !== true || !actor.startsWith('staff:') || putForwardBy !== actor;
}
