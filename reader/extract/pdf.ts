import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnreadableDocument } from '../unreadable.js';
import { notReadable } from './not-readable.js';
import type { Extracted } from './extracted.js';
import { versionOf } from './package-version.js';
import { tabledPages, type PlacedWord } from './pdf-tables.js';
import { parsedXml, within } from './xml.js';

const TIMEOUT_MS = 60_000;
const MOST_TEXT_BYTES = 32 * 1024 * 1024;
/** A page of a scanned file has next to no letters, in their number. */
const FEWEST_LETTERS = 40;
/** The lines of a digital signature, which is set as text on a scanned page too. */
const SIGNATURE_STAMP =
  /^[ \t]*(?:(?:người ký|ký bởi|được ký|ký số|chữ ký số|nguoi ky|ky boi|email|e-mail|cơ quan|thời gian ký|thoi gian ky|ngày ký|tổ chức|lý do|signature|signed by|digitally signed|signing|date|reason|location)(?!\p{L}).*|.*[+-]07[:']00'?)[ \t]*$/gimu;

/** The words of a page that may hold a table of tasks or reports. */
const MAY_HOLD_TABLE = /(?:thời hạn|thời gian|hoàn thành|tiến độ)/iu;

/** The pages of a file as they run, and where their words stand. */
interface Pages {
  readonly text: string;
  readonly extractor: string;
  readonly words: () => Promise<readonly (readonly PlacedWord[])[]>;
}

/**
 * The text of a `.pdf` file, by pdftotext when it is installed, else by unpdf, tables row by row; scanned
 * and locked files are refused, a page without text among others is told.
 */
export async function extractPdf(
  bytes: Uint8Array,
  { program = 'pdftotext' } = {},
): Promise<Extracted> {
  const read = (await withPdftotext(program, bytes)) ?? (await withUnpdf(bytes));
  if (isScanned(read.text)) throw new UnreadableDocument('SCANNED');
  const pages = pagesOf(read.text);
  const tables = MAY_HOLD_TABLE.test(read.text.normalize('NFC'))
    ? tabledPages(await read.words())
    : [];
  const text = pages.map((page, index) => {
    const isPicture = !/[\p{L}\d]/u.test(page) && index < pages.length - 1;
    return isPicture
      ? `${notReadable(`trang ${String(index + 1)} không có chữ`)}\n`
      : (tables[index] ?? page);
  });
  return { text: text.join('\f'), extractor: read.extractor };
}

/** The text of a `.pdf` as it runs, its pages parted by form feeds; null where it is scanned, locked or damaged. */
export async function textOfPdf(bytes: Uint8Array): Promise<string | null> {
  try {
    const { text } = (await withPdftotext('pdftotext', bytes)) ?? (await withUnpdf(bytes));
    return isScanned(text) ? null : text;
  } catch (error) {
    if (error instanceof UnreadableDocument) return null;
    throw error;
  }
}

/** The pages of a text, parted by form feeds. */
function pagesOf(text: string): string[] {
  return (text.endsWith('\f') ? text.slice(0, -1) : text).split('\f');
}

/** Whether more than half of the pages (parted by form feeds) have no words of their own. */
function isScanned(text: string): boolean {
  const pages = pagesOf(text);
  const written = pages.filter((page) => {
    const letters = page.normalize('NFC').replace(SIGNATURE_STAMP, '').match(/\p{L}/gu);
    return (letters?.length ?? 0) >= FEWEST_LETTERS;
  });
  return written.length === 0 || written.length * 2 < pages.length;
}

async function withPdftotext(program: string, bytes: Uint8Array): Promise<Pages | null> {
  const version = await pdftotextVersion(program);
  if (version === null) return null;
  const text = await pdftotext(program, bytes, []);
  return {
    text,
    extractor: `pdftotext ${version}`,
    words: async () => boxesIn(await pdftotext(program, bytes, ['-bbox'])),
  };
}

/** What pdftotext writes of a file. */
async function pdftotext(
  program: string,
  bytes: Uint8Array,
  options: readonly string[],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-pdf-'));
  try {
    const file = join(folder, 'document.pdf');
    await writeFile(file, bytes);
    const { stdout } = await run(program, [...options, '-enc', 'UTF-8', '-q', file, '-'], {
      timeout: TIMEOUT_MS,
      maxBuffer: MOST_TEXT_BYTES,
    });
    return stdout;
  } catch (error) {
    if (isLocked(bytes)) throw new UnreadableDocument('ENCRYPTED', error);
    throw new UnreadableDocument('DAMAGED', error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The words of each page in what `pdftotext -bbox` writes. */
function boxesIn(xml: string): PlacedWord[][] {
  return within(parsedXml(xml), 'page').map((page) =>
    within(page, 'word').map(({ attributes, children }) => ({
      text: children.map(({ text }) => text).join(''),
      x0: Number(attributes['xMin']),
      x1: Number(attributes['xMax']),
      y0: Number(attributes['yMin']),
      y1: Number(attributes['yMax']),
    })),
  );
}

async function pdftotextVersion(program: string): Promise<string | null> {
  try {
    const { stderr } = await run(program, ['-v'], { timeout: TIMEOUT_MS });
    return /version\s+([\d.]+)/u.exec(stderr)?.[1] ?? '';
  } catch {
    return null;
  }
}

/** Poppler is not there: what the file shows in columns is read less well, and the extractor says so. */
async function withUnpdf(bytes: Uint8Array): Promise<Pages> {
  const { extractText, getDocumentProxy } = await import('unpdf');
  try {
    // The library takes the bytes over, so it gets its own; a Buffer is not what it takes.
    const document = await getDocumentProxy(Uint8Array.from(bytes));
    const { text } = await extractText(document, { mergePages: false });
    return {
      text: text.join('\f'),
      extractor: `unpdf ${versionOf('unpdf')} (không có pdftotext của poppler)`,
      words: async () => {
        const pages: PlacedWord[][] = [];
        for (let number = 1; number <= document.numPages; number += 1) {
          const page = await document.getPage(number);
          const { items } = await page.getTextContent();
          const { transform } = page.getViewport({ scale: 1 });
          pages.push(items.flatMap((item) => ('str' in item ? placed(item, transform) : [])));
        }
        return pages;
      },
    };
  } catch (error) {
    const locked = error instanceof Error && /password/iu.test(`${error.name} ${error.message}`);
    throw new UnreadableDocument(locked ? 'ENCRYPTED' : 'DAMAGED', error);
  }
}

/** A run of letters where it stands on the page as it is shown, turned pages upright. */
function placed(
  item: {
    readonly str: string;
    readonly transform: readonly number[];
    readonly width: number;
    readonly height: number;
  },
  view: readonly number[],
): PlacedWord[] {
  if (item.str.trim() === '') return [];
  const [va = 1, vb = 0, vc = 0, vd = -1, ve = 0, vf = 0] = view;
  const [a = 1, b = 0, , , e = 0, f = 0] = item.transform;
  const at = (x: number, y: number) => ({ x: va * x + vc * y + ve, y: vb * x + vd * y + vf });
  const length = Math.hypot(a, b) || 1;
  const start = at(e, f);
  const end = at(e + (a / length) * item.width, f + (b / length) * item.width);
  const height = item.height || 10;
  return [
    {
      text: item.str.trim(),
      x0: Math.min(start.x, end.x),
      x1: Math.max(start.x, end.x),
      y0: start.y - height,
      y1: start.y,
    },
  ];
}

/** An encrypted PDF names its encryption dictionary in the trailer. */
function isLocked(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes('/Encrypt');
}

/** What a command wrote; rejects when it cannot be started or fails. */
async function run(
  command: string,
  args: readonly string[],
  options: { timeout: number; maxBuffer?: number },
): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { ...options, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error === null) resolve({ stdout, stderr });
      else reject(new Error(`${command} failed`, { cause: error }));
    });
  });
}
