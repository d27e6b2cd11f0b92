import { part, type Passage } from './passage.js';

/** One paragraph of the body in its place: under which section and which numbered item. */
export interface Block {
  readonly kind: 'section' | 'item' | 'bullet' | 'text';
  /** `III`, `3.2`, `a`, `-` or an empty text. */
  readonly marker: string;
  /** The paragraph without its marker. */
  readonly passage: Passage;
  /** Counts the sections from 1; 0 before the first. */
  readonly section: number;
  readonly sectionTitle: string;
  /** The numbered item this block belongs to (itself for an item), or null. */
  readonly item: Block | null;
}

/** How a paragraph begins, in the order tried: "II. …", "3.2. …", "a) …", "- …". */
const MARKERS: readonly { kind: Block['kind']; pattern: RegExp }[] = [
  { kind: 'section', pattern: /^(?:(?:phần|chương)\s+([ivx]{1,5})\b[.:]?|([ivx]{1,5})\.)\s*/u },
  { kind: 'item', pattern: /^(\d{1,2}(?:\.\d{1,2})*)[.)]\s+/u },
  { kind: 'item', pattern: /^(\d{1,2}\.\d{1,2})\s+(?=\p{L})/u },
  { kind: 'item', pattern: /^([a-zđ])\)\s+/u },
  { kind: 'bullet', pattern: /^([-+])\s*/u },
];

/** The paragraphs with their places in the outline. */
export function outlineOf(paragraphs: readonly Passage[]): Block[] {
  const blocks: Block[] = [];
  let section = 0;
  let sectionTitle = '';
  let item: Block | null = null;
  for (const paragraph of paragraphs) {
    const { kind, marker, passage } = marked(paragraph);
    if (kind === 'section') {
      section += 1;
      sectionTitle = passage.key;
      item = null;
      blocks.push({ kind, marker, passage, section, sectionTitle, item: null });
      continue;
    }
    const block: Block = { kind, marker, passage, section, sectionTitle, item };
    if (kind === 'item') item = block;
    blocks.push(block);
  }
  return blocks;
}

function marked(paragraph: Passage): Pick<Block, 'kind' | 'marker' | 'passage'> {
  for (const { kind, pattern } of MARKERS) {
    const found = pattern.exec(paragraph.key);
    if (found === null) continue;
    const passage = part(paragraph, found[0].length, paragraph.text.length);
    return { kind, marker: found[1] ?? found[2] ?? '', passage };
  }
  return { kind: 'text', marker: '', passage: paragraph };
}
