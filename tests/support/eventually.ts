/** How long a thing that must happen may take on a machine that is busy with others. */
const WITHIN_MS = 60_000;
const LOOK_MS = 10;

/** Looks until something holds; fails with the sentence when it does not in time. */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
  sentence: string,
  withinMs = WITHIN_MS,
): Promise<void> {
  const endsAt = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > endsAt) throw new Error(`never came true: ${sentence}`);
    await new Promise<void>((resolve) => {
      setTimeout(resolve, LOOK_MS);
    });
  }
}
