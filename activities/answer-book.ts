import type { MailLedger, SettledMessage } from './ledger-port.js';

/** Answers are recorded in groups: so many rows, or so long after the first of them. */
export const GROUP_ROWS = 15;
const GROUP_MS = 100;
/** A killed process has forgotten so many answers at most: their mails go a second time. */
export const MOST_UNWRITTEN = 30;
/** Groups on their way to the ledger at once: it keeps two commits in the time of one. */
const WRITERS = 2;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;
/** A single answer that the ledger itself refuses so often is given up, or it would hold up all mail for ever. */
const MOST_REFUSALS = 10;

/** The answers that a process knows and the ledger does not yet; shared by all its lanes. */
export interface AnswerBook {
  add(settled: SettledMessage): void;
  /** Resolves once everything added so far stands in the ledger. */
  written(): Promise<void>;
  /** Resolves at once, or, while the ledger does not take answers, once it has taken those waiting: before that nobody sends. */
  caughtUp(): Promise<void>;
  /** Resolves once few enough answers wait for another mail to begin. */
  room(): Promise<void>;
  /** Whether the ledger has shut the relay since `opened` was called last. */
  relayShut(): boolean;
  opened(): void;
  /** Counts a lane among those at work until it has ended. */
  during<T>(lane: Promise<T>): Promise<T>;
  /** Resolves once no lane is at work: an orderly stop waits for what has begun. */
  lanesEnded(): Promise<void>;
}

/** An empty book over a ledger; a group that could not be written is kept and tried again. */
export function answerBook(
  mails: Pick<MailLedger, 'settle'>,
  onLost: (settled: SettledMessage, error: unknown) => void = () => undefined,
): AnswerBook {
  const waiting: SettledMessage[] = [];
  const writers = new Set<Promise<void>>();
  let writing = 0;
  let beingWritten = 0;
  let timer: NodeJS.Timeout | null = null;
  let failing = false;
  let shut = false;
  const lanes = new Set<Promise<unknown>>();
  const queued: (() => void)[] = [];
  const letOthersBegin = (): void => {
    for (const go of queued.splice(0)) go();
  };
  const write = async (): Promise<void> => {
    let rows = GROUP_ROWS;
    let pauseMs = FIRST_PAUSE_MS;
    let refusals = 0;
    while (waiting.length > 0) {
      const group = waiting.splice(0, rows);
      beingWritten += group.length;
      try {
        const { relayShut } = await mails.settle(group);
        // Those mails have left: only what is written may be forgotten.
        beingWritten -= group.length;
        shut ||= relayShut;
        failing = false;
        rows = GROUP_ROWS;
        pauseMs = FIRST_PAUSE_MS;
        refusals = 0;
        letOthersBegin();
      } catch (error) {
        beingWritten -= group.length;
        failing = true;
        refusals += isRefusedByLedger(error) ? 1 : 0;
        if (group.length === 1 && refusals >= MOST_REFUSALS) {
          for (const lost of group) onLost(lost, error);
          letOthersBegin();
          failing = false;
          refusals = 0;
          continue;
        }
        waiting.unshift(...group);
        // One who tries again is enough, and one there must be.
        if (writing > 1) break;
        // One answer the ledger refuses must not take its neighbours along.
        rows = Math.max(1, Math.floor(group.length / 2));
        await pause(pauseMs);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
    writing -= 1;
  };
  const startWriters = (): void => {
    const wanted = failing ? 1 : Math.min(WRITERS, Math.ceil(waiting.length / GROUP_ROWS));
    while (waiting.length > 0 && writers.size < wanted) {
      writing += 1;
      const one = write().finally(() => {
        writers.delete(one);
      });
      writers.add(one);
    }
  };
  const flush = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    // More than once: what is added in the moment in which a writing ends is not in it.
    while (waiting.length > 0 || writers.size > 0) {
      startWriters();
      await Promise.all(writers);
    }
  };
  return {
    add: (settled) => {
      waiting.push(settled);
      if (waiting.length >= GROUP_ROWS) startWriters();
      else timer ??= setTimeout(() => void flush(), GROUP_MS);
    },
    written: flush,
    caughtUp: async () => {
      if (failing) await flush();
    },
    room: async () => {
      while (waiting.length + beingWritten >= MOST_UNWRITTEN) {
        await new Promise<void>((resolve) => {
          queued.push(resolve);
        });
      }
    },
    relayShut: () => shut,
    opened: () => {
      shut = false;
    },
    during: async (lane) => {
      lanes.add(lane);
      try {
        return await lane;
      } finally {
        lanes.delete(lane);
      }
    },
    lanesEnded: async () => {
      await Promise.allSettled(lanes);
      await flush();
    },
  };
}

/** Whether the ledger was there and did not want the statement (SQLSTATE classes of data, constraints, syntax). */
function isRefusedByLedger(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^(22|23|42|P0)/.test(error.code)
  );
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
