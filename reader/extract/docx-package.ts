import yauzl from 'yauzl';
import { UnreadableDocument } from '../unreadable.js';

/** Unpacked size and number of entries beyond which a `.docx` is taken for a zip bomb. */
const MOST_UNPACKED_BYTES = 150 * 1024 * 1024;
const MOST_ENTRIES = 5_000;
/** The written parts together: a plan of 300 pages has a tenth of it, and parsing takes memory by the size. */
const MOST_XML_BYTES = 20 * 1024 * 1024;
/** Compression beyond which an entry of more than a megabyte is no document. */
const HIGHEST_RATIO = 200;

/** The parts that may hold text: its own, and pages or texts taken in as they are. */
const WRITTEN = /\.(?:xml|rels|x?html?|txt)$/iu;

/**
 * The written parts of a package by their names; refuses what is no package or a zip bomb, by what its
 * parts unpack to and not by what they claim.
 */
export async function partsOf(buffer: Buffer): Promise<Map<string, Buffer>> {
  const zip = await opened(buffer);
  const entries = await entriesOf(zip);
  refuseBomb(entries);
  const parts = new Map<string, Buffer>();
  for (const entry of entries.filter(({ fileName }) => WRITTEN.test(fileName)))
    parts.set(entry.fileName, await unpacked(zip, entry));
  return parts;
}

function refuseBomb(entries: readonly yauzl.Entry[]): void {
  const sizeOf = (some: readonly yauzl.Entry[]) =>
    some.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const inflated = entries.some(
    ({ uncompressedSize, compressedSize }) =>
      uncompressedSize > 1024 * 1024 &&
      uncompressedSize > HIGHEST_RATIO * Math.max(1, compressedSize),
  );
  const written = entries.filter(({ fileName }) => WRITTEN.test(fileName));
  if (
    inflated ||
    entries.length > MOST_ENTRIES ||
    sizeOf(entries) > MOST_UNPACKED_BYTES ||
    sizeOf(written) > MOST_XML_BYTES
  ) {
    throw new UnreadableDocument('TOO_LARGE');
  }
}

async function opened(buffer: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(new UnreadableDocument('DAMAGED', error));
    });
  });
}

async function entriesOf(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = [];
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry);
      if (entries.length > MOST_ENTRIES) resolve(entries);
      else zip.readEntry();
    });
    zip.on('end', () => {
      resolve(entries);
    });
    zip.on('error', (problem: Error) => {
      reject(new UnreadableDocument('DAMAGED', problem));
    });
    zip.readEntry();
  });
}

/** What one entry unpacks to; fails as soon as it holds more than it claims. */
async function unpacked(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const damaged = (problem: Error) => {
      reject(new UnreadableDocument('DAMAGED', problem));
    };
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null) {
        damaged(error);
        return;
      }
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
      });
      stream.on('error', damaged);
      stream.on('end', () => {
        resolve(Buffer.concat(chunks));
      });
    });
  });
}
