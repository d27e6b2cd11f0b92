import yauzl from 'yauzl';
import { UnreadableDocument } from '../unreadable.js';

/** Unpacked size and number of entries beyond which a `.docx` is taken for a zip bomb. */
const MOST_UNPACKED_BYTES = 150 * 1024 * 1024;
const MOST_ENTRIES = 5_000;
/** The written parts together: a plan of 300 pages has a tenth of it, and parsing takes memory by the size. */
const MOST_XML_BYTES = 20 * 1024 * 1024;
/** Compression beyond which an entry of more than a megabyte is no document. */
const HIGHEST_RATIO = 200;

const BODY = 'word/document.xml';
const WRITTEN = /\.(?:xml|rels)$/u;
const PAGE_HEADER = /^word\/header\d*\.xml$/u;

/**
 * Refuses a package that is no `.docx` or a zip bomb, by what its parts unpack to and not by what
 * they claim; resolves with the text of its page headers, a line for each paragraph.
 */
export async function pageHeadersOf(buffer: Buffer): Promise<string> {
  const zip = await opened(buffer);
  const entries = await entriesOf(zip);
  refuseBomb(entries);
  if (!entries.some(({ fileName }) => fileName === BODY)) {
    throw new UnreadableDocument('UNKNOWN_FORMAT');
  }
  const headers: string[] = [];
  for (const entry of entries.filter(({ fileName }) => WRITTEN.test(fileName))) {
    const xml = await unpacked(zip, entry, PAGE_HEADER.test(entry.fileName));
    if (xml !== '') headers.push(textOf(xml));
  }
  return headers.join('\n');
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

/** Unpacks one entry, which fails as soon as it holds more than it claims; its text when it is kept, else nothing. */
async function unpacked(zip: yauzl.ZipFile, entry: yauzl.Entry, kept: boolean): Promise<string> {
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
        if (kept) chunks.push(chunk);
      });
      stream.on('error', damaged);
      stream.on('end', () => {
        resolve(Buffer.concat(chunks).toString('utf8'));
      });
    });
  });
}

/** The words of a part, a line for each paragraph. */
function textOf(xml: string): string {
  return xml.replace(/<\/w:p>/gu, '\n').replace(/<[^<>]*>/gu, '');
}
