import yauzl from 'yauzl';
import { EDXML_LIMITS } from '../../domain/axis/message.js';
import type { AxisFile, EdxmlProblem } from '../../domain/axis/message.js';
import { ok, refuse } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { childOf, within } from '../extract/xml.js';
import type { XmlNode } from '../extract/xml.js';
import { fieldOf, textOf } from './fields.js';

/**
 * The files of a message: named in the manifest, their bytes in `AttachmentEncoded` or beside their names, as
 * base64 of the file or of a ZIP that holds it alone. One that is named without bytes is left out.
 */
export async function filesOf(root: XmlNode): Promise<Result<readonly AxisFile[], EdxmlProblem>> {
  const references = new Map(
    within(root, 'Reference').map((one) => [contentIdOf(one), one] as const),
  );
  const given = within(root, 'Attachment').flatMap((node) => {
    const encoded = childOf(node, 'ContentTransferEncoded') ?? childOf(node, 'Content');
    return encoded === undefined ? [] : [{ node, encoded }];
  });
  if (given.length > EDXML_LIMITS.mostFiles) return refuse('tooManyFiles');
  const files: AxisFile[] = [];
  let total = 0;
  for (const { node, encoded } of given) {
    const reference = references.get(contentIdOf(node));
    const said = (field: string) => {
      const here = fieldOf(node, field);
      return here === '' ? fieldOf(reference, field) : here;
    };
    const packed = base64In(textOf(encoded));
    if (packed === null) return refuse('badBase64');
    const name = said('AttachmentName') || fieldOf(node, 'FileName');
    const bytes = await fileIn(packed, name);
    if (!bytes.ok) return bytes;
    total += bytes.value.length;
    if (total > EDXML_LIMITS.mostFilesBytes) return refuse('tooLarge');
    files.push({
      name,
      contentType: said('ContentType') || fieldOf(node, 'FileType'),
      description: said('Description'),
      bytes: bytes.value,
    });
  }
  return ok(files);
}

/** By which the manifest and the bytes know each other, without the mark of its kind. */
function contentIdOf(node: XmlNode): string {
  const said = fieldOf(node, 'ContentId') || (node.attributes['href'] ?? '').trim();
  return said.replace(/^cid:/u, '');
}

/** The bytes of a base64 text with line breaks; null for what is none. */
function base64In(text: string): Buffer | null {
  const bare = text.replace(/\s+/gu, '');
  if (bare.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/u.test(bare)) return null;
  return Buffer.from(bare, 'base64');
}

const ZIP_HEAD = Buffer.from('PK\u0003\u0004', 'latin1');

/** The file that a ZIP holds alone, or the bytes themselves: an .xlsx is a ZIP of many parts. */
async function fileIn(packed: Buffer, name: string): Promise<Result<Uint8Array, EdxmlProblem>> {
  const isOwnZip = /\.zip$/iu.test(name);
  if (packed.subarray(0, 4).equals(ZIP_HEAD)) {
    const inner = await loneEntry(packed);
    if (inner === 'many') return asItIs(packed);
    if (inner === 'damaged') return isOwnZip ? asItIs(packed) : refuse('badZip');
    if (inner === 'tooLarge') return refuse('tooLarge');
    if (isOwnZip && !/\.zip$/iu.test(inner.name)) return asItIs(packed);
    return ok(inner.bytes);
  }
  return asItIs(packed);
}

function asItIs(bytes: Buffer): Result<Uint8Array, EdxmlProblem> {
  return bytes.length > EDXML_LIMITS.mostFileBytes ? refuse('tooLarge') : ok(bytes);
}

type LoneEntry =
  'many' | 'damaged' | 'tooLarge' | { readonly name: string; readonly bytes: Buffer };

/** The only entry of a ZIP; it ends as soon as that holds more than it claims or may. */
async function loneEntry(packed: Buffer): Promise<LoneEntry> {
  return new Promise((resolve) => {
    // Names are only looked at, never used as paths, and some systems write them in no encoding that is known.
    const options = { lazyEntries: true, decodeStrings: false };
    yauzl.fromBuffer(packed, options, (error, zip) => {
      if (error !== null) {
        resolve('damaged');
        return;
      }
      if (zip.entryCount !== 1) {
        resolve('many');
        return;
      }
      zip.on('error', () => {
        resolve('damaged');
      });
      zip.on('end', () => {
        resolve('damaged');
      });
      zip.on('entry', (entry: yauzl.Entry) => {
        if (entry.uncompressedSize > EDXML_LIMITS.mostFileBytes) {
          resolve('tooLarge');
          return;
        }
        zip.openReadStream(entry, (failed, stream) => {
          if (failed !== null) {
            resolve('damaged');
            return;
          }
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => {
            chunks.push(chunk);
          });
          stream.on('error', () => {
            resolve('damaged');
          });
          stream.on('end', () => {
            // Without decoding the name comes as its bytes, whatever its type says.
            const name = Buffer.from(entry.fileName).toString('latin1');
            resolve({ name, bytes: Buffer.concat(chunks) });
          });
        });
      });
      zip.readEntry();
    });
  });
}
