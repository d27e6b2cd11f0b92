import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fold } from '../../domain/fold.js';
import type { DraftObligation, Evidence, PlanDraft } from '../../domain/schemas/plan-draft.js';
import { evidenceIn } from './gold.js';
import { draftOf } from './duty-lines.js';

/**
 * Invented documents of many kinds and offices. A clerk wrote their duties before the reader saw them, a
 * line each: words of the text || what | who | to whom | when. "any", "-" leave a thing open, "/" parts
 * ways of saying it, "&" and "+" join what must all be there.
 */
const folder = join(import.meta.dirname, 'judged');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -'.txt'.length));

interface Row {
  readonly place: Pick<Evidence, 'start' | 'end'>;
  readonly words: string;
  readonly facts: readonly string[];
}
interface Judged {
  readonly right: readonly Row[];
  readonly shown: readonly Row[];
  readonly lost: readonly Row[];
  /** Unread lines that are about no duty. */
  readonly useless: readonly string[];
  /** Duties with a day that nobody is asked for. */
  readonly invented: readonly string[];
}

const overlap = (a: Row['place'], b: Row['place']) => a.start < b.end && b.start < a.end;
const plain = (name: string) =>
  fold(name)
    .replaceAll('ủy ban nhân dân', 'ubnd')
    .replace(/^(?:các|chủ tịch|thủ trưởng) /u, '');

function alike(wanted: string, found: string): boolean {
  const [a, b] = [plain(wanted), plain(found)];
  return a === b || (b.length > 5 && a.startsWith(b)) || (a.length > 5 && b.startsWith(a));
}

const areNamed = (wanted: string, found: readonly string[]) =>
  wanted.split('&').every((one) => {
    const ways = one.split('/').map((way) => way.trim());
    return ways.includes('-') || ways.some((way) => found.some((name) => alike(way, name)));
  });

function isRule(wanted: string, { recurrence, time }: DraftObligation['due']): boolean {
  return wanted.split('+').every((one) => {
    const [every = '', ...parts] = one.trim().split(' ');
    return (recurrence ?? []).some(
      (rule) =>
        every.split('|').includes(rule.every) &&
        parts.every((part, index) => {
          if (part.startsWith('m=')) return rule.months?.join() === part.slice(2);
          if (part === '-') return true;
          if (part.includes(':')) return (rule.time ?? time) === part;
          const printed =
            index === 0 ? (rule.day ?? rule.weekday) : (rule.month ?? rule.monthOfPeriod);
          return String(printed) === part;
        }),
    );
  });
}

function isDue(wanted: string, { due }: DraftObligation): boolean {
  const [boundary = '', date, time] = wanted.trim().split(' ');
  if (boundary === 'any') return true;
  if (boundary === 'recurring') return isRule(wanted.trim().slice('recurring '.length), due);
  if (boundary.startsWith('relative'))
    return due.boundary === 'relative' || (boundary.includes('|') && due.recurrence !== null);
  return due.boundary === boundary && due.date === date && (time ?? due.time) === due.time;
}

function isRight(
  { facts: [what, who = '', to = '', when = ''] }: Row,
  duties: readonly DraftObligation[],
) {
  return when.split('~').every((one) =>
    duties.some((duty) => {
      const [day = '', except] = one.split(' except=');
      return (
        (what === 'any' || what === duty.what) &&
        areNamed(who, duty.owedBy) &&
        areNamed(to, [...duty.recipients, ...(duty.via === null ? [] : [duty.via])]) &&
        (except === undefined || duty.except.some((name) => alike(except, name))) &&
        isDue(day, duty)
      );
    }),
  );
}

function judged(name: string): Judged & { draft: PlanDraft; text: string } {
  const text = readFileSync(join(folder, `${name}.txt`), 'utf8');
  const rows = readFileSync(join(folder, `${name}.duties`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => {
      const [words = '', facts = ''] = line.split(' || ');
      const start = text.indexOf(words);
      if (start < 0) throw new Error(`not printed: ${words}`);
      return { words, place: { start, end: start + words.length }, facts: facts.split(' | ') };
    });
  const draft = draftOf(text);
  const stated = ({ place }: Row) =>
    draft.obligations.filter(({ evidence, alsoAt }) =>
      [evidence, ...alsoAt].some((each) => overlap(each, place)),
    );
  const right = rows.filter((row) => isRight(row, stated(row)));
  const others = rows.filter((row) => !right.includes(row));
  const shown = others.filter(({ place }) => draft.unread.some((each) => overlap(each, place)));
  const asked = new Set(
    rows.flatMap((row) =>
      stated(row).filter((duty) =>
        (row.facts[3] ?? '').split('~').some((one) => isDue(one.split(' except=')[0] ?? '', duty)),
      ),
    ),
  );
  return {
    draft,
    text,
    right,
    shown,
    lost: others.filter((row) => !shown.includes(row)),
    useless: draft.unread
      .filter((each) => !rows.some(({ place }) => overlap(each, place)))
      .map((each) => each.text),
    invented: draft.obligations
      .filter(
        (duty) => (duty.due.date !== null || duty.due.recurrence !== null) && !asked.has(duty),
      )
      .map(({ evidence }) => evidence.text),
  };
}

describe('invented documents, judged by a clerk', () => {
  const all = names.map((name) => ({ name, ...judged(name) }));
  const count = (pick: (one: Judged) => readonly unknown[]) =>
    all.reduce((sum, one) => sum + pick(one).length, 0);
  const duties = count(({ right, shown, lost }) => [...right, ...shown, ...lost]);

  test('no duty is lost in silence', () => {
    const lost = all.flatMap(({ name, lost: rows }) =>
      rows.map(({ words }) => `${name}: ${words}`),
    );
    expect(duties).toBeGreaterThan(350);
    expect(lost.length).toBeLessThanOrEqual(0.02 * duties);
  });

  test('most duties are read right', () => {
    expect(count(({ right }) => right)).toBeGreaterThanOrEqual(0.83 * duties);
  });

  test('fewer than one useless line a document', () => {
    expect(count(({ useless }) => useless)).toBeLessThan(0.75 * all.length);
  });

  test.each(all.map((one) => [one.name, one] as const))(
    '%s: nothing is invented, every place is exact',
    (_name, { invented, draft, text }) => {
      expect(invented).toEqual([]);
      for (const { start, end, text: quoted } of evidenceIn(draft))
        expect(text.slice(start, end)).toBe(quoted);
    },
  );
});
