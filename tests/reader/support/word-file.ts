/** Builds `.docx` packages as other programs write them; entries are stored, not compressed. */
export function packed(parts: Readonly<Record<string, string>>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(path.length, 22);
    bodies.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, path, data);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, rest, path);
    offset += 30 + path.length + data.length;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, table, end]);
}

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="r" xmlns:mc="mc" xmlns:wps="wps" xmlns:v="v" xmlns:a="a"';

/** A document with a body and further parts; `main` is where its body stands. */
export function wordFile(
  body: string,
  { main = 'word/document.xml', parts = {}, relations = '' } = {},
): Buffer {
  const [folder = '', name = ''] = main.split('/');
  return packed({
    '_rels/.rels': `<Relationships><Relationship Id="rId1" Type="http://x/officeDocument" Target="${main}"/></Relationships>`,
    [main]: `<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`,
    [`${folder}/_rels/${name}.rels`]: `<Relationships>${relations}</Relationships>`,
    ...parts,
  });
}

/** A paragraph of runs of text, with properties of the paragraph and of its runs. */
export function p(text: string, { pPr = '', rPr = '' } = {}): string {
  return `<w:p><w:pPr>${pPr}</w:pPr><w:r><w:rPr>${rPr}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** The properties of a paragraph of list 1 at a level. */
export const inList = (level: number): string =>
  `<w:numPr><w:ilvl w:val="${String(level)}"/><w:numId w:val="1"/></w:numPr>`;
