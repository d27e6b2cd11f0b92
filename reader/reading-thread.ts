import { parentPort } from 'node:worker_threads';
import { readBytes, UnreadableDocument, type NamedBytes } from './main.js';
import type { ThreadAnswer } from './reading-apart.js';

/** Reads the one document it is sent; what it cannot read is answered by its code, a bug ends the thread. */
parentPort?.once('message', (file: NamedBytes) => {
  void readBytes(file).then(
    ({ draft, text }) => answer({ kind: 'read', draft, text }),
    (error: unknown) => {
      if (!(error instanceof UnreadableDocument)) throw error;
      answer({ kind: 'refused', code: error.code });
    },
  );
});

function answer(message: ThreadAnswer): void {
  parentPort?.postMessage(message);
}
