/** How many mails a relay takes; null: as many as there are. */
export interface RelayLimits {
  readonly minute: number | null;
  readonly day: number | null;
}

/** What it has taken within the last minute and the last day. */
export interface RelayUse {
  readonly minute: number;
  readonly day: number;
}

/** Reminders leave a tenth of every limit to answers to people's acts, which cannot wait till tomorrow. */
const KEPT_FOR_ACTS = 10;

/** How many mails of a kind may be handed over now, at most `wanted`. */
export function roomUnder(
  limits: RelayLimits,
  {
    used,
    wanted,
    ladder,
  }: { readonly used: RelayUse; readonly wanted: number; readonly ladder: boolean },
): number {
  const room = (limit: number | null, taken: number): number => {
    if (limit === null) return wanted;
    const kept = ladder ? Math.ceil(limit / KEPT_FOR_ACTS) : 0;
    // A limit of one is not kept back from everybody.
    return Math.max(limit - kept, Math.min(limit, 1)) - taken;
  };
  return Math.max(
    0,
    Math.min(wanted, room(limits.minute, used.minute), room(limits.day, used.day)),
  );
}

/** Whether a limit is set at all. */
export function isLimited({ minute, day }: RelayLimits): boolean {
  return minute !== null || day !== null;
}
