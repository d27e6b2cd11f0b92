import type { ConfirmedPlan, ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';

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

/**
 * The requirements of a new proposal with what a person changed since the last one: what was taken off
 * the list stays off, and a field that the new answers leave alone stays as the person wrote it.
 */
export function keepOwnRequirements({
  last,
  mine,
  next,
}: Readonly<
  Record<'last' | 'mine' | 'next', ConfirmedPlan['requirements']>
>): ConfirmedRequirement[] {
  // What was confirmed before duties told their places is not compared with what is proposed.
  if (mine.some(({ about }) => about === undefined)) return [...next];
  return next.flatMap((proposed) => {
    const before = withAbout(last, proposed.about);
    const own = withAbout(mine, proposed.about);
    if (before === undefined) return [proposed];
    if (own === undefined) return [];
    const changed = Object.entries(proposed).filter(
      ([name, value]) => !sameText(value, before[name as keyof ConfirmedRequirement]),
    );
    return [{ ...own, ...Object.fromEntries(changed) }];
  });
}

function withAbout(requirements: ConfirmedPlan['requirements'], about: string | undefined) {
  return about === undefined ? undefined : requirements.find((one) => one.about === about);
}

function sameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
