import { smtpLine } from './smtp-line.js';
import type { RelayAddress, SmtpLine } from './smtp-line.js';

/** How long a fresh line may wait before another one is tried beside it. */
const TRY_BESIDE_MS = 10_000;
/** A line that is not used for so long is given back to the relay. */
const IDLE_MS = 30_000;
/** After so many mails a line is made anew; a relay may have moved behind its name. */
const MAILS_A_LINE = 1_000;

const CLOSED = 'the lines to the relay are closed';

/** The lines to one relay: at most so many at once, each kept open between mails. */
export interface SmtpLines {
  /** Waits for a line that is open; rejects with a LineFailure when none can be had. */
  take(): Promise<SmtpLine>;
  /** Gives a line back for the next mail; one that is closed is forgotten. */
  giveBack(line: SmtpLine): void;
  close(): void;
}

interface Opening {
  readonly startedAt: number;
  readonly again: () => void;
  readonly giveUp: () => void;
}

/** Lines to a relay, opened as they are needed. */
export function smtpLines(relay: RelayAddress, maxLines: number): SmtpLines {
  const idle: { readonly line: SmtpLine; readonly timer: NodeJS.Timeout }[] = [];
  const waiting: (() => void)[] = [];
  const openings = new Set<Opening>();
  let taken = 0;
  let closed = false;
  const isClosed = (): boolean => closed;
  /**
   * A relay that came back greets a fresh line at once, while the old ones still wait out minutes of
   * patience on connections that lead nowhere: those that have waited longer than it took are begun anew.
   */
  const letLateOnesBegin = (tookMs: number): void => {
    for (const { startedAt, again } of [...openings]) {
      if (Date.now() - startedAt > tookMs + TRY_BESIDE_MS / 2) again();
    }
  };
  const opened = async (): Promise<SmtpLine> =>
    new Promise((resolve, reject) => {
      const tries = new Set<SmtpLine>();
      let settled = false;
      const settle = (finish: () => void, kept?: SmtpLine): void => {
        if (settled) return;
        settled = true;
        clearInterval(beside);
        openings.delete(opening);
        for (const line of tries) if (line !== kept) line.close();
        finish();
      };
      const begin = (): void => {
        const line = smtpLine(relay);
        const from = Date.now();
        tries.add(line);
        line.open().then(
          () => {
            if (settled) line.close();
            else {
              settle(() => {
                resolve(line);
              }, line);
              letLateOnesBegin(Date.now() - from);
            }
          },
          (error: unknown) => {
            tries.delete(line);
            settle(() => {
              reject(error instanceof Error ? error : new Error(String(error)));
            });
          },
        );
      };
      const again = (): void => {
        for (const line of tries) line.close();
        tries.clear();
        begin();
      };
      // One opening alone looks for the relay; the others hear from it.
      const beside = setInterval(() => {
        if ([...openings][0] === opening && tries.size < 3) begin();
      }, TRY_BESIDE_MS);
      const giveUp = (): void => {
        settle(() => {
          reject(new Error(CLOSED));
        });
      };
      const opening: Opening = { startedAt: Date.now(), again, giveUp };
      openings.add(opening);
      begin();
    });
  const leave = (): void => {
    taken -= 1;
    waiting.shift()?.();
  };
  return {
    take: async () => {
      while (taken >= maxLines && !isClosed()) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
      }
      if (isClosed()) throw new Error(CLOSED);
      taken += 1;
      for (let next = idle.pop(); next !== undefined; next = idle.pop()) {
        clearTimeout(next.timer);
        if (next.line.isOpen()) return next.line;
      }
      try {
        return await opened();
      } catch (error) {
        leave();
        throw error;
      }
    },
    giveBack: (line) => {
      if (!line.isOpen() || closed || line.sent() >= MAILS_A_LINE) line.close();
      else {
        const timer = setTimeout(() => {
          const at = idle.findIndex((one) => one.line === line);
          if (at >= 0) idle.splice(at, 1);
          line.close();
        }, IDLE_MS);
        timer.unref();
        idle.push({ line, timer });
      }
      leave();
    },
    close: () => {
      closed = true;
      for (const { giveUp } of [...openings]) giveUp();
      for (const go of waiting.splice(0)) go();
      for (const { line, timer } of idle.splice(0)) {
        clearTimeout(timer);
        line.close();
      }
    },
  };
}
