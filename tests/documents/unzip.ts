import type { Readable } from 'node:stream';
import { text as streamText } from 'node:stream/consumers';
import { Docx } from 'easy-template-x';
import yauzl, { type Entry, type ZipFile } from 'yauzl';

/** The text of every entry of a ZIP archive, by its path. */
export async function unzip(archive: Buffer): Promise<Map<string, string>> {
  const zip = await opened(archive);
  const entries = new Map<string, string>();
  const done = new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => {
      resolve();
    });
    zip.on('entry', (entry: Entry) => {
      textOf(zip, entry).then((text) => {
        entries.set(entry.fileName, text);
        zip.readEntry();
      }, reject);
    });
  });
  zip.readEntry();
  await done;
  return entries;
}

/** The same archive with some entries more, or others in their place. */
export async function repacked(
  archive: Buffer,
  entries: Readonly<Record<string, string>>,
): Promise<Buffer> {
  const { rawZipFile } = await Docx.load(archive);
  for (const [path, text] of Object.entries(entries)) rawZipFile.setFile(path, text);
  return rawZipFile.export(Buffer);
}

async function opened(archive: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(archive, { lazyEntries: true }, (failed, zip) => {
      if (failed) reject(failed);
      else resolve(zip);
    });
  });
}

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (failed, opening) => {
      if (failed) reject(failed);
      else resolve(opening);
    });
  });
  return streamText(stream);
}

/** The paragraphs of a .docx as plain text, tables included. */
export async function paragraphsOf(docx: Buffer): Promise<string[]> {
  const xml = (await unzip(docx)).get('word/document.xml') ?? '';
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
      .map(([, text = '']) => text)
      .join('')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  );
}

/** The XML of the paragraph that holds a text; empty when there is none. */
export async function paragraphXml(docx: Buffer, text: string): Promise<string> {
  const xml = (await unzip(docx)).get('word/document.xml') ?? '';
  return (
    [...xml.matchAll(/<w:p[ >](?:(?!<w:p[ >]).)*?<\/w:p>/gs)]
      .map(([found]) => found)
      .find((p) => p.includes(text)) ?? ''
  );
}

/** The header that the first section of a .docx uses on its first page, or on the others. */
export async function headerXml(docx: Buffer, kind: 'first' | 'default'): Promise<string> {
  const parts = await unzip(docx);
  const reference = new RegExp(`<w:headerReference w:type="${kind}" r:id="([^"]+)"`);
  const id = reference.exec(parts.get('word/document.xml') ?? '')?.[1] ?? 'none';
  const relations = parts.get('word/_rels/document.xml.rels') ?? '';
  const relation = [...relations.matchAll(/<Relationship [^>]*>/g)].find(([found]) =>
    found.includes(`Id="${id}"`),
  );
  const target = /Target="([^"]+)"/.exec(relation?.[0] ?? '')?.[1];
  const header = parts.get(`word/${String(target)}`);
  if (header === undefined) throw new Error(`no ${kind} header`);
  return header;
}
