import { identityOf } from '../../domain/body-identity.js';
import type { DraftAgency, Evidence } from '../../domain/schemas/plan-draft.js';
import { bodiesIn, HEAD_OF, runFrom, type Body } from '../bodies.js';
import type { DocumentParts } from '../document-parts.js';
import type { Block } from '../outline.js';
import { evidenceOf, part, type Passage } from '../passage.js';
import { openBodyAt } from '../open-bodies.js';
import { clausesOf } from '../sentences.js';
import { OWNER_CELL } from '../task-tables.js';

/** One place where a plan gives a body a task. */
interface Mention {
  readonly body: Body;
  readonly binding: boolean;
  readonly role: DraftAgency['role'];
  readonly evidence: Evidence;
}

/** Sections whose numbered items name bodies: there the plan assigns its tasks. */
const ASSIGNS = 3;
/** "Đề nghị …" asks, it does not bind. */
const ASKS = /^(?:trân trọng )?đề nghị\s+/u;
const GIVES = /^(?:giao|yêu cầu|phân công|đối với|trách nhiệm của|nhiệm vụ của)\s+/u;
/** "Giám đốc Sở …" is the department; "Chủ tịch UBND …" is part of a name. */
const TITLE = new RegExp(String.raw`^(?!chủ tịch |trưởng các )${HEAD_OF}`, 'u');
/** What may stand before the subject of a sentence. */
const LEAD_IN = new RegExp(
  String.raw`^(?:(?:hằng năm|hàng năm|định kỳ),?\s*|các thành viên (?:của )?|thành viên |${HEAD_OF}(?!các thành viên))+`,
  'u',
);

/**
 * The bodies that the plan gives something to do, one row each: those of the assignment section when
 * there is one, else those that sentences and closing brackets name as their doers; in a letter also
 * those that owe something.
 */
export function agenciesOf(parts: DocumentParts, owing: readonly Owing[]): DraftAgency[] {
  const { source, blocks } = parts;
  const assigned = assignmentSections(blocks);
  const sectioned = blocks.some(({ section }) => section > 0);
  const mentions =
    assigned.size > 0
      ? blocks.flatMap((block) =>
          assigned.has(block.section)
            ? fromAssignment(source, block)
            : bracketBodies(block.passage).bodies.length > 0
              ? closingBracket(source, block)
              : [],
        )
      : blocks
          // Without sections the preamble is what stands under no item.
          .filter(({ section, kind }) => (sectioned ? section > 0 : kind === 'item'))
          .flatMap((block) => fromProse(source, block));
  const owe = owing.map((each) => ({ ...each, role: null }));
  if (assigned.size > 0) return rowsOf(mentions);
  if (sectioned) return rowsOf(mentions.length > 0 ? mentions : owe);
  return rowsOf([...mentions, ...owe].sort((a, b) => a.evidence.start - b.evidence.start));
}

/** A body that owes something and the place that says so. */
export interface Owing {
  readonly body: Body;
  readonly binding: boolean;
  readonly evidence: Evidence;
}

/** The bodies that stand at the head of an item ("3. Sở Y tế: …"), [] when it begins otherwise. */
export function headingBodies(block: Block | null): Body[] {
  if (block === null) return [];
  const { text: rest } = unwrapped(block.passage);
  const bodies = bodiesIn(rest);
  const run = bodies[0]?.start === 0 ? runFrom(rest, bodies, 0) : [];
  const after = rest.key.slice(run.at(-1)?.end ?? 0);
  if (block.kind === 'text' || run.length > 1 || /^\s*(?:[:(;,]|và(?!\p{L})|$)/u.test(after))
    return run;
  // A heading that is a name and nothing else, known to its end or not.
  const open = openBodyAt(rest, 0, { isHeading: true });
  if (open === null || (run.at(-1)?.end ?? 0) >= open.end) return run;
  return /^\s*(?::|\([^)]*\)\s*:?\s*$|\.?$)/u.test(rest.key.slice(open.end)) ? [open] : run;
}

/** The nearest block above that sets bodies at its head as its doers, or null. */
export function headAbove({ parent }: Block): Block | null {
  for (let above = parent; above !== null; above = above.parent) {
    if (headingBodies(above).length > 0 && (above.kind === 'item' || isHeading(above)))
      return above;
  }
  return null;
}

/** Where in the extracted text the bodies at the head of a block begin. */
export function headingPlace(block: Block): number {
  const { text: rest } = unwrapped(block.passage);
  return rest.from[0] ?? 0;
}

