import type { ConfirmedPlan } from '../schemas/confirmed-plan.js';

/** A plan whose agencies that are gone are those that came after them, by the ids of who came after each; who has no successor is left out. */
export function withSuccessors(
  plan: ConfirmedPlan,
  gone: ReadonlyMap<string, readonly string[]>,
): ConfirmedPlan {
  const present = (ids: readonly string[]): string[] => [
    ...new Set(ids.flatMap((id) => presentOf(id, gone))),
  ];
  return {
    ...plan,
    agencyIds: present(plan.agencyIds),
    requirements: plan.requirements.map((requirement) =>
      requirement.agencyIds === undefined
        ? requirement
        : { ...requirement, agencyIds: present(requirement.agencyIds) },
    ),
  };
}

/** Who there is of an agency now: itself, its successor or its parts. Mergers and splits may follow each other; a circle ends nowhere. */
export function presentOf(
  id: string,
  gone: ReadonlyMap<string, readonly string[]>,
  seen: ReadonlySet<string> = new Set(),
): readonly string[] {
  const after = gone.get(id);
  if (after === undefined) return [id];
  if (seen.has(id)) return [];
  const path = new Set([...seen, id]);
  return [...new Set(after.flatMap((one) => presentOf(one, gone, path)))];
}
