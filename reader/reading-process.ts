import { readBytes, UnreadableDocument, type NamedBytes } from './main.js';
import type { ProcessAnswer } from './reading-apart.js';

/** Reads the one document it is sent; what it cannot read is answered by its code, a bug ends the process. */
process.once('message', (file: NamedBytes) => {
  void readBytes(file).then(
    ({ draft, text }) => answer({ kind: 'read', draft, text }),
    (error: unknown) => {
      if (!(error instanceof UnreadableDocument)) throw error;
      answer({ kind: 'refused', code: error.code });
    },
  );
});

// Who asked is gone: nothing started for it may run on, a command that reads a PDF least of all.
process.once('disconnect', () => {
  process.kill(0, 'SIGKILL');
});

function answer(message: ProcessAnswer): void {
  process.send?.(message);
}