/** Whether a passage begins with a request that does not bind. */
export function isAsked(passage: Passage): boolean {
  return ASKS.test(passage.key);
}

function assignmentSections(blocks: readonly Block[]): Set<number> {
  const counts = new Map<number, number>();
  for (const block of blocks) {
    if (block.kind === 'text') continue;
    if (headingBodies(block).length === 0 || !isHeading(block)) continue;
    // A section that is headed by its bodies is theirs.
    const weight = block.kind === 'section' ? ASSIGNS : 1;
    counts.set(block.section, (counts.get(block.section) ?? 0) + weight);
  }
  const enough = blocks.some(({ section }) => section > 0) ? ASSIGNS : ASSIGNS - 1;
  return new Set([...counts].filter(([, count]) => count >= enough).map(([section]) => section));
}

/** An item that is nothing but its bodies, or sets them off with a colon or a verb of assignment. */
function isHeading(block: Block): boolean {
  const { passage, kind } = block;
  const { text: rest } = unwrapped(passage);
  const last =
    headingBodies({ ...block, passage }).at(-1) ?? runFrom(rest, bodiesIn(rest), 0).at(-1);
  if (last === undefined) return false;
  const after = rest.key.slice(last.end);
  // A bullet that goes on is a sentence like others.
  if (kind === 'bullet' || kind === 'section') return /^\s*(?:\([^)]*\)\s*)?(?::|$)/u.test(after);
  return /^\s*(?:[:.]|$|\([^)]*\)\s*(?::|$)|(?:có trách nhiệm|chủ trì|chịu trách nhiệm|chỉ đạo|phối hợp)(?!\p{L}))/u.test(
    after,
  );
}

function unwrapped(passage: Passage): { text: Passage; binding: boolean } {
  const asks = ASKS.exec(passage.key);
  const gives = GIVES.exec(passage.key);
  const verb = asks?.[0].length ?? gives?.[0].length ?? 0;
  const title = TITLE.exec(passage.key.slice(verb))?.[0].length ?? 0;
  return { text: part(passage, verb + title, passage.text.length), binding: asks === null };
}

function fromAssignment(source: string, block: Block): Mention[] {
  const above = headAbove(block);
  const named = block.kind === 'text' ? [] : headingBodies(block);
  const heads =
    named.length > 0 &&
    (isHeading(block) || ((above?.kind ?? 'section') === 'section' && block.kind === 'item'));
  // Below a body that has the task, another at the head of a bullet is part of it only when named as in "- Sở …:".
  const free = (above?.kind ?? 'section') === 'section';
  if (heads && (free || (above !== null && headingBodies(above).every(isOneOf(named))))) {
    const { text, binding } = unwrapped(block.passage);
    const leads = /^\s*chủ trì/u.test(text.key.slice(named.at(-1)?.end ?? 0));
    const role = leads ? 'lead' : null;
    return [
      ...named.map((body) => mention(source, text, body, { binding, role })),
      ...laterClauses(source, block),
    ];
  }
  if (GIVES.test(block.passage.key) || ASKS.test(block.passage.key))
    return free || block.kind === 'text' ? sentenceSubjects(source, block) : [];
  if (above === null) return [];
  return subjectsIn(source, block, !isAsked(above.passage));
}

/** "4. Sở Tài chính …; Báo Sông Hương tăng cường …": who acts after the semicolon. */
function laterClauses(source: string, block: Block): Mention[] {
  return clausesOf(block.passage)
    .slice(1)
    .flatMap(({ passage }) => subjectsIn(source, { ...block, passage }, !isAsked(passage)));
}

function isOneOf(named: readonly Body[]): (body: Body) => boolean {
  return ({ identity }) => named.some((other) => other.identity === identity);
}

/** Bodies that open a paragraph inside somebody else's item: "Tỉnh đoàn tổ chức …". */
function subjectsIn(source: string, block: Block, binding: boolean): Mention[] {
  const first = bodiesIn(block.passage).find(({ start }) => start === 0);
  if (first === undefined || first.group || first.family !== 'organisation') return [];
  return [mention(source, block.passage, first, { binding, role: null })];
}

function fromProse(source: string, block: Block): Mention[] {
  return [...closingBracket(source, block), ...sentenceSubjects(source, block)];
}

