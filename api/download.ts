import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** A file to be sent to the browser as an attachment. */
export interface Download {
  readonly fileName: string;
  readonly contentType: string;
  /** As a stream where it would be too much to hold. */
  readonly bytes: Buffer | Readable;
}

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sends a file under its Vietnamese name (RFC 6266, with a plain name for old browsers); nothing in it is run or shown in place. */
export function sendDownload(reply: FastifyReply, file: Download): FastifyReply {
  const plain = file.fileName
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^A-Za-z0-9._ -]/g, '_');
  const encoded = encodeURIComponent(file.fileName).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return reply
    .header('content-type', file.contentType)
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(file.bytes);
}
