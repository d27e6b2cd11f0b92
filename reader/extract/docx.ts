import mammoth from 'mammoth';
import yauzl from 'yauzl';
import { UnreadableDocument } from '../unreadable.js';
import type { Extracted } from './extracted.js';
import { versionOf } from './package-version.js';

/** Unpacked size and number of entries beyond which a `.docx` is taken for a zip bomb. */
const MOST_UNPACKED_BYTES = 150 * 1024 * 1024;
const MOST_ENTRIES = 5_000;
/** Compression beyond which an entry of more than a megabyte is no document. */
const HIGHEST_RATIO = 200;
/** The first bytes of an OLE file: an encrypted `.docx`, or an old `.doc`. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/** The text of a `.docx` file, a line for each paragraph and table cell. */
export async function extractDocx(bytes: Uint8Array): Promise<Extracted> {
  if (isOle(bytes))
    throw new UnreadableDocument(isEncryptedOle(bytes) ? 'ENCRYPTED' : 'UNKNOWN_FORMAT');
  const buffer = Buffer.from(bytes);
  await refuseZipBomb(buffer);
  try {
    const { value } = await mammoth.extractRawText({ buffer });
    return { text: value, extractor: `mammoth ${versionOf('mammoth')}` };
  } catch (error) {
    throw new UnreadableDocument('DAMAGED', error);
  }
}

/** Whether bytes begin like an OLE file. */
export function isOle(bytes: Uint8Array): boolean {
  return OLE.every((byte, index) => bytes[index] === byte);
}

/** An encrypted Office file is an OLE file with a stream named EncryptedPackage, in UTF-16. */
function isEncryptedOle(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

async function refuseZipBomb(buffer: Buffer): Promise<void> {
  const entries = await entriesOf(buffer);
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const inflated = entries.some(
    ({ uncompressedSize, compressedSize }) =>
      uncompressedSize > 1024 * 1024 &&
      uncompressedSize > HIGHEST_RATIO * Math.max(1, compressedSize),
  );
  if (unpacked > MOST_UNPACKED_BYTES || entries.length > MOST_ENTRIES || inflated) {
    throw new UnreadableDocument('TOO_LARGE');
  }
  if (!entries.some(({ fileName }) => fileName === 'word/document.xml')) {
    throw new UnreadableDocument('UNKNOWN_FORMAT');
  }
}

async function entriesOf(buffer: Buffer): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true }, (error, zip) => {
      if (error !== null) {
        reject(new UnreadableDocument('DAMAGED', error));
        return;
      }
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
  });
}
