import type { FastifyReply, FastifyRequest } from 'fastify';
import { fileTypeFromBuffer } from 'file-type';
import type { Upload } from '../contract/route.js';
import type { BytesInFlight } from './bytes-in-flight.js';
import { Refused } from './refused.js';

/** A file as it came: its name cleaned, its type found in its bytes and not in what the browser says. */
export interface UploadedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** A file with the form's field that it was chosen in. */
export interface FormFile extends UploadedFile {
  readonly field: string;
}

/** A multipart form: its text fields and its files, each looked into. */
export interface UploadedForm {
  readonly fields: Readonly<Record<string, string>>;
  /** The text fields one by one: a name may stand in a form several times. */
  readonly pairs: readonly (readonly [name: string, value: string])[];
  readonly files: readonly FormFile[];
}

/** A request that carries a form, and the room that all forms together may take. */
export interface FormRequest {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly room: BytesInFlight;
}

const MEBIBYTE = 1024 * 1024;
/** What the text fields and the frame of a form add to its files. */
const FIELDS_BYTES = 2 * MEBIBYTE;

/** What each kind of file is by its content; `null` in `sniffed` is text, which has no signature. */
const KINDS: Readonly<
  Record<string, { readonly sniffed: readonly (string | null)[]; readonly contentType: string }>
> = {
  '.pdf': { sniffed: ['application/pdf'], contentType: 'application/pdf' },
  '.docx': {
    sniffed: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  '.xlsx': {
    sniffed: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  '.jpg': { sniffed: ['image/jpeg'], contentType: 'image/jpeg' },
  '.jpeg': { sniffed: ['image/jpeg'], contentType: 'image/jpeg' },
  '.png': { sniffed: ['image/png'], contentType: 'image/png' },
  '.txt': { sniffed: [null], contentType: 'text/plain' },
  '.md': { sniffed: [null], contentType: 'text/plain' },
  '.csv': { sniffed: [null], contentType: 'text/csv' },
  '.edxml': { sniffed: ['application/xml', null], contentType: 'application/xml' },
  '.json': { sniffed: [null], contentType: 'application/json' },
};

/** Reads a multipart form within its limits; refuses what is too large, empty or of another kind than its name says. */
export async function readForm(
  { request, reply, room }: FormRequest,
  upload: Upload,
): Promise<UploadedForm> {
  if (!request.isMultipart()) throw new Refused('FILE_MISSING');
  room.take(request, reply, upload.maxFiles * upload.maxBytes + FIELDS_BYTES);
  const limit = upload.maxBytes / MEBIBYTE;
  const pairs: [string, string][] = [];
  const files: FormFile[] = [];
  try {
    const parts = request.parts({
      limits: {
        fileSize: upload.maxBytes,
        files: upload.maxFiles,
        // A form of three hundred figures, each with a box beside it.
        fields: 1000,
        fieldSize: MEBIBYTE,
      },
    });
    for await (const part of parts) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') pairs.push([part.fieldname, part.value]);
        continue;
      }
      const bytes = await part.toBuffer();
      // A browser sends an empty nameless part for a file field left blank.
      if (bytes.length === 0 && part.filename === '') continue;
      const file = await checkedFile(part.filename, bytes, upload.accept);
      files.push({ ...file, field: part.fieldname });
    }
  } catch (error) {
    throw refusedUpload(error, { limit, maxFiles: upload.maxFiles });
  }
  if (upload.required && files.length === 0) throw new Refused('FILE_MISSING');
  return { fields: Object.fromEntries(pairs), pairs, files };
}

/** A file under a clean name; refuses what is empty or of another kind than its name says. */
export async function checkedFile(
  name: string,
  bytes: Buffer,
  accept: readonly string[],
): Promise<UploadedFile> {
  const fileName = cleanName(name);
  if (bytes.length === 0) throw new Refused('FILE_EMPTY', { details: { name: fileName } });
  const extension = /\.[a-z0-9]+$/i.exec(fileName)?.[0].toLowerCase() ?? '';
  const kind = accept.includes(extension) ? KINDS[extension] : undefined;
  const sniffed = (await fileTypeFromBuffer(bytes))?.mime ?? null;
  if (kind?.sniffed.includes(sniffed) !== true) {
    throw new Refused('FILE_KIND', { details: { name: fileName, accept: accept.join(', ') } });
  }
  return { fileName, contentType: kind.contentType, bytes };
}

/** The last part of a name, without control characters and quotes, at most 200 characters. */
function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF"<>|:*?]/gu, '')
    .trim();
  // The end, which says of what kind it is; a cut through a character would leave half of it.
  return clean.slice(-200).replace(/^[\uDC00-\uDFFF]/, '') || 'tep';
}

/** What an error while a form came in stands for: the form was wrong, or (a disk, a connection) it is ours. */
function refusedUpload(
  error: unknown,
  { limit, maxFiles }: { readonly limit: number; readonly maxFiles: number },
): unknown {
  if (error instanceof Refused) return error;
  const { code, errno } = error as { readonly code?: unknown; readonly errno?: unknown };
  if (code === 'FST_REQ_FILE_TOO_LARGE') return new Refused('TOO_LARGE', { details: { limit } });
  if (code === 'FST_FILES_LIMIT') {
    return new Refused('TOO_MANY_FILES', { details: { limit: maxFiles } });
  }
  // The parser's own errors carry no number of the system: a form cut off, a header out of shape.
  return errno === undefined ? new Refused('MALFORMED') : error;
}
