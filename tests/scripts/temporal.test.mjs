import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findTemporalCli, findTestServer } from '../../scripts/temporal.mjs';
import { memberOf } from '../../scripts/wheel.mjs';

let dir;
const log = () => undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'temporal-programs-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

function aProgram(folder, script) {
  mkdirSync(join(dir, folder), { recursive: true });
  const path = join(dir, folder, 'temporal');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

const sayVersion = (version) => `echo "temporal version ${version} (Server 1.0.0, UI 2.0.0)"`;

test('a named CLI comes first, whatever its version', async () => {
  const path = aProgram('own', sayVersion('9.9.9'));
  const onPath = join(dir, 'path');
  aProgram('path', sayVersion('1.9.1'));
  expect(await findTemporalCli({ log, env: { TEMPORAL_CLI: path, PATH: onPath } })).toBe(path);
});

test('a named CLI that is not there is said so, without its path', async () => {
  const looked = findTemporalCli({ log, env: { TEMPORAL_CLI: join(dir, 'none') } });
  await expect(looked).rejects.toThrow('TEMPORAL_CLI names a file that does not exist.');
});

test('a CLI on PATH serves only in exactly the pinned version, because its file cannot be upgraded', async () => {
  aProgram('newer', sayVersion('1.10.0'));
  const pinned = aProgram('pinned', sayVersion('1.9.1'));
  const PATH = [join(dir, 'newer'), join(dir, 'pinned')].join(':');
  expect(await findTemporalCli({ log, env: { PATH, DONDOC_CACHE_DIR: dir } })).toBe(pinned);
});

test('one fetched before is used again', async () => {
  const cached = aProgram('temporal-1.9.1', 'exit 1');
  expect(await findTemporalCli({ log, env: { PATH: '', DONDOC_CACHE_DIR: dir } })).toBe(cached);
});

test('a test server can be named as well', async () => {
  const path = aProgram('own', 'exit 0');
  expect(await findTestServer({ log, env: { TEMPORAL_TEST_SERVER: path } })).toBe(path);
});

test('without python3 the message says what is needed, why it failed and the ways out', async () => {
  const { PATH } = process.env;
  process.env.PATH = dir;
  try {
    const looked = findTemporalCli({ log, env: { PATH: dir, DONDOC_CACHE_DIR: dir } });
    await expect(looked).rejects.toThrow(
      /Temporal CLI 1\.9\.1 is needed .* python3 was not found\. Ways out: .*TEMPORAL_CLI.*PATH.*TEMPORAL_ADDRESS\.$/,
    );
  } finally {
    process.env.PATH = PATH;
  }
});

test('the program is found in a zip by its directory, packed or not', () => {
  const zip = aZip([
    { path: 'x.dist-info/METADATA', content: 'Name: x', packed: true },
    { path: 'x-1.data/scripts/temporal', content: 'program', packed: true },
    { path: 'plain.txt', content: 'as it is', packed: false },
  ]);
  const read = (name) => memberOf(zip, (path) => path.endsWith(name)).toString();
  expect(read('/temporal')).toBe('program');
  expect(read('plain.txt')).toBe('as it is');
  expect(() => memberOf(zip, () => false)).toThrow('does not hold the program');
  expect(() => memberOf(Buffer.from('<html>'), () => true)).toThrow('not a zip archive');
});

/** A zip archive as APPNOTE 4.3 describes it, without checksums, which nobody reads here. */
function aZip(files) {
  const locals = [];
  const directory = [];
  for (const { path, content, packed } of files) {
    const name = Buffer.from(path);
    const data = packed ? deflateRawSync(content) : Buffer.from(content);
    const local = Buffer.alloc(30);
    local.write('PK\x03\x04', 'latin1');
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(packed ? 8 : 0, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(Buffer.concat(locals).length, 42);
    locals.push(local, name, data);
    directory.push(entry, name);
  }
  const [body, index] = [Buffer.concat(locals), Buffer.concat(directory)];
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, index, end]);
}
