import type { ConfirmedPlan } from '../schemas/confirmed-plan.js';

/** A plan whose agencies that are gone are those that came after them; who has no successor is left out. */
export function withSuccessors(
  plan: ConfirmedPlan,
  gone: ReadonlyMap<string, string | null>,
): ConfirmedPlan {
  const present = (ids: readonly string[]): string[] => [
    ...new Set(ids.flatMap((id) => successorOf(id, gone) ?? [])),
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

/** Mergers may follow each other; a circle ends nowhere. */
function successorOf(id: string, gone: ReadonlyMap<string, string | null>): string | null {
  const seen = new Set<string>();
  let at: string | null = id;
  while (at !== null && gone.has(at) && !seen.has(at)) {
    seen.add(at);
    at = gone.get(at) ?? null;
  }
  return at === null || gone.has(at) ? null : at;
}
