import { Readable } from 'node:stream';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** One file of a package, its bytes read as it is written. */
export interface ZipEntry {
  readonly path: string;
  readonly at: Date;
  /** Whether its bytes are packed already, as those of a PDF or a Word file are. */
  readonly packed: boolean;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * A ZIP as it is made, never held as a whole: the next piece is read when the last one was taken. It ends
 * with an error where an entry does. At most four gigabytes and 65,535 entries.
 */
export function zipStream(entries: AsyncIterable<ZipEntry>): Readable {
  return Readable.from(zipped(entries), { objectMode: false });
}

async function* zipped(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const made: Buffer[] = [];
  const zip = new Zip((error, data) => {
    if (error !== null) throw error;
    made.push(Buffer.from(data));
  });
  for await (const { path, at, packed, chunks } of entries) {
    const file = packed ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    file.mtime = at;
    zip.add(file);
    for await (const chunk of chunks) {
      file.push(chunk, false);
      yield* made.splice(0);
    }
    file.push(new Uint8Array(0), true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}
