import { Worker } from 'node:worker_threads';
import type { NamedBytes, ReadDocument } from './main.js';
import { UnreadableDocument, type RefusalCode } from './unreadable.js';

/** What the thread answers. */
export type ThreadAnswer =
  | ({ readonly kind: 'read' } & ReadDocument)
  | { readonly kind: 'refused'; readonly code: RefusalCode };

/** A plan of 300 pages takes two seconds; what takes longer than this is no plan, or made to hurt. */
const LONGEST_MS = 20_000;
const MOST_MEMORY_MB = 1_024;
const THREAD = new URL('./reading-thread.js', import.meta.url);

/**
 * The plan draft and the text of an uploaded file, read in a thread of its own, so that nobody waits for
 * another's document; throws UnreadableDocument, TAKES_TOO_LONG when time or memory run out.
 */
export async function readApart(
  { name, bytes }: NamedBytes,
  { thread = THREAD, longestMs = LONGEST_MS }: { thread?: URL; longestMs?: number } = {},
): Promise<ReadDocument> {
  const worker = new Worker(thread, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } });
  try {
    const said = await answerOf(worker, { name, bytes }, longestMs);
    if (said.kind === 'refused') throw new UnreadableDocument(said.code);
    return { draft: said.draft, text: said.text };
  } finally {
    await worker.terminate();
  }
}

async function answerOf(
  worker: Worker,
  file: NamedBytes,
  longestMs: number,
): Promise<ThreadAnswer> {
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => {
      reject(new UnreadableDocument('TAKES_TOO_LONG'));
    }, longestMs);
    worker.once('message', (said: ThreadAnswer) => {
      clearTimeout(tooLong);
      resolve(said);
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(tooLong);
      const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(isFull ? new UnreadableDocument('TAKES_TOO_LONG', error) : error);
    });
    worker.postMessage(file);
  });
}
