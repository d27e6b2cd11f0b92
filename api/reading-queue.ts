import type { SignedFileReader } from './ports.js';
import { Refused } from './refused.js';

/** Read one after the other, each within twenty seconds: who stands fifth waits for two minutes at most. */
const MOST_WAITING = 5;

/** A reader of documents that reads one at a time; refuses with READINGS_FULL while too many wait. */
export function oneAtATime<File, Read>(
  read: (file: File) => Promise<Read>,
  mostWaiting = MOST_WAITING,
): (file: File) => Promise<Read> {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return async (file) => {
    if (waiting > mostWaiting) throw new Refused('READINGS_FULL');
    waiting += 1;
    // A reading that fails is its own caller's concern, not of who comes next.
    const reading = last.catch(() => undefined).then(async () => read(file));
    last = reading;
    try {
      return await reading;
    } finally {
      waiting -= 1;
    }
  };
}

/** On the last day a hundred reports come within minutes: so many are read at once, and so many wait. */
const SIGNED_AT_ONCE = 2;
const SIGNED_WAITING = 20;

/** A reader of signed documents that reads a few at a time; while too many wait it answers that it is busy, as no report waits for it. */
export function someAtATime(
  readSigned: SignedFileReader,
  { atOnce = SIGNED_AT_ONCE, mostWaiting = SIGNED_WAITING } = {},
): SignedFileReader {
  let free = atOnce;
  const waiting: (() => void)[] = [];
  return async (files) => {
    if (free === 0 && waiting.length >= mostWaiting) {
      return files.map(() => ({ signatures: [], printed: null, unread: 'busy' }));
    }
    if (free > 0) free -= 1;
    else {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    }
    try {
      return await readSigned(files);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
