import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { accessTable } from '../api/support/access-table.js';

test('docs/access.md shows who may do what as the contract has it; WRITE_DOCS=1 writes it anew', async () => {
  const page = new URL('../../docs/access.md', import.meta.url);
  if (process.env['WRITE_DOCS'] === '1') await writeFile(page, accessTable());
  // The page is laid out by the formatter.
  const spaced = (text: string) => text.replace(/ {2,}|-{2,}/g, (run) => run.slice(0, 1));
  expect(spaced(await readFile(page, 'utf8'))).toBe(spaced(accessTable()));
});
