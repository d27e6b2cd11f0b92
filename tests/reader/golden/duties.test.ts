import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { dutyLines, planOf } from '../duty-lines.js';

interface Row {
  readonly paragraph: string;
  readonly duties: string[];
}

const table = readFileSync(new URL('duties.txt', import.meta.url), 'utf8');
const groups = table
  .split(/^## /mu)
  .slice(1)
  .map((group) => {
    const [title = '', ...lines] = group.split('\n');
    const rows: Row[] = [];
    for (const line of lines.filter((each) => each !== '')) {
      if (line.startsWith('> '))
        rows.push({ paragraph: line.slice(2).replaceAll(String.raw`\n`, '\n'), duties: [] });
      else rows.at(-1)?.duties.push(line);
    }
    return { title, rows };
  });

describe.each(groups)('$title', ({ rows }) => {
  test.each(rows.map((row) => [row.paragraph.replaceAll('\n', ' / '), row] as const))(
    '%s',
    (_, row) => {
      const { paragraph, duties } = row;
      expect(dutyLines(planOf(paragraph))).toEqual(duties);
    },
  );
});

test('the table is read whole', () => {
  const rows = groups.flatMap((group) => group.rows);
  expect(rows).toHaveLength(table.match(/^> /gmu)?.length ?? -1);
  expect(rows.length).toBeGreaterThan(10);
});
