import { Docx } from 'easy-template-x';
import { rehearsalPicture } from './rehearsal-mark.js';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const HEADER_PART = 'word/headerRehearsal.xml';
const HEADER_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml';
const HEADER_RELATION =
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships/header';
const RELATION_ID = 'rIdRehearsal';

/**
 * A Word file of somebody else's making with the mark of a rehearsal on every page: in each header that it has, and
 * in one of its own where its first section has none; later sections without one show that of the section before.
 */
export async function markedAsRehearsal(docx: Buffer): Promise<Buffer> {
  const { rawZipFile: zip } = await Docx.load(docx);
  const change = async (path: string, how: (xml: string) => string): Promise<void> => {
    zip.setFile(path, how(await zip.getFile(path).getContentText()));
  };
  const headers = zip
    .listFiles()
    .filter((path) => /^word\/header[^/]*\.xml$/u.test(path))
    .sort();
  for (const [index, path] of headers.entries()) {
    await change(path, (xml) => xml.replace(/<\/w:hdr>\s*$/u, `${marked(index + 2)}</w:hdr>`));
  }
  zip.setFile(
    HEADER_PART,
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr ${W}>${marked(1)}</w:hdr>`,
  );
  await change('[Content_Types].xml', (xml) =>
    xml.replace(
      '</Types>',
      `<Override PartName="/${HEADER_PART}" ContentType="${HEADER_TYPE}"/></Types>`,
    ),
  );
  await change('word/_rels/document.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `<Relationship Id="${RELATION_ID}" Type="${HEADER_RELATION}" Target="headerRehearsal.xml"/></Relationships>`,
    ),
  );
  await change('word/document.xml', withHeaders);
  return zip.export(Buffer);
}

function marked(shape: number): string {
  return `<w:p ${W}><w:r>${rehearsalPicture(shape)}</w:r></w:p>`;
}

/** The document whose first section names a header for each kind of page. */
function withHeaders(xml: string): string {
  const section = /<w:sectPr\b[^>]*?(\/?)>/u.exec(xml);
  if (section === null) {
    return xml.replace('</w:body>', `<w:sectPr>${references('')}</w:sectPr></w:body>`);
  }
  const [begin, closed = ''] = section;
  const rest = xml.slice(section.index + begin.length);
  const opened = closed === '' ? begin : `${begin.slice(0, -2)}>`;
  const own = closed === '' ? rest.slice(0, rest.indexOf('</w:sectPr>')) : '';
  const after = closed === '' ? rest : `</w:sectPr>${rest}`;
  return `${xml.slice(0, section.index)}${opened}${references(own)}${after}`;
}

/** Headers for the kinds of pages for which a section names none. */
function references(section: string): string {
  return ['default', 'first', 'even']
    .filter((kind) => !new RegExp(`<w:headerReference\\b[^>]*w:type="${kind}"`, 'u').test(section))
    .map((kind) => `<w:headerReference w:type="${kind}" r:id="${RELATION_ID}" ${R}/>`)
    .join('');
}
