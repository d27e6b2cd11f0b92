import { fold } from '../fold.js';
import type { ConfirmedRequirement } from '../schemas/confirmed-plan.js';

/**
 * Which duty of the plan that runs each duty of an amending document takes the place of, as proposed to the
 * officer, by the places of both: the only one of its kind that the same agencies owe, else the one alike in
 * receivers, in who owes and in its periods. A duty that is left out has none, or several are as likely, or
 * another is more like the same one: no two take one place, the second would be lost.
 */
export function proposedEarlier(
  duties: readonly ConfirmedRequirement[],
  running: readonly ConfirmedRequirement[],
): ReadonlyMap<string, string> {
  const wished = duties
    .flatMap((duty) => {
      const best = mostAlike(duty, running);
      return best === null ? [] : [{ about: duty.about ?? '', ...best }];
    })
    .sort((a, b) => b.score - a.score);
  const taken = new Map<string, string>();
  for (const { about, earlier } of wished) {
    if (![...taken.values()].includes(earlier)) taken.set(about, earlier);
  }
  return taken;
}

function mostAlike(
  duty: ConfirmedRequirement,
  running: readonly ConfirmedRequirement[],
): { readonly earlier: string; readonly score: number } | null {
  const [best, second] = running
    .flatMap((one) =>
      one.about === undefined || one.what !== duty.what || areOthers(duty, one)
        ? []
        : [{ earlier: one.about, score: likeness(duty, one) }],
    )
    .sort((a, b) => b.score - a.score);
  if (best === undefined) return null;
  return second === undefined || second.score < best.score ? best : null;
}

/** Whether both say who owes, and not one agency owes both. */
function areOthers(
  { agencyIds: some }: ConfirmedRequirement,
  { agencyIds: others }: ConfirmedRequirement,
): boolean {
  return some !== undefined && others !== undefined && !some.some((id) => others.includes(id));
}

function likeness(a: ConfirmedRequirement, b: ConfirmedRequirement): number {
  const shared = (one: readonly string[], other: readonly string[]): number => {
    const names = new Set(other.map(fold));
    return one.filter((name) => names.has(fold(name))).length;
  };
  return (
    2 * shared(a.recipients, b.recipients) +
    2 * shared(a.owedBy ?? [], b.owedBy ?? []) +
    (a.cycles[0]?.periodKind === b.cycles[0]?.periodKind ? 1 : 0)
  );
}
