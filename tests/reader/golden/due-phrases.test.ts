import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { SHIPPED_CALENDAR } from '../../../domain/calendar.js';
import { dayOrNull, withOffset } from '../../../domain/day.js';
import { dueInstants } from '../../../domain/deadline.js';
import type { Recurrence } from '../../../domain/schemas/plan-draft.js';
import { clean } from '../../../reader/clean.js';
import type { DueContext } from '../../../reader/due-context.js';
import { decisive } from '../../../reader/due/decisive.js';
import type { FoundDue } from '../../../reader/due/found-due.js';
import { duePhrasesIn } from '../../../reader/due-phrases.js';
import { fold } from '../../../domain/fold.js';
import { SHIPPED_SETTINGS } from '../../../reader/read.js';

interface GoldenRow {
  readonly context: DueContext;
  readonly phrase: string;
  /** Boundary, date, time, the two instants, then the recurrence where there is one. */
  readonly expected: readonly string[];
}

const lines = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

/** "@ year=2026 school=2026 window=2026-06-30 issued=2026-05-20" sets what the document says elsewhere. */
function contextOf(line: string): DueContext {
  const said = (name: string) => new RegExp(`${name}=(\\S+)`).exec(line)?.[1] ?? '-';
  return {
    planYear: said('year') === '-' ? null : Number(said('year')),
    schoolYear: said('school') === '-' ? undefined : Number(said('school')),
    windowEnd: dayOrNull(said('window')),
    issuedOn: dayOrNull(said('issued')),
    calendar: SHIPPED_CALENDAR,
  };
}

function rowsOf(file: string): GoldenRow[] {
  let context = contextOf('');
  return lines(file).flatMap((line) => {
    if (line.startsWith('@')) {
      context = contextOf(line);
      return [];
    }
    const [phrase = '', ...expected] = line.split('|').map((cell) => cell.trim());
    return [{ context, phrase, expected }];
  });
}

const read = (phrase: string, context: DueContext) =>
  decisive(duePhrasesIn(fold(clean(phrase).text), context));

const SIGNS = {
  month: 'm',
  day: 'd',
  monthOfPeriod: 'p',
  weekday: 'w',
  yearOffset: 'y',
  months: 'in ',
  exceptMonths: 'but ',
  time: 'at ',
} as const;

/** A recurrence in the notation of the table; a key it knows nothing of would show as it is. */
function notation(rules: readonly Recurrence[]): string {
  return rules
    .map(({ every, boundary, ...keys }) => {
      const parts = Object.entries(SIGNS).flatMap(([key, sign]) => {
        const value = keys[key as keyof typeof keys];
        return value === undefined ? [] : [`${sign}${String(value)}`];
      });
      const word = { before_day: ['before'], by_end_of_day: ['by'], none: [] }[boundary ?? 'none'];
      return [every, ...parts, ...word].join(' ');
    })
    .join(' + ');
}

/** What was read, in the columns of the table. */
function columns(found: FoundDue | undefined): string[] {
  if (found === undefined) return ['nothing'];
  const { boundary, date, time, recurrence, point } = found;
  const rule = { boundary, date, time, ...(point === undefined ? {} : { point }) };
  const { remindTargetAt, overdueAt } = dueInstants(rule, SHIPPED_SETTINGS);
  const instants = [remindTargetAt, overdueAt].map((moment) =>
    moment === null ? '-' : withOffset(moment).replace('T', ' ').replace(':00+07:00', ''),
  );
  const row = [boundary, date ?? '-', time ?? '-', ...instants];
  return recurrence === null ? row : [...row, notation(recurrence)];
}

const golden = rowsOf('due-phrases.txt');
const silent = lines('no-deadlines.txt');

describe('the golden table of due phrases', () => {
  test.each(golden.map((row) => [row.phrase, row] as const))('%s', (_name, row) => {
    expect(columns(read(row.phrase, row.context))).toEqual(row.expected);
  });

  test.each(silent)('%s sets no deadline', (phrase) => {
    const context = contextOf('year=2026 window=2026-06-30 issued=2026-05-20');
    expect(columns(read(phrase, context))).toEqual(['nothing']);
  });

  test('the table holds what was promised of it', () => {
    expect(golden.length).toBeGreaterThanOrEqual(240);
    expect(silent.length).toBeGreaterThanOrEqual(40);
  });
});
