import { partsOf } from './docx-package.js';
import { childOf, parsedXml, within, type XmlNode } from './xml.js';
import type { PaperBlock, PaperPages, PaperParagraph, PaperRun } from '../../domain/paper-pages.js';

/**
 * What a `.docx` of ours shows, for reading it on a page: paragraphs with their alignment and emphasis,
 * tables with their columns, the runs of pages apart. Text that the file hides is left out.
 */
export async function pagesOfDocx(bytes: Buffer): Promise<PaperPages> {
  const parts = await partsOf(bytes);
  const main = parsedXml(parts.get('word/document.xml')?.toString('utf8') ?? '');
  const body = within(main, 'body')[0];
  const pages: { landscape: boolean; blocks: PaperBlock[] }[] = [];
  let blocks: PaperBlock[] = [];
  let paragraph = 0;
  const next = () => paragraph++;
  for (const node of body?.children ?? []) {
    blocks.push(...blockOf(node, next));
    // A section's properties stand in its last paragraph; the last one's stand in the body itself.
    const section = node.name === 'sectPr' ? node : childOf(childOf(node, 'pPr'), 'sectPr');
    if (section === undefined) continue;
    if (blocks.length > 0) pages.push({ landscape: isLandscape(section), blocks });
    blocks = [];
  }
  if (blocks.length > 0) pages.push({ landscape: false, blocks });
  return { pages };
}

function isLandscape(section: XmlNode): boolean {
  return childOf(section, 'pgSz')?.attributes['orient'] === 'landscape';
}

function blockOf(node: XmlNode, next: () => number): PaperBlock[] {
  if (node.name === 'p') return [paragraphOf(node, next)];
  if (node.name === 'tbl') return [tableOf(node, next)];
  if (node.name === 'sdt') {
    return (childOf(node, 'sdtContent')?.children ?? []).flatMap((child) => blockOf(child, next));
  }
  return [];
}

function paragraphOf(node: XmlNode, next: () => number): PaperParagraph {
  const properties = childOf(node, 'pPr');
  const indent = childOf(properties, 'ind')?.attributes ?? {};
  const runs = runsOf(node.children);
  return {
    kind: 'paragraph',
    n: next(),
    align: alignOf(childOf(properties, 'jc')?.attributes['val']),
    indent: Number(indent['firstLine'] ?? 0) > 0,
    left: Math.max(0, Number(indent['left'] ?? indent['start'] ?? 0)),
    ruled: childOf(childOf(properties, 'pBdr'), 'bottom') !== undefined,
    runs: runs.length === 0 ? [] : runs,
  };
}

function alignOf(value: string | undefined): PaperParagraph['align'] {
  if (value === 'center' || value === 'right') return value;
  if (value === 'end') return 'right';
  return value === 'both' ? 'justify' : 'left';
}

function runsOf(nodes: readonly XmlNode[]): PaperRun[] {
  return nodes.flatMap((node): PaperRun[] => {
    if (node.name === 'hyperlink' || node.name === 'ins') return runsOf(node.children);
    if (node.name !== 'r') return [];
    const properties = childOf(node, 'rPr');
    if (isOn(properties, 'vanish')) return [];
    const text = node.children.map(wordsOf).join('');
    if (text === '') return [];
    return [
      {
        text,
        bold: isOn(properties, 'b'),
        italics: isOn(properties, 'i'),
        points: Number(childOf(properties, 'sz')?.attributes['val'] ?? 28) / 2,
      },
    ];
  });
}

function wordsOf(node: XmlNode): string {
  if (node.name === 't') return node.children.map(({ text }) => text).join('');
  if (node.name === 'tab') return '\t';
  return node.name === 'br' || node.name === 'cr' ? '\n' : '';
}

function isOn(properties: XmlNode | undefined, name: string): boolean {
  const mark = childOf(properties, name);
  return mark !== undefined && !/^(?:0|false|off)$/u.test(mark.attributes['val'] ?? '1');
}

function tableOf(node: XmlNode, next: () => number): PaperBlock {
  const columns = within(childOf(node, 'tblGrid') ?? node, 'gridCol').map(({ attributes }) =>
    Number(attributes['w'] ?? 0),
  );
  const border = childOf(childOf(childOf(node, 'tblPr'), 'tblBorders'), 'top');
  return {
    kind: 'table',
    columns,
    bordered: !/^(?:none|nil)$/u.test(border?.attributes['val'] ?? 'single'),
    rows: node.children
      .filter(({ name }) => name === 'tr')
      .map((row) => ({
        heading: childOf(childOf(row, 'trPr'), 'tblHeader') !== undefined,
        cells: row.children
          .filter(({ name }) => name === 'tc')
          .map((cell) => ({
            span: Number(childOf(childOf(cell, 'tcPr'), 'gridSpan')?.attributes['val'] ?? 1),
            blocks: cell.children.flatMap((child) => blockOf(child, next)),
          })),
      })),
  };
}
