import { fold } from '../fold.js';
import type { ConfirmedRequirement } from '../schemas/confirmed-plan.js';

/**
 * Which duty of the plan that runs a duty of an amending document takes the place of, as proposed to the
 * officer: the only one of its kind, else the one alike in receivers, in who owes and in its periods;
 * null where none or several are as likely.
 */
export function proposedEarlier(
  duty: ConfirmedRequirement,
  running: readonly ConfirmedRequirement[],
): string | null {
  const alike = running.filter(({ what, about }) => about !== undefined && what === duty.what);
  const scored = alike
    .map((one) => ({ about: one.about ?? null, score: likeness(duty, one) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (best === undefined) return null;
  return second === undefined || second.score < best.score ? best.about : null;
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
