import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startPart } from '../../scripts/cluster/part.mjs';
import { findTemporalServer } from '../../scripts/cluster/programs.mjs';

let dir;
const log = () => undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cluster-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

test('where `go` is absent and nothing was built, it is said why there is no Temporal server', async () => {
  const found = await findTemporalServer({ log, env: { PATH: dir, DONDOC_CACHE_DIR: dir } });
  expect(found).toEqual({
    absent: 'the Temporal server is built by `go`, which is not on this machine',
  });
});

test('what was built once is found again without `go`', async () => {
  const folder = join(dir, 'temporal-server-1.30.4');
  mkdirSync(join(folder, 'schema'), { recursive: true });
  const found = await findTemporalServer({ log, env: { PATH: dir, DONDOC_CACHE_DIR: dir } });
  expect(found.server).toBe(join(folder, 'server'));
});

test('a part that is killed is started again, one that is stopped is not', async () => {
  const program = join(dir, 'program.mjs');
  writeFileSync(program, 'console.log("up"); setInterval(() => undefined, 1000);');
  const said = [];
  const part = await startPart({
    name: 'part',
    program: process.execPath,
    args: [program],
    cwd: dir,
    dir,
    log: (line) => said.push(line),
  });
  await part.kill();
  await part.stop();
  expect(said).toEqual(['part has ended; starting it again']);
});
