import { part, type Passage } from './passage.js';
import { sends } from './acts-of-sending.js';
import { ROW } from './task-tables.js';
import { timesIn } from './times.js';

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
  /** The item, bullet or section this block stands under, or null; for "b)" that is "2.", not "a)". */
  readonly parent: Block | null;
}

/** How a paragraph begins and how deep that stands: a smaller rank holds the larger ones. */
interface Marker {
  readonly kind: Block['kind'];
  readonly rank: number;
  readonly pattern: RegExp;
}

/** Rank of "1)" and "1/" where "1." or "a)" stand above them. */
const INNER_NUMBER = 6;
const BULLET = 8;

/** The markers in the order tried; matched against text with its capitals. */
const MARKERS: readonly Marker[] = [
  { kind: 'text', rank: 0, pattern: new RegExp(`^(${ROW})`, 'u') },
  // "Phần thứ nhất", "Chương II."
  {
    kind: 'section',
    rank: 0,
    pattern:
      /^(?:Phần|PHẦN|Chương|CHƯƠNG)\s+(?:(?:thứ|THỨ)\s+)?([IVX]{1,5}|\d{1,2}|nhất|hai|ba|tư|bốn|năm|sáu|NHẤT|HAI|BA|TƯ|BỐN|NĂM|SÁU)(?!\p{L})[.:]?\s*/u,
  },
  // "II. ", "II- ", "B. "; not "V/v" of a subject
  { kind: 'section', rank: 0, pattern: /^(?!V\/v)([IVX]{1,5})\s?[./-]\s*/u },
  { kind: 'section', rank: 0, pattern: /^([A-HK-M])\.\s+(?=\p{Lu})/u },
  // "Điều 2.", which holds "1."
  { kind: 'item', rank: 0, pattern: /^(?:Điều|ĐIỀU)\s+(\d{1,3})\s*[.:]\s*/u },
  // "3. ", "3.2. ", "3.2 "
  { kind: 'item', rank: 1, pattern: /^(\d{1,2})\s?\.\s+/u },
  // "Một là, …", "Thứ hai: …"
  {
    kind: 'item',
    rank: 1,
    pattern:
      /^((?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín) là|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy))\s*[,:]\s+/u,
  },
  { kind: 'item', rank: 2, pattern: /^(\d{1,2}\.\d{1,2})[.)]\s+/u },
  { kind: 'item', rank: 2, pattern: /^(\d{1,2}\.\d{1,2})\s+(?=\p{L})/u },
  { kind: 'item', rank: 3, pattern: /^(\d{1,2}(?:\.\d{1,2}){2,3})[.)]?\s+/u },
  // "1) ", "1/ ", "1- ", "1-Sở", "1 - Sở"; not "5 - 7 ngày"
  {
    kind: 'item',
    rank: INNER_NUMBER,
    pattern: /^(\d{1,2})(?:[)/-]\s+|[)/-](?=\p{Lu}\p{Ll})|\s-\s(?=\p{Lu}))/u,
  },
  // "(1) …", "(a) …"
  { kind: 'item', rank: INNER_NUMBER, pattern: /^\((\d{1,2})\)\s+/u },
  // "a) ", "đ. "
  { kind: 'item', rank: 5, pattern: /^([a-zđ])[).]\s+/u },
  { kind: 'bullet', rank: BULLET, pattern: /^(-)\s*/u },
  { kind: 'bullet', rank: BULLET + 1, pattern: /^(\+)\s*/u },
  { kind: 'bullet', rank: BULLET, pattern: /^([*•▪])\s+(?=\p{L})/u },
];

interface Open {
  readonly rank: number;
  readonly printed: number;
  readonly block: Block;
}

/** The title of a section with text behind it on the same line. */
const TITLE_AND_TEXT = /^[^:;.]{3,60}:(?= \p{L}[^]{39,})/u;

/** "III. Giao Phòng …; hồ sơ gửi … trong vòng 10 ngày": a numbered sentence, no title. */
function isSentence({ key, text }: Passage): boolean {
  return /[;.]\s+\p{L}/u.test(text.slice(0, -1)) && sends(key) && timesIn(key).length > 0;
}

/** The paragraphs with their places in the outline. */
export function outlineOf(paragraphs: readonly Passage[]): Block[] {
  const blocks: Block[] = [];
  let section = 0;
  let sectionTitle = '';
  let open: Open[] = [];
  let heading: Block | null = null;
  for (const entry of entriesOf(paragraphs)) {
    const { kind, marker, passage, rank: printed } = entry;
    if (kind === 'section') {
      // "III. Kinh phí: …; Kế toán lập dự toán trình …": what follows the title on its line is text.
      const title =
        TITLE_AND_TEXT.exec(passage.key)?.[0].length ?? (isSentence(passage) ? 0 : undefined);
      const titled = title === undefined ? passage : part(passage, 0, title);
      section += 1;
      sectionTitle = titled.key;
      open = [];
      heading = { kind, marker, passage: titled, section, sectionTitle, parent: null };
      blocks.push(heading);
      if (title !== undefined) {
        const rest = part(passage, title, passage.text.length);
        blocks.push({
          kind: 'text',
          marker: '',
          passage: rest,
          section,
          sectionTitle,
          parent: heading,
        });
      }
      continue;
    }
    const outermost =
      printed === INNER_NUMBER && open.every((above) => above.printed >= INNER_NUMBER);
    const rank = outermost ? 1 : printed;
    open = open.filter((above) => above.rank < rank);
    const block: Block = {
      kind,
      marker,
      passage,
      section,
      sectionTitle,
      parent: open.at(-1)?.block ?? heading,
    };
    if (kind !== 'text') open.push({ rank, printed, block });
    blocks.push(block);
  }
  return blocks;
}

type Entry = Pick<Block, 'kind' | 'marker' | 'passage'> & { readonly rank: number };

/** The paragraphs with their markers; one alone on its line ("Điều 1.") marks the text below it. */
function entriesOf(paragraphs: readonly Passage[]): Entry[] {
  const entries: Entry[] = [];
  for (const paragraph of paragraphs) {
    const entry = marked(paragraph);
    const last = entries.at(-1);
    if (last?.kind === 'item' && last.passage.text === '' && entry.kind === 'text')
      entries.splice(-1, 1, { ...last, passage: entry.passage });
    else entries.push(entry);
  }
  return entries;
}

function marked(paragraph: Passage): Entry {
  for (const { kind, pattern, rank } of MARKERS) {
    const found = pattern.exec(paragraph.plain);
    if (found === null) continue;
    const passage = part(paragraph, found[0].length, paragraph.text.length);
    return { kind, marker: found[1] ?? '', passage, rank };
  }
  // Text goes on under the item above it, not under its bullets.
  return { kind: 'text', marker: '', passage: paragraph, rank: BULLET };
}