/** Role words of a bracket "(A chủ trì, phối hợp với B thực hiện; đề nghị C phối hợp thực hiện)". */
const LEADS = /^[^;]{0,60}?\s*chủ trì/u;
const BRACKET = /\((?<inside>[^()]{6,600})\)\s*[.;]?\s*$/u;
/** A bracket of prose, not of bodies: "(theo mẫu gửi kèm)". */
const ROLE_WORD = /(?:thực hiện|phối hợp|chủ trì)$/u;

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

function closingBracket(source: string, { passage }: Block): Mention[] {
  const found = BRACKET.exec(passage.key);
  const inside = found?.groups?.['inside'];
  if (found === null || inside === undefined) return [];
  const start = found.index + 1;
  const bracket = part(passage, start, start + inside.length);
  if (!ROLE_WORD.test(inside) && bracketBodies(passage).bodies.length === 0) return [];
  return clausesOf(bracket).flatMap(({ passage: clause }) => {
    const { text, binding } = unwrapped(clause);
    const bodies = bodiesIn(text);
    if (bodies[0]?.start !== 0) return [];
    const subjects = runFrom(text, bodies, 0);
    const last = subjects.at(-1);
    const after = last === undefined ? '' : text.key.slice(last.end);
    const leads = LEADS.test(after) || /^\s*phối hợp/u.test(after);
    return bodies.map((body) => {
      const isSubject = subjects.includes(body);
      const role = !binding ? 'support' : !isSubject ? 'support' : leads ? 'lead' : 'joint';
      return mention(source, text, body, { binding, role });
    });
  });
}

/** Bodies that a sentence begins with: "- Giao Công an tỉnh …", "- Đề nghị … phối hợp …". */
function sentenceSubjects(source: string, { passage, kind }: Block): Mention[] {
  if (kind === 'section') return [];
  const { text: rest, binding } = unwrapped(passage);
  const leadIn = LEAD_IN.exec(rest.key)?.[0].length ?? dutyLeadIn(rest);
  const text = part(rest, leadIn, rest.text.length);
  const bodies = bodiesIn(text);
  if (bodies[0]?.start !== 0) return [];
  const run = runFrom(text, bodies, 0);
  const after = text.key.slice(run.at(-1)?.end ?? 0);
  const role = /^\s*(?:theo [^,;]{1,40} )?chủ trì/u.test(after)
    ? 'lead'
    : /^\s*(?:thường xuyên )?phối hợp/u.test(after)
      ? 'support'
      : null;
  return run.map((body) => mention(source, text, body, { binding, role }));
}

/** "Căn cứ chức năng, nhiệm vụ được phân công các cơ quan, …": the doers come after it. */
function dutyLeadIn({ key }: Passage): number {
  return (
    /^căn cứ [^;.]{0,80}?(?:được giao|được phân công|phụ trách),?\s*/u.exec(key)?.[0].length ?? 0
  );
}

function mention(
  source: string,
  passage: Passage,
  body: Body,
  more: Pick<Mention, 'binding' | 'role'>,
): Mention {
  return { body, ...more, evidence: evidenceOf(source, passage, body.start, body.end) };
}

const STRENGTH = { lead: 3, joint: 2, support: 1 } as const;

/** One row for each body: asked anywhere is asked, the strongest role stands. */
function rowsOf(mentions: readonly Mention[]): DraftAgency[] {
  const rows = new Map<string, DraftAgency>();
  for (const { body, binding, role, evidence } of mentions) {
    // Those above the issuer are given no tasks; they may be asked.
    if (body.family === 'authority' && binding) continue;
    const identity =
      body.family === 'departments' && isCatchAll(body) ? 'các sở, ban, ngành' : body.identity;
    const row = rows.get(identity);
    if (row === undefined) {
      rows.set(identity, {
        name: body.name,
        group: body.group,
        binding,
        role,
        evidence,
        alsoAt: [],
      });
      continue;
    }
    rows.set(identity, {
      ...row,
      binding: row.binding && binding,
      role: stronger(row.role, role),
      alsoAt: row.evidence.start === evidence.start ? row.alsoAt : [...row.alsoAt, evidence],
    });
  }
  return [...rows.values()];
}

/** "Các sở, ban, ngành, địa phương có liên quan" and its variants: everybody else. */
function isCatchAll({ name }: Body): boolean {
  return !name.includes('thành viên') && !/^(?:UBND|Ủy ban|Uỷ ban|Sở) /u.test(name);
}

function stronger(a: DraftAgency['role'], b: DraftAgency['role']): DraftAgency['role'] {
  if (a === null || b === null) return a ?? b;
  return STRENGTH[a] >= STRENGTH[b] ? a : b;
}
