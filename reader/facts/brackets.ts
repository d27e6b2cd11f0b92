import { identityOf } from '../../domain/body-identity.js';
import { bodiesIn, runFrom, type Body } from '../bodies.js';
import { part, type Passage } from '../passage.js';
import { OWNER_CELL } from '../task-tables.js';
import { unwrapped } from './headings.js';

/** The bracket at the end of a paragraph, with what stands in it. */
const BRACKET = /\((?<inside>[^()]{6,600})\)\s*[.;]?\s*$/u;

/** What stands in the bracket that ends a paragraph; null when it ends in none. */
export function closingBracket(paragraph: Passage): Passage | null {
  const found = BRACKET.exec(paragraph.key);
  if (found === null) return null;
  const start = found.index + 1;
  return part(paragraph, start, start + (found.groups?.['inside'] ?? '').length);
}

/** A closing bracket that names bodies and nothing else, "(Sở Y tế)", or who leads, "(Công an tỉnh chủ trì, …)". */
export function bracketBodies(paragraph: Passage): {
  readonly bodies: readonly Body[];
  readonly passage: Passage;
  readonly binding: boolean;
} {
  const found = BRACKET.exec(paragraph.key);
  const start = (found?.index ?? 0) + 1;
  const inside = part(paragraph, start, start + (found?.groups?.['inside'] ?? '').length);
  const { text: passage, binding } = unwrapped(inside);
  // The cell of those who owe holds names and nothing else.
  if (found !== null && paragraph.key.charAt(found.index - 1) === OWNER_CELL)
    return { bodies: namesIn(passage), passage, binding };
  const bodies = found === null ? [] : bodiesIn(passage);
  const run = bodies[0]?.start === 0 ? runFrom(passage, bodies, 0) : [];
  const rest = passage.key.slice(run.at(-1)?.end ?? 0).trim();
  const alone = rest === '' || /^(?:chủ trì|thực hiện$)/u.test(rest);
  return { bodies: alone ? run : [], passage, binding };
}

/** "Đợt 1 (khối sở, ngành): …": who is meant by the bracket of an item's label; null without one. */
export function bodyOfLabel({ key, text }: Passage): Body | null {
  const name =
    /^[^():;.]{2,40}\((?:đối với |gồm |dành cho )?(?<name>(?:khối|các|cấp|nhóm|ubnd|sở|công an|trường)(?!\p{L})[^()\d]{2,80})\)\s*:/u.exec(
      key,
    )?.groups?.['name'];
  if (name === undefined) return null;
  const start = key.indexOf(name);
  const end = start + name.length;
  const identity = name.replace(/^các /u, '');
  return {
    start,
    end,
    name: text.slice(start, end),
    identity,
    family: 'organisation',
    group: true,
  };
}

/** The names that a cell lists, known to a table of names or not. */
function namesIn(cell: Passage): Body[] {
  const bodies = bodiesIn(cell);
  const run = bodies[0]?.start === 0 ? runFrom(cell, bodies, 0) : [];
  if (run.at(-1)?.end === cell.text.length) return run;
  const ends = [...cell.key.matchAll(/;|, (?=các |ubnd |sở |công an |phòng )|$/gu)].map(
    ({ index }) => index,
  );
  return ends.flatMap((end, index) => {
    const from = index === 0 ? 0 : (ends[index - 1] ?? 0) + 1;
    const name = part(cell, from, end);
    const [known] = bodiesIn(name);
    if (name.text === '' || name.text.length > 120) return [];
    if (known?.start === 0 && known.end === name.text.length)
      return [{ ...known, start: known.start + from, end: known.end + from }];
    const start = cell.text.indexOf(name.text, from);
    const group = name.key.startsWith('các ');
    return [
      {
        start,
        end: start + name.text.length,
        name: name.text,
        identity: group ? name.key.replace(/^các /u, '') : identityOf(name.text),
        family: 'organisation' as const,
        group,
      },
    ];
  });
}
