/** A relay takes mail, cannot be reached, or answers and takes none. */
export type RelayStanding = 'open' | 'unreachable' | 'held';

/** Nobody answers: looking again costs the other side nothing. */
export const UNREACHABLE_PAUSE_MS = 10_000;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/**
 * How long a relay is left alone before one mail tries it again: ten seconds while nobody answers;
 * else the time it named, else a quarter of a minute and twice as long at each further refusal, up
 * to five minutes.
 */
export function relayPauseMs({
  standing,
  namedMs,
  previousMs,
}: {
  readonly standing: Exclude<RelayStanding, 'open'>;
  readonly namedMs: number | null;
  /** The last pause of the same trouble; null at its first. */
  readonly previousMs: number | null;
}): number {
  if (standing === 'unreachable') return UNREACHABLE_PAUSE_MS;
  const grown = previousMs === null ? FIRST_PAUSE_MS : previousMs * 2;
  return Math.min(namedMs ?? grown, LONGEST_PAUSE_MS);
}

/** One answer of the relay to one mail; `refusal` null: taken. */
export interface RecentAnswer {
  readonly messageId: string;
  /** What replies of one kind share: digits and finer code. */
  readonly refusal: string | null;
}

/** How many of the latest answers are weighed against each other. */
export const WEIGHED_ANSWERS = 20;
/** So many refusals of one kind before anybody was taken are no accident. */
const NOBODY_TAKEN = 3;

/** What the latest answers say together. */
export interface Weighing {
  /** Whether an address that was refused is at fault itself: others are taken, and not all hear the same. */
  readonly sound: boolean;
  /** Mails that were refused for no fault of their address: they wait for the relay. */
  readonly giveBack: readonly string[];
  /** The kind of reply that the relay gives to everybody; null while it is sound. */
  readonly held: string | null;
}

/**
 * Weighs the latest answers, the newest first, at most twenty of them: one reply to half of twenty,
 * or to three while nobody was taken, is the relay's own trouble and speaks against no address.
 */
export function weighAnswers(latest: readonly RecentAnswer[]): Weighing {
  const weighed = latest.slice(0, WEIGHED_ANSWERS);
  const taken = weighed.filter(({ refusal }) => refusal === null).length;
  const counts = new Map<string, number>();
  for (const { refusal } of weighed) {
    if (refusal !== null) counts.set(refusal, (counts.get(refusal) ?? 0) + 1);
  }
  const held =
    [...counts].find(
      ([, count]) => count * 2 >= WEIGHED_ANSWERS || (taken === 0 && count >= NOBODY_TAKEN),
    )?.[0] ?? null;
  return {
    sound: taken > 0 && held === null,
    giveBack:
      held === null
        ? []
        : weighed.filter(({ refusal }) => refusal === held).map(({ messageId }) => messageId),
    held,
  };
}
