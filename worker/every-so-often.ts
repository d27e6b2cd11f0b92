import type { Logger } from 'pino';

/** Work that a process does by itself, again and again. */
export interface Round {
  /** As the log names it. */
  readonly name: string;
  readonly everyMs: number;
  readonly work: () => Promise<unknown>;
  /** Does it once at the start too. */
  readonly atOnce?: boolean;
  /** `error` where somebody has to see to it when it fails. */
  readonly failsAs?: 'warn' | 'error';
}

/** Begins rounds of work, none twice at the same time; what fails is told and comes again. After `stop` none begins. */
export function everySoOften(
  rounds: readonly Round[],
  log: Pick<Logger, 'warn' | 'error'>,
): { stop(): void } {
  const underWay = new Set<Round>();
  const go = (round: Round): void => {
    if (underWay.has(round)) return;
    underWay.add(round);
    void tried(round, log).finally(() => {
      underWay.delete(round);
    });
  };
  const timers = rounds.map((round) => setInterval(() => go(round), round.everyMs));
  for (const round of rounds) if (round.atOnce === true) go(round);
  return {
    stop: () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
}

/** Does pieces of work one after the other; one that fails is told, and holds none of the others up. */
export async function pieceByPiece(
  pieces: readonly Pick<Round, 'name' | 'work' | 'failsAs'>[],
  log: Pick<Logger, 'warn' | 'error'>,
): Promise<void> {
  for (const piece of pieces) await tried(piece, log);
}

async function tried(
  { name, work, failsAs = 'warn' }: Pick<Round, 'name' | 'work' | 'failsAs'>,
  log: Pick<Logger, 'warn' | 'error'>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    log[failsAs]({ err: error }, `${name} failed and comes again`);
  }
}
