import mammoth from 'mammoth';
import { UnreadableDocument } from '../unreadable.js';
import { pageHeadersOf } from './docx-package.js';
import { textOfDocument } from './docx-text.js';
import type { Extracted } from './extracted.js';
import { versionOf } from './package-version.js';
import { isSecret } from './secrecy.js';

/** The first bytes of an OLE file: an encrypted `.docx`, or an old `.doc`. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/** The text of a `.docx` file (see `textOfDocument`); a stamp in its page headers counts as one. */
export async function extractDocx(bytes: Uint8Array): Promise<Extracted> {
  if (isOle(bytes))
    throw new UnreadableDocument(isEncryptedOle(bytes) ? 'ENCRYPTED' : 'UNKNOWN_FORMAT');
  const buffer = Buffer.from(bytes);
  if (isSecret(await pageHeadersOf(buffer))) throw new UnreadableDocument('SECRET');
  try {
    return { text: await textOf(buffer), extractor: `mammoth ${versionOf('mammoth')}` };
  } catch (error) {
    throw new UnreadableDocument('DAMAGED', error);
  }
}

/** Mammoth's own plain text runs lines and cells together, so its model is written out here. */
async function textOf(buffer: Buffer): Promise<string> {
  let text = '';
  const transformDocument = (document: Parameters<typeof textOfDocument>[0]) => {
    text = textOfDocument(document);
    // Nothing is left to be made into HTML.
    return { ...document, children: [] };
  };
  await mammoth.convertToHtml({ buffer }, { transformDocument });
  return text;
}

/** Whether bytes begin like an OLE file. */
export function isOle(bytes: Uint8Array): boolean {
  return OLE.every((byte, index) => bytes[index] === byte);
}

/** An encrypted Office file is an OLE file with a stream named EncryptedPackage, in UTF-16. */
function isEncryptedOle(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}
