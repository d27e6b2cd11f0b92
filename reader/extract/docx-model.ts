import type { Element } from './docx-text.js';
import { notReadable } from './not-readable.js';
import { numberingOf } from './docx-numbering.js';
import { childOf, parsedXml, within, type XmlNode } from './xml.js';

/** The parts of a package that hold text, by their names. */
export type Parts = ReadonlyMap<string, Buffer>;

/** What is left out: deleted, moved away, properties, the commands of fields, readings of signs. */
const LEFT_OUT = new Set([
  ...['del', 'moveFrom', 'delText', 'instrText', 'delInstrText', 'pPr', 'rPr', 'tblPr', 'tblGrid'],
  ...['trPr', 'tcPr', 'sectPr', 'sdtPr', 'sdtEndPr', 'rt', 'docPr', 'ffData', 'shapetype', 'style'],
]);
/** A picture of this size in EMU (8 by 10 cm) is likely to show writing. */
const LARGE = { cx: 3_600_000, cy: 2_880_000 };

/** The document of a package as blocks and runs; null when the package has no main part. */
export function documentOf(parts: Parts): Element | null {
  const main = mainPartOf(parts);
  if (main === null) return null;
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relations = relationsOf(parts, main);
  const targetOf = (kind: string) =>
    relations.find(({ type }) => type.endsWith(`/${kind}`))?.target ?? `${folder}${kind}.xml`;
  const xml = (name: string) => {
    const bytes = parts.get(name);
    return bytes === undefined ? undefined : parsedXml(bytes.toString('utf8'));
  };
  const walk = walker({
    parts,
    relations,
    styles: stylesOf(xml(targetOf('styles'))),
    numbering: numberingOf(xml(targetOf('numbering'))),
    notes: new Map(
      ['footnotes', 'endnotes'].flatMap((kind) => {
        const part = xml(targetOf(kind));
        const name = kind.slice(0, -1);
        return (part === undefined ? [] : within(part, name)).map(
          (note) => [`${name} ${note.attributes['id'] ?? ''}`, note] as const,
        );
      }),
    ),
  });
  const body = within(xml(main) ?? parsedXml(''), 'body')[0];
  return { type: 'document', children: (body?.children ?? []).flatMap(walk) };
}

function mainPartOf(parts: Parts): string | null {
  const named = relationsOf(parts, '').find(({ type }) => type.endsWith('/officeDocument'))?.target;
  return [named, 'word/document.xml'].find((name) => name !== undefined && parts.has(name)) ?? null;
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

/** What a part refers to, by names within the package; the package itself is the part without a name. */
function relationsOf(parts: Parts, part: string): Relation[] {
  const cut = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, cut);
  const bytes = parts.get(`${folder}_rels/${part.slice(cut)}.rels`);
  if (bytes === undefined) return [];
  return within(parsedXml(bytes.toString('utf8')), 'Relationship').map(({ attributes }) => ({
    id: attributes['Id'] ?? '',
    type: attributes['Type'] ?? '',
    target: placed(folder, attributes['Target'] ?? ''),
  }));
}

