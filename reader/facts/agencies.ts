import type { DraftAgency, Evidence } from '../../domain/schemas/plan-draft.js';
import { bodiesIn, HEAD_OF, runFrom, type Body } from '../bodies.js';
import type { DocumentParts } from '../document-parts.js';
import type { Block } from '../outline.js';
import { evidenceOf, part, type Passage } from '../passage.js';
import { clausesOf } from '../sentences.js';
import { rowsOf, type Mention } from './agency-rows.js';
import { bracketBodies, closingBracket } from './brackets.js';
import {
  headAbove,
  headingBodies,
  isAsked,
  isHeading,
  turnsToBodies,
  unwrapped,
} from './headings.js';

/** Sections whose numbered items name bodies: there the plan assigns its tasks. */
const ASSIGNS = 3;

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
              ? fromBracket(source, block)
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
  if (turnsToBodies(block.passage))
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
  return [...fromBracket(source, block), ...sentenceSubjects(source, block)];
}

/** Role words of a bracket "(A chủ trì, phối hợp với B thực hiện; đề nghị C phối hợp thực hiện)". */
const LEADS = /^[^;]{0,60}?\s*chủ trì/u;

/** A bracket of prose, not of bodies: "(theo mẫu gửi kèm)". */
const ROLE_WORD = /(?:thực hiện|phối hợp|chủ trì)$/u;

function fromBracket(source: string, { passage }: Block): Mention[] {
  const bracket = closingBracket(passage);
  if (bracket === null) return [];
  if (!ROLE_WORD.test(bracket.key) && bracketBodies(passage).bodies.length === 0) return [];
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
