import { performance } from 'node:perf_hooks';
import pg from 'pg';
import type { Logger } from 'pino';

export interface WakefulLoop {
  stop(): Promise<void>;
}

/**
 * Runs `work` whenever the database calls on a channel, and every `pollMs` besides, in case a call
 * was lost. Calls during a run lead to one more run. A call after a quiet time is answered at once; runs
 * begin at least `gatherMs` apart, so that a burst becomes few.
 */
export function wakefulLoop(options: {
  readonly name: string;
  readonly databaseUrl: string;
  readonly channel: string;
  readonly payload: string;
  readonly pollMs: number;
  readonly gatherMs: number;
  readonly log: Logger;
  readonly work: () => Promise<void>;
}): WakefulLoop {
  const { name, log } = options;
  const state = { called: true, stopped: false, wake: (): void => undefined };
  const call = (): void => {
    state.called = true;
    state.wake();
  };
  const listener = listen(options, call);
  const isStopped = (): boolean => state.stopped;
  const isCalled = (): boolean => state.called;
  const running = (async () => {
    while (!isStopped()) {
      state.called = false;
      const beganAtMs = performance.now();
      try {
        await options.work();
      } catch (error) {
        log.warn({ err: error, loop: name }, 'loop failed and goes on');
        await sleep(1000, state);
      }
      if (!isCalled() && !isStopped()) await sleep(options.pollMs, state);
      const gatherMs = options.gatherMs - (performance.now() - beganAtMs);
      if (gatherMs > 0 && !isStopped()) await sleep(gatherMs, { wake: noop });
    }
  })();
  return {
    stop: async () => {
      state.stopped = true;
      state.wake();
      await listener.stop();
      await running;
    },
  };
}

function noop(): void {
  // Gathering is not cut short by further calls.
}

async function sleep(ms: number, state: { wake: () => void }): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    state.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

/** Keeps one connection listening; a broken one is opened anew, and the poll covers the gap. */
function listen(
  { databaseUrl, channel, payload, log }: Parameters<typeof wakefulLoop>[0],
  call: () => void,
): { stop(): Promise<void> } {
  const state: { client: pg.Client | null; stopped: boolean; timer: NodeJS.Timeout | null } = {
    client: null,
    stopped: false,
    timer: null,
  };
  const again = (): void => {
    if (state.stopped || state.timer !== null) return;
    state.timer = setTimeout(() => {
      state.timer = null;
      void open();
    }, 1000);
  };
  const open = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: databaseUrl });
    client.on('error', again);
    client.on('end', again);
    client.on('notification', (notice) => {
      if (notice.payload === payload) call();
    });
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      state.client = client;
      call();
    } catch (error) {
      log.warn({ err: error, channel }, 'cannot listen, polling');
      // One that is connected and does not listen would stay open, another one each second.
      await client.end().catch(() => undefined);
      again();
    }
  };
  void open();
  return {
    stop: async () => {
      state.stopped = true;
      if (state.timer !== null) clearTimeout(state.timer);
      await state.client?.end().catch(() => undefined);
    },
  };
}
