import { UnreadableDocument } from '../unreadable.js';
import { documentOf, type Parts } from './docx-model.js';
import { partsOf } from './docx-package.js';
import { textOfDocument } from './docx-text.js';
import type { Extracted } from './extracted.js';
import { isSecret } from './secrecy.js';

/** The first bytes of an OLE file: an encrypted `.docx`, or an old `.doc`. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
/** Raised whenever the same file is read into another text. */
const EXTRACTOR = 'docx 2';
const PAGE_HEADER = /(?:^|\/)header\d*\.xml$/u;

/** The text of a `.docx` file (see `textOfDocument`); a stamp in its page headers counts as one. */
export async function extractDocx(bytes: Uint8Array): Promise<Extracted> {
  if (isOle(bytes))
    throw new UnreadableDocument(isEncryptedOle(bytes) ? 'ENCRYPTED' : 'UNKNOWN_FORMAT');
  const parts = await partsOf(Buffer.from(bytes));
  if (isSecret(pageHeadersIn(parts))) throw new UnreadableDocument('SECRET');
  const document = documentOf(parts);
  if (document === null) throw new UnreadableDocument('UNKNOWN_FORMAT');
  return { text: textOfDocument(document), extractor: EXTRACTOR };
}

/** The words of the page headers, a line for each paragraph. */
function pageHeadersIn(parts: Parts): string {
  return [...parts]
    .filter(([name]) => PAGE_HEADER.test(name))
    .map(([, xml]) =>
      xml
        .toString('utf8')
        .replace(/<\/w:p>/gu, '\n')
        .replace(/<[^<>]*>/gu, ''),
    )
    .join('\n');
}

/** Whether bytes begin like an OLE file. */
export function isOle(bytes: Uint8Array): boolean {
  return OLE.every((byte, index) => bytes[index] === byte);
}

/** An encrypted Office file is an OLE file with a stream named EncryptedPackage, in UTF-16. */
function isEncryptedOle(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}