function placed(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

interface Styles {
  readonly isHidden: (style: string | undefined) => boolean;
  readonly numPr: (style: string | undefined) => XmlNode | undefined;
}

function stylesOf(part: XmlNode | undefined): Styles {
  const styles = new Map(
    (part === undefined ? [] : within(part, 'style')).map((node) => [
      node.attributes['styleId'] ?? '',
      node,
    ]),
  );
  /** The first answer of a style and those it is based on. */
  const first = <T>(id: string | undefined, ask: (style: XmlNode) => T | undefined) => {
    const seen = new Set<string>();
    for (let at = id; at !== undefined && !seen.has(at);) {
      seen.add(at);
      const style = styles.get(at);
      const answer = style === undefined ? undefined : ask(style);
      if (answer !== undefined) return answer;
      at = childOf(style, 'basedOn')?.attributes['val'];
    }
    return undefined;
  };
  return {
    isHidden: (id) => first(id, (style) => leftOut(childOf(style, 'rPr'))) ?? false,
    numPr: (id) => first(id, (style) => childOf(childOf(style, 'pPr'), 'numPr')),
  };
}

/** Whether run properties hide the text or strike it out; undefined when they do not say. */
function leftOut(properties: XmlNode | undefined): boolean | undefined {
  const said = ['vanish', 'strike', 'dstrike'].flatMap((name) => {
    const mark = childOf(properties, name);
    return mark === undefined ? [] : [!/^(?:0|false|off)$/u.test(mark.attributes['val'] ?? '1')];
  });
  return said.length === 0 ? undefined : said.includes(true);
}

interface World {
  readonly parts: Parts;
  readonly relations: readonly Relation[];
  readonly styles: Styles;
  readonly numbering: ReturnType<typeof numberingOf>;
  readonly notes: ReadonlyMap<string, XmlNode>;
}

/** What reads one node of the body into blocks and runs. */
function walker(world: World): (node: XmlNode) => Element[] {
  const { styles, notes } = world;
  const all = (nodes: readonly XmlNode[]): Element[] => nodes.flatMap(walk);
  const words = (value: string): Element[] => [{ type: 'text', value }];

  function walk(node: XmlNode): Element[] {
    if (LEFT_OUT.has(node.name)) return [];
    switch (node.name) {
      case 'p':
        return paragraph(node);
      case 'tbl':
        return [{ type: 'table', children: rowsOf(node, all) }];
      case 'r': {
        const properties = childOf(node, 'rPr');
        const own = leftOut(properties);
        const style = childOf(properties, 'rStyle')?.attributes['val'];
        return (own ?? styles.isHidden(style)) ? [] : all(node.children);
      }
      case 't':
        return words(node.children.map(({ text }) => text).join(''));
      case 'tab':
      case 'ptab':
        return [{ type: 'tab' }];
      case 'br':
      case 'cr':
        return [{ type: 'break', breakType: node.attributes['type'] ?? 'line' }];
      case 'noBreakHyphen':
        return words('-');
      case 'sym':
        return words('-');
      case 'footnoteReference':
      case 'endnoteReference':
        return note(node);
      case 'AlternateContent':
        return alternative(node);
      case 'altChunk':
        return imported(node.attributes['id'] ?? '');
      case 'OLEObject':
        return words(` ${notReadable('đối tượng nhúng')} `);
      case 'drawing':
      case 'pict':
      case 'object':
        return drawing(node);
      case '#text':
        return [];
      default:
        return all(node.children);
    }
  }

  /** A paragraph behind its number, and after it the text boxes that hang on it. */
  function paragraph(node: XmlNode): Element[] {
    const children = all(node.children);
    const isBlock = ({ type }: Element) => type === 'paragraph' || type === 'table';
    const runs = children.filter((child) => !isBlock(child));
    const number = runs.some(hasWords) ? numberOf(node) : '';
    const own: Element = {
      type: 'paragraph',
      children: number === '' ? runs : [...words(number), ...runs],
    };
    const boxes = children.filter(isBlock);
    return boxes.length > 0 && !runs.some(hasWords) ? boxes : [own, ...boxes];
  }

  function numberOf(node: XmlNode): string {
    const properties = childOf(node, 'pPr');
    const style = childOf(properties, 'pStyle')?.attributes['val'];
    const own = childOf(properties, 'numPr');
    const ofStyle = styles.numPr(style);
    const numId = (childOf(own, 'numId') ?? childOf(ofStyle, 'numId'))?.attributes['val'];
    if (numId === undefined || numId === '0') return '';
    const level = (childOf(own, 'ilvl') ?? childOf(ofStyle, 'ilvl'))?.attributes['val'];
    const { next, levelOfStyle } = world.numbering;
    return next(numId, level === undefined ? levelOfStyle(numId, style ?? '') : Number(level));
  }

  /** A note in brackets where it is referred to: it may take out of a sentence what the sentence says. */
  function note({ name, attributes }: XmlNode): Element[] {
    const kind = name === 'footnoteReference' ? 'footnote' : 'endnote';
    const found = notes.get(`${kind} ${attributes['id'] ?? ''}`);
    const text =
      found === undefined ? '' : textOf(all(found.children)).replace(/\s+/gu, ' ').trim();
    return text === '' ? [] : words(` (${text.replace(/\.$/u, '')})`);
  }

  /** The first of the ways to show a thing that holds words. */
  function alternative(node: XmlNode): Element[] {
    for (const way of node.children) {
      const read = all(way.children);
      if (read.some(hasWords)) return read;
    }
    return [];
  }

  function drawing(node: XmlNode): Element[] {
    const read = all(node.children);
    if (read.some(hasWords)) return read;
    const uri = within(node, 'graphicData')[0]?.attributes['uri'] ?? '';
    if (/chart|diagram/u.test(uri)) return words(` ${notReadable('sơ đồ, biểu đồ')} `);
    const extent = within(node, 'extent')[0]?.attributes ?? {};
    const isLarge = Number(extent['cx']) > LARGE.cx && Number(extent['cy']) > LARGE.cy;
    return isLarge ? words(` ${notReadable('hình ảnh')} `) : [];
  }

  /** A file that is taken in as it is. */
  function imported(id: string): Element[] {
    const name = world.relations.find((relation) => relation.id === id)?.target ?? '';
    const bytes = world.parts.get(name);
    const lines = bytes === undefined ? null : importedText(name, bytes);
    const text = lines ?? notReadable('phần văn bản nhập từ tệp khác');
    return text.split('\n').map((line) => ({ type: 'paragraph', children: words(line) }));
  }

  return walk;
}

/** The words of an imported page or text; null for what is neither. */
function importedText(name: string, bytes: Buffer): string | null {
  const text = bytes.toString('utf8');
  if (/\.txt$/iu.test(name)) return text;
  if (!/\.x?html?$/iu.test(name) && !/^\s*(?:<!doctype html|<html)/iu.test(text)) return null;
  const body = text.replace(/<(head|style|script)[\s\S]*?<\/\1>/giu, '').replace(/\s+/gu, ' ');
  return body
    .replace(/<(?:\/p|\/div|\/tr|\/li|br ?\/?|\/h\d)>/giu, '\n')
    .replace(/<[^<>]*>/gu, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}

/** The rows of a table; a cell that goes on from the row above makes the one that began longer. */
function rowsOf(table: XmlNode, all: (nodes: readonly XmlNode[]) => Element[]): Element[] {
  const reaching = new Map<number, { rowSpan: number }>();
  return held(table, 'tr')
    .filter((row) => childOf(childOf(row, 'trPr'), 'del') === undefined)
    .map((row) => {
      let column = 0;
      const cells = held(row, 'tc').flatMap((cell): Element[] => {
        const properties = childOf(cell, 'tcPr');
        const colSpan = Number(childOf(properties, 'gridSpan')?.attributes['val'] ?? 1);
        const merge = childOf(properties, 'vMerge');
        const at = column;
        column += colSpan;
        const above = reaching.get(at);
        if (merge !== undefined && merge.attributes['val'] !== 'restart' && above !== undefined) {
          above.rowSpan += 1;
          return [];
        }
        const own = { type: 'tableCell', children: all(cell.children), colSpan, rowSpan: 1 };
        if (merge === undefined) reaching.delete(at);
        else reaching.set(at, own);
        return [own];
      });
      return { type: 'tableRow', children: cells };
    });
}

/** The elements of a name that a node holds, content controls and insertions opened. */
function held(node: XmlNode, name: string): XmlNode[] {
  return node.children.flatMap((child) => {
    if (child.name === name) return [child];
    return ['sdt', 'sdtContent', 'ins', 'customXml'].includes(child.name) ? held(child, name) : [];
  });
}

function hasWords(element: Element): boolean {
  return /\S/u.test(textOf([element]));
}

function textOf(elements: readonly Element[]): string {
  return elements
    .map(
      ({ value = '', children = [], type }) =>
        value + textOf(children) + (type === 'paragraph' ? ' ' : ''),
    )
    .join('');
}
