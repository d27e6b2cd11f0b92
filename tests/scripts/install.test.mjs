import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { projectRoot } from '../../scripts/project.mjs';

let dir;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dondoc-install-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

test('a folder of packages that several trees share by a link is not emptied', async () => {
  const [tree, shared] = [join(dir, 'tree'), join(dir, 'shared')];
  cpSync(join(projectRoot, 'scripts'), join(tree, 'scripts'), { recursive: true });
  writeFileSync(
    join(tree, 'package-lock.json'),
    '{"packages":{"node_modules/a":{"version":"1.0.0"}}}',
  );
  mkdirSync(join(shared, 'b'), { recursive: true });
  symlinkSync(shared, join(tree, 'node_modules'));
  const { ensureInstalled } = await import(pathToFileURL(join(tree, 'scripts/install.mjs')).href);
  await expect(ensureInstalled({ log: () => {} })).rejects.toThrow(/node_modules is a link/);
  expect(existsSync(join(shared, 'b'))).toBe(true);
});
