import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type pg from 'pg';

// COPY through the driver: it hands its messages to whatever is submitted, and has no streams of its own.

/** What of the driver's connection a copy uses. */
interface Wire {
  readonly stream: NodeJS.ReadWriteStream & { writableNeedDrain?: boolean };
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(why: string): void;
}

/** Rows come one by one; what is written at once is of this size. */
const PIECE_BYTES = 64 * 1024;

/** Writes what a `copy … to stdout` gives into a stream and ends it; answers how many rows. */
export async function copyOut(client: pg.Client, statement: string, to: Writable): Promise<number> {
  let pieces: Buffer[] = [];
  let bytes = 0;
  let paused: Wire | null = null;
  const finished = once(to, 'finish');
  finished.catch(() => undefined);
  const rows = await submit(client, statement, {
    onData: (chunk, wire) => {
      // The driver uses its buffer again.
      pieces.push(Buffer.from(chunk));
      bytes += chunk.length;
      if (bytes < PIECE_BYTES) return;
      const goesOn = to.write(Buffer.concat(pieces));
      pieces = [];
      bytes = 0;
      if (goesOn || paused !== null) return;
      paused = wire;
      wire.stream.pause();
      to.once('drain', () => {
        paused = null;
        wire.stream.resume();
      });
    },
  });
  to.end(Buffer.concat(pieces));
  await finished;
  // A stream that has ended drains no more: the next table would wait for its answer for ever.
  (paused as Wire | null)?.stream.resume();
  return rows;
}

/** Gives a stream to a `copy … from stdin`; answers how many rows were taken. */
export async function copyIn(
  client: pg.Client,
  statement: string,
  from: Readable,
): Promise<number> {
  return submit(client, statement, {
    onReady: (wire) => {
      void feed(from, wire);
    },
  });
}

/** Ends a connection whose copy was given up: it may stand still with rows that nobody takes any more, and would never end in order. */
export function cutOff(client: pg.Client): void {
  (
    client as unknown as { readonly connection: { readonly stream: { destroy(): void } } }
  ).connection.stream.destroy();
}

async function feed(from: Readable, wire: Wire): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      wire.sendCopyFromChunk(chunk);
      if (wire.stream.writableNeedDrain === true) await once(wire.stream, 'drain');
    }
    wire.endCopyFrom();
  } catch (error) {
    wire.sendCopyFail(error instanceof Error ? error.message : 'the file could not be read');
  }
}

async function submit(
  client: pg.Client,
  statement: string,
  on: {
    readonly onData?: (chunk: Buffer, wire: Wire) => void;
    readonly onReady?: (wire: Wire) => void;
  },
): Promise<number> {
  return new Promise<number>((resolve, reject) => {
    let rows = 0;
    const ignored = (): void => undefined;
    const copy = {
      submit: (wire: Wire) => {
        wire.query(statement);
      },
      handleCopyInResponse: (wire: Wire) => on.onReady?.(wire),
      handleCopyData: ({ chunk }: { readonly chunk: Buffer }, wire: Wire) =>
        on.onData?.(chunk, wire),
      handleCommandComplete: ({ text }: { readonly text: string }) => {
        rows = Number(/^COPY (\d+)/.exec(text)?.[1] ?? 0);
      },
      // The driver forgets the statement here: nothing more is heard of it.
      handleError: (error: unknown) => {
        reject(error instanceof Error ? error : new Error('copying failed', { cause: error }));
      },
      handleReadyForQuery: () => {
        resolve(rows);
      },
      handleRowDescription: ignored,
      handleDataRow: ignored,
      handlePortalSuspended: ignored,
      handleEmptyQuery: ignored,
    };
    client.query(copy as unknown as pg.Submittable);
  });
}
