import mammoth from 'mammoth';
import { UnreadableDocument } from '../unreadable.js';
import { pageHeadersOf } from './docx-package.js';
import type { Extracted } from './extracted.js';
import { versionOf } from './package-version.js';
import { isSecret } from './secrecy.js';

/** The first bytes of an OLE file: an encrypted `.docx`, or an old `.doc`. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/** The text of a `.docx` file, a line for each paragraph and table cell; a stamp in its page headers counts as one. */
export async function extractDocx(bytes: Uint8Array): Promise<Extracted> {
  if (isOle(bytes))
    throw new UnreadableDocument(isEncryptedOle(bytes) ? 'ENCRYPTED' : 'UNKNOWN_FORMAT');
  const buffer = Buffer.from(bytes);
  if (isSecret(await pageHeadersOf(buffer))) throw new UnreadableDocument('SECRET');
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
