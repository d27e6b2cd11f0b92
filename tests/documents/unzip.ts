import yauzl from 'yauzl';

/** The text of every entry of a ZIP archive, by its path. */
export function unzip(archive: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(archive, { lazyEntries: true }, (failed, zip) => {
      if (failed) return reject(failed);
      const entries = new Map<string, string>();
      zip.on('error', reject);
      zip.on('end', () => resolve(entries));
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (unreadable, stream) => {
          if (unreadable) return reject(unreadable);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            entries.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
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
