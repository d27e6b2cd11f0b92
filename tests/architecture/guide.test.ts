import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));
const GUIDE = join(root, 'docs/huong-dan.md');
const guide = readFileSync(GUIDE, 'utf8');

/** Everything that can stand on a page: the words of the office's pages, and the pages of agencies. */
const onPages = ['web/i18n', 'web/agency']
  .flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(root, folder, file)))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

test('what the guide calls by its words on the screen stands on a page', () => {
  const labels = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label = '']) => label);
  expect(labels.length).toBeGreaterThan(30);
  expect(labels.filter((label) => label !== 'đậm' && !onPages.includes(label))).toEqual([]);
});

test('its pictures are there', () => {
  const pictures = [...guide.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path = '']) => path);
  expect(pictures.length).toBeGreaterThan(2);
  expect(pictures.filter((path) => !existsSync(join(dirname(GUIDE), path)))).toEqual([]);
});

test('the addresses of pages that the papers name are pages', () => {
  const router = readFileSync(join(root, 'web/router.tsx'), 'utf8');
  const named = ['docs/huong-dan.md', 'docs/operations.md', 'README.md'].flatMap((paper) => [
    ...readFileSync(join(root, paper), 'utf8').matchAll(/`(\/(?:admin\/[^`]*|set-up))`/g),
  ]);
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter(([, path = '']) => !router.includes(`'${path}'`))).toEqual([]);
});
