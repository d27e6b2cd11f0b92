import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandSearchPath } from '../config/env.js';
import type { AxisMessage, EdxmlProblem } from '../domain/axis/message.js';
import { refuse } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import type { SignedFile } from '../domain/signed-file.js';
import type { NamedBytes, ReadDocument } from './main.js';
import { UnreadableDocument, type RefusalCode } from './unreadable.js';

/** What the process answers. */
export type ProcessAnswer =
  | ({ readonly kind: 'read' } & ReadDocument)
  | { readonly kind: 'refused'; readonly code: RefusalCode };

/** The same of a PDF whose words are all that is asked for. */
export interface PdfText {
  readonly text: string | null;
}

/** A plan of 300 pages takes two seconds; what takes longer than this is no plan, or made to hurt. */
const LONGEST_MS = 20_000;
const MOST_MEMORY_MB = 1_024;
const PROGRAM = fileURLToPath(new URL('./reading-process.js', import.meta.url));

/**
 * The plan draft and the text of an uploaded file, read in a process of its own, so that nobody waits for
 * another's document and whatever it starts or leaves behind can be taken away with it; throws
 * UnreadableDocument, TAKES_TOO_LONG when time or memory run out.
 */
export async function readApart(
  { name, bytes }: NamedBytes,
  { program = PROGRAM, longestMs = LONGEST_MS }: { program?: string; longestMs?: number } = {},
): Promise<ReadDocument> {
  const said = await withProcess(program, (child) => answerOf(child, { name, bytes }, longestMs));
  if (said.kind === 'refused') throw new UnreadableDocument(said.code);
  return { draft: said.draft, text: said.text };
}

/**
 * What signed documents say of themselves, in the order given, read in one process of their own; never
 * throws for what a file is: one that takes too long or ends the process leaves itself and those behind it unread.
 */
export async function readSignedApart(
  files: readonly Uint8Array[],
  { program = PROGRAM, longestMs = LONGEST_MS }: { program?: string; longestMs?: number } = {},
): Promise<readonly SignedFile[]> {
  const read = await eachApart<SignedFile>({ signed: files }, files.length, { program, longestMs });
  return files.map((_, n) => read[n] ?? { signatures: [], printed: null, unread: 'tooLong' });
}

/** A message of the document axis, or why a file is none. */
export type EdxmlReading = Result<AxisMessage, EdxmlProblem>;

/** The messages of .edxml files, in the order given, read in one process of their own; one that takes too long or ends it is too large, as are those behind it. */
export async function readEdxmlApart(
  files: readonly Uint8Array[],
  { program = PROGRAM, longestMs = LONGEST_MS }: { program?: string; longestMs?: number } = {},
): Promise<readonly EdxmlReading[]> {
  const read = await eachApart<EdxmlReading>({ edxml: files }, files.length, {
    program,
    longestMs,
  });
  return files.map((_, n) => read[n] ?? refuse('tooLarge'));
}

/** What a process answers of several files, one answer each; fewer where it takes too long or ends. */
async function eachApart<Read>(
  asked: { readonly signed: readonly Uint8Array[] } | { readonly edxml: readonly Uint8Array[] },
  count: number,
  { program, longestMs }: { readonly program: string; readonly longestMs: number },
): Promise<readonly Read[]> {
  const read: Read[] = [];
  await withProcess(
    program,
    async (child) =>
      new Promise<void>((resolve) => {
        const tooLong = setTimeout(resolve, longestMs);
        const end = () => {
          clearTimeout(tooLong);
          resolve();
        };
        child.on('message', (said) => {
          read.push(said as Read);
          if (read.length === count) end();
        });
        child.once('error', end);
        child.once('close', end);
        child.send(asked);
      }),
  );
  return read;
}

/**
 * The text of a `.pdf` as it runs, its pages parted by form feeds, read in a process of its own; null where it
 * is scanned, locked or damaged, takes too long or ends the process.
 */
export async function textOfPdfApart(
  pdf: Uint8Array,
  { program = PROGRAM, longestMs = LONGEST_MS }: { program?: string; longestMs?: number } = {},
): Promise<string | null> {
  return withProcess(
    program,
    async (child) =>
      new Promise<string | null>((resolve) => {
        const none = () => {
          clearTimeout(tooLong);
          resolve(null);
        };
        const tooLong = setTimeout(none, longestMs);
        child.once('message', (said) => {
          clearTimeout(tooLong);
          resolve((said as PdfText).text);
        });
        child.once('error', none);
        child.once('close', none);
        child.send({ pdf });
      }),
  );
}

/** Starts a process in an empty folder and takes it away with all it started once the work is done. */
async function withProcess<T>(
  program: string,
  work: (child: ChildProcess) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-reading-'));
  const child = fork(program, {
    // A group of its own, so that the commands it starts end with it.
    detached: true,
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${String(MOST_MEMORY_MB)}`],
    // Nothing of the server's settings: what reads a stranger's file needs no keys.
    env: { PATH: commandSearchPath(), TMPDIR: folder },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const ended = child.exitCode === null ? once(child, 'close') : Promise.resolve();
  try {
    return await work(child);
  } finally {
    killGroup(child);
    await ended.catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}

async function answerOf(
  child: ChildProcess,
  file: NamedBytes,
  longestMs: number,
): Promise<ProcessAnswer> {
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4_000);
  });
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => {
      reject(new UnreadableDocument('TAKES_TOO_LONG'));
    }, longestMs);
    child.once('message', (said) => {
      clearTimeout(tooLong);
      resolve(said as ProcessAnswer);
    });
    child.once('error', (error) => {
      clearTimeout(tooLong);
      reject(error);
    });
    child.once('close', () => {
      clearTimeout(tooLong);
      // V8 ends a process that is out of memory itself and says so.
      const isFull = complaint.includes('heap out of memory');
      reject(isFull ? new UnreadableDocument('TAKES_TOO_LONG') : new Error(complaint.trim()));
    });
    child.send({ name: file.name, bytes: file.bytes });
  });
}

/** Ends the process with everything it started. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It had ended by itself, and whatever it started with it.
  }
}
