import type { OutgoingMail } from '../activities/ports.js';
import { base64Lines, base64OfBytes } from './base64-lines.js';
import { oneLine } from './shorten.js';

const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]*$/;
const ADDRESS = /^[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+$/;
const MESSAGE_ID = /^[^\s<>@]+@[^\s<>@]+$/;
const CONTENT_TYPE = /^[a-z]+\/[a-z0-9.+-]+$/i;

/** A mail that may not be handed to a server: it would change headers or reach somebody else. */
export class UnsafeMailError extends Error {
  override readonly name: string = 'UnsafeMailError';
}

/** The recipient's own address cannot stand in an envelope (RFC 5321 4.1.2): all other faults are ours. */
export class UnsafeRecipientError extends UnsafeMailError {
  override readonly name = 'UnsafeRecipientError';
}

/** A mail as it goes over the line: the envelope apart, the message as bytes without trailing dot. */
export interface WrittenMail {
  readonly from: string;
  readonly to: string;
  readonly message: string;
}

/** Writes a mail as MIME (RFC 5322, 2045–2047): every header on one line of its own, marked automatic (RFC 3834). */
export function writtenMail(mail: OutgoingMail): WrittenMail {
  if (!MESSAGE_ID.test(mail.messageId)) throw new UnsafeMailError('not a Message-ID');
  const from = safeAddress(mail.from.address);
  if (!ADDRESS.test(mail.to.address)) {
    throw new UnsafeRecipientError('not a single e-mail address');
  }
  const to = mail.to.address;
  const headers: [string, string][] = [
    ['From', mailboxText(mail.from.name, from)],
    ['To', mailboxText(mail.to.name ?? '', to)],
    ...(mail.replyTo === null
      ? []
      : [
          ['Reply-To', mailboxText(mail.replyTo.name, safeAddress(mail.replyTo.address))] as [
            string,
            string,
          ],
        ]),
    ['Subject', encodedText(oneLine(mail.subject), 'Subject'.length + 2)],
    ['Message-ID', `<${mail.messageId}>`],
    ...givenHeaders(mail.headers),
    // Exchange answers automatic mails with out-of-office notes unless told not to.
    ['X-Auto-Response-Suppress', 'OOF, AutoReply'],
    ['Auto-Submitted', 'auto-generated'],
    ['MIME-Version', '1.0'],
  ];
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const returnPath = mail.returnPath ?? null;
  return {
    from: returnPath === null ? from : safeAddress(returnPath),
    to,
    message: head + bodyOf(mail),
  };
}

/** text, HTML and invitation say the same; files and the invitation once more as a file follow them. */
function bodyOf(mail: OutgoingMail): string {
  const entries = mail.ics.map(({ method, content }) => ({ method, lines: base64Lines(content) }));
  const said = multipart('alternative', [
    part('text/plain; charset=utf-8', base64Lines(mail.text)),
    part('text/html; charset=utf-8', base64Lines(mail.html)),
    // What a reader takes for the invitation is one; the others stand beside it as files.
    ...entries
      .slice(0, 1)
      .map(({ method, lines }) => part(`text/calendar; charset=utf-8; method=${method}`, lines)),
  ]);
  const files = [
    ...entries.map(({ lines }, nth) =>
      file(nth === 0 ? 'thoi-han.ics' : `thoi-han-${String(nth + 1)}.ics`, {
        contentType: 'application/ics',
        lines,
      }),
    ),
    ...mail.attachments.map(({ fileName, contentType, bytes }) =>
      file(fileName, { contentType, lines: base64OfBytes(bytes) }),
    ),
  ];
  return files.length === 0 ? said : multipart('mixed', [said, ...files]);
}

/** Parts between boundaries, which no part holds: each is in base64, where there is no `=_` (RFC 2045 6.7). */
function multipart(kind: 'alternative' | 'mixed', parts: readonly string[]): string {
  const boundary = `${kind}=_dondoc`;
  const inner = parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('');
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${inner}--${boundary}--\r\n`;
}

function part(contentType: string, lines: string): string {
  return `Content-Type: ${contentType}\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}`;
}

function file(
  name: string,
  { contentType, lines }: { readonly contentType: string; readonly lines: string },
): string {
  if (!CONTENT_TYPE.test(contentType)) throw new UnsafeMailError('not a content type');
  const shown = oneLine(name);
  const plain = shown.replace(/[^\x20-\x7e]|["\\]/g, '_');
  // RFC 2231 for the true name, an ASCII one beside it for old readers.
  const extended = encodeURIComponent(shown).replace(/['()*!]/g, percent);
  return (
    `Content-Type: ${contentType}; name="${plain}"\r\n` +
    `Content-Disposition: attachment; filename="${plain}"; filename*=utf-8''${extended}\r\n` +
    `Content-Transfer-Encoding: base64\r\n\r\n${lines}`
  );
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function mailboxText(name: string, address: string): string {
  const shown = oneLine(name);
  if (shown === '') return address;
  if (/^[\x20-\x7e]*$/.test(shown)) return `"${shown.replace(/["\\]/g, '\\$&')}" <${address}>`;
  return `${encodedText(shown, 'Reply-To: '.length)} <${address}>`;
}

/** Text of a header as it is, or in encoded words of at most 75 characters each on a line of its own (RFC 2047 2). */
function encodedText(text: string, before: number): string {
  if (/^[\x20-\x7e]*$/.test(text) && text.length + before <= 76) return text;
  // Senders and subjects come again in every mail of a wave.
  const known = encodedWords.get(text);
  if (known !== undefined) return known;
  const words = wordsOf(text);
  if (encodedWords.size >= MOST_REMEMBERED) encodedWords.clear();
  encodedWords.set(text, words);
  return words;
}

const MOST_REMEMBERED = 500;
const encodedWords = new Map<string, string>();

function wordsOf(text: string): string {
  // 75 − "=?utf-8?B??=" is 63 characters of base64: 45 bytes. A character is never cut in two.
  const words: string[] = [];
  let chunk = '';
  let bytes = 0;
  for (const character of text) {
    const size = Buffer.byteLength(character);
    if (bytes + size > (words.length === 0 ? 39 : 45)) {
      words.push(chunk);
      chunk = '';
      bytes = 0;
    }
    chunk += character;
    bytes += size;
  }
  words.push(chunk);
  return words
    .map((word) => `=?utf-8?B?${Buffer.from(word, 'utf8').toString('base64')}?=`)
    .join('\r\n ');
}

function givenHeaders(given: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(given).map(([name, value]) => {
    if (!HEADER_NAME.test(name)) throw new UnsafeMailError('not a header name');
    return [name, encodedText(oneLine(value), name.length + 2)];
  });
}

function safeAddress(address: string): string {
  if (!ADDRESS.test(address)) throw new UnsafeMailError('not a single e-mail address');
  return address;
}
