import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** How many requirements each section of ASVS 5.0.0 has, and which of them are of level 3 alone. */
const SECTIONS: Readonly<Record<string, readonly [count: number, ...level3: readonly number[]]>> = {
  '1.1': [2],
  '1.2': [10, 10],
  '1.3': [12, 12],
  '1.4': [3],
  '1.5': [3, 3],
  '2.1': [3],
  '2.2': [3],
  '2.3': [5, 5],
  '2.4': [2, 2],
  '3.1': [1, 1],
  '3.2': [3, 3],
  '3.3': [5, 5],
  '3.4': [8, 7, 8],
  '3.5': [8, 6, 7, 8],
  '3.6': [1, 1],
  '3.7': [5, 3, 4, 5],
  '4.1': [5, 4, 5],
  '4.2': [5, 2, 3, 4, 5],
  '4.3': [2],
  '4.4': [4],
  '5.1': [1],
  '5.2': [6, 4, 5, 6],
  '5.3': [3, 3],
  '5.4': [3],
  '6.1': [3],
  '6.2': [12],
  '6.3': [8, 5, 6, 7, 8],
  '6.4': [6, 5, 6],
  '6.5': [8, 6, 7, 8],
  '6.6': [4, 4],
  '6.7': [2, 1, 2],
  '6.8': [4],
  '7.1': [3],
  '7.2': [4],
  '7.3': [2],
  '7.4': [5],
  '7.5': [3, 3],
  '7.6': [2],
  '8.1': [4, 3, 4],
  '8.2': [4, 4],
  '8.3': [3, 2, 3],
  '8.4': [2, 2],
  '9.1': [3],
  '9.2': [4],
  '10.1': [2],
  '10.2': [3, 3],
  '10.3': [5, 5],
  '10.4': [16, 12, 13, 14, 15, 16],
  '10.5': [5],
  '10.6': [2],
  '10.7': [3],
  '11.1': [4, 3, 4],
  '11.2': [5, 4, 5],
  '11.3': [5, 4, 5],
  '11.4': [4],
  '11.5': [2, 2],
  '11.6': [2, 2],
  '11.7': [2, 1, 2],
  '12.1': [5, 4, 5],
  '12.2': [2],
  '12.3': [5, 5],
  '13.1': [4, 2, 3, 4],
  '13.2': [6, 6],
  '13.3': [4, 3, 4],
  '13.4': [7, 6, 7],
  '14.1': [2],
  '14.2': [8, 5, 6, 7, 8],
  '14.3': [3],
  '15.1': [5, 4, 5],
  '15.2': [5, 4, 5],
  '15.3': [7],
  '15.4': [4, 1, 2, 3, 4],
  '16.1': [1],
  '16.2': [5],
  '16.3': [4],
  '16.4': [3],
  '16.5': [4, 4],
  '17.1': [2, 2],
  '17.2': [8, 5, 6, 7, 8],
  '17.3': [2],
};
const WHY_NOT = /(?:^|; )(?:by design|not used|operator|open): \S/;

const page = readFileSync(new URL('../../docs/asvs.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| ([\d., ]+?) +\| (.+?) +\| (.+?) +\|$/gm)].map(
  ([, numbers = '', , answer = '']) => ({ numbers: numbers.split(', '), answer }),
);

test('docs/asvs.md has each requirement of levels 1 and 2 once, and none that is not there', () => {
  const wanted = Object.entries(SECTIONS).flatMap(([section, [count, ...level3]]) =>
    Array.from({ length: count }, (_, index) => index + 1)
      .filter((nth) => !level3.includes(nth))
      .map((nth) => `${section}.${String(nth)}`),
  );
  expect(rows.flatMap(({ numbers }) => numbers).sort()).toEqual(wanted.sort());
});

test('each row names a test that stands, or says why there is none', () => {
  const missing: string[] = [];
  for (const { numbers, answer } of rows) {
    const named = [...answer.matchAll(/`(tests\/[^`]+)` “(.+?)”(?=<br>|;|$| )/g)];
    if (named.length === 0 && !WHY_NOT.test(answer)) missing.push(`${numbers.join()}: ${answer}`);
    for (const [, path = '', title = ''] of named) {
      const file = new URL(`../../${path}`, import.meta.url);
      const stands = existsSync(file) && readFileSync(file, 'utf8').includes(title);
      if (!stands) missing.push(`${numbers.join()}: ${path} “${title}”`);
    }
  }
  expect(missing).toEqual([]);
  expect(rows.length).toBeGreaterThan(100);
});
