import type { SignedFile } from '../domain/signed-file.js';
import { readBytes, UnreadableDocument, type NamedBytes } from './main.js';
import { textOfPdf } from './extract/pdf.js';
import { readEdxml } from './edxml/read-edxml.js';
import type { EdxmlReading, PdfText, ProcessAnswer } from './reading-apart.js';
import { readSignedFile } from './signed-file.js';

/** Reads the document it is sent; what it cannot read is answered by its code, a bug ends the process. */
process.once('message', (asked: Asked) => {
  if ('signed' in asked) void readSigned(asked.signed);
  else if ('edxml' in asked) void readMessages(asked.edxml);
  else if ('pdf' in asked) void readText(asked.pdf);
  else void readPlan(asked);
});

type Asked =
  | NamedBytes
  | { readonly signed: readonly Uint8Array[] }
  | { readonly edxml: readonly Uint8Array[] }
  | { readonly pdf: Uint8Array };

// Who asked is gone: nothing started for it may run on, a command that reads a PDF least of all.
process.once('disconnect', () => {
  process.kill(0, 'SIGKILL');
});

async function readPlan(file: NamedBytes): Promise<void> {
  try {
    const { draft, text } = await readBytes(file);
    answer({ kind: 'read', draft, text });
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    answer({ kind: 'refused', code: error.code });
  }
}

/** Signed documents one after the other, each answered as it is read, so that a bad one costs none before it. */
async function readSigned(files: readonly Uint8Array[]): Promise<void> {
  for (const bytes of files) answer(await readSignedFile(bytes));
}

/** Messages one after the other, each answered as it is read. */
async function readMessages(files: readonly Uint8Array[]): Promise<void> {
  for (const bytes of files) answer(await readEdxml(bytes));
}

async function readText(pdf: Uint8Array): Promise<void> {
  answer({ text: await textOfPdf(pdf) });
}

function answer(message: ProcessAnswer | SignedFile | EdxmlReading | PdfText): void {
  process.send?.(message);
}
