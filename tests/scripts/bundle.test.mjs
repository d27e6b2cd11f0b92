import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { filesOf, MANIFEST, refusedHere, wrongIn } from '../../scripts/bundle/manifest.mjs';

let root;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dondoc-bundle-test-'));
  mkdirSync(join(root, 'project/scripts'), { recursive: true });
  writeFileSync(join(root, 'project/scripts/a.mjs'), 'abc');
  writeFileSync(join(root, 'install.mjs'), '');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a manifest names every file with its size and sum, and not itself', async () => {
  writeFileSync(join(root, MANIFEST), '{}');
  expect(await filesOf(root)).toEqual([
    {
      path: 'install.mjs',
      size: 0,
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    },
    {
      path: 'project/scripts/a.mjs',
      size: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    },
  ]);
});

test('what was changed, lost or added on the way is named', async () => {
  const manifest = { files: await filesOf(root) };
  expect(await wrongIn(root, manifest)).toEqual([]);
  writeFileSync(join(root, 'project/scripts/a.mjs'), 'abd');
  rmSync(join(root, 'install.mjs'));
  writeFileSync(join(root, 'project/b.mjs'), '');
  expect(await wrongIn(root, manifest)).toEqual([
    'install.mjs is missing',
    'project/scripts/a.mjs is not what was bundled',
    'project/b.mjs is no part',
  ]);
});

test('a link in a bundle is refused: nobody has hashed where it leads', async () => {
  symlinkSync('/etc/hostname', join(root, 'project/name'));
  await expect(filesOf(root)).rejects.toThrow('project/name is neither a file nor a folder');
});

test('a bundle serves its own platform, with a Node that is new enough', () => {
  const manifest = { platform: 'linux', arch: 'x64' };
  const here = { platform: 'linux', arch: 'x64', node: '20.19.0' };
  expect(refusedHere(manifest, here)).toBeNull();
  expect(refusedHere(manifest, { ...here, node: '24.1.0' })).toBeNull();
  expect(refusedHere(manifest, { ...here, node: '20.18.3' })).toMatch('20.19');
  expect(refusedHere(manifest, { ...here, arch: 'arm64' })).toMatch('linux-arm64');
});
