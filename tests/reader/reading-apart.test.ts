import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { textOfPdf } from '../../reader/extract/pdf.js';
import { readApart, textOfPdfApart } from '../../reader/reading-apart.js';
import { eventually } from '../support/eventually.js';

const file = { name: 'ke-hoach.txt', bytes: new TextEncoder().encode('KẾ HOẠCH') };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-reading-test-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A process that does what a line of JavaScript says. */
async function programOf(line: string): Promise<string> {
  const path = join(folder, `${String(Math.random()).slice(2)}.mjs`);
  await writeFile(path, line);
  return path;
}

test('what the process answers is the answer', async () => {
  const program = await programOf(
    "process.once('message', ({ name, bytes }) => process.send({ kind: 'read', draft: { source: name }, text: new TextDecoder().decode(bytes) }));",
  );
  expect(await readApart(file, { program })).toEqual({
    draft: { source: 'ke-hoach.txt' },
    text: 'KẾ HOẠCH',
  });
});

test('a refusal keeps its code and its sentence', async () => {
  const program = await programOf(
    "process.once('message', () => process.send({ kind: 'refused', code: 'SCANNED' }));",
  );
  await expect(readApart(file, { program })).rejects.toMatchObject({
    code: 'SCANNED',
    message: expect.stringContaining('bản quét'),
  });
});

test('a process that never ends is given up; one that takes all memory too', async () => {
  const busy = await programOf("process.once('message', () => { for (;;); });");
  await expect(readApart(file, { program: busy, longestMs: 300 })).rejects.toMatchObject({
    code: 'TAKES_TOO_LONG',
  });
  const greedy = await programOf(
    "process.once('message', () => { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); });",
  );
  await expect(readApart(file, { program: greedy })).rejects.toMatchObject({
    code: 'TAKES_TOO_LONG',
  });
});

test('a bug is no refusal', async () => {
  const program = await programOf(
    "process.once('message', () => { throw new TypeError('bug'); });",
  );
  await expect(readApart(file, { program })).rejects.toThrow('bug');
});

test('what it started ends with it, and the document in its folder is gone', async () => {
  const told = join(folder, 'told.json');
  // The command ignores a friendly end and goes on writing for a minute.
  const program = await programOf(`
    import { spawn } from 'node:child_process';
    import { writeFileSync } from 'node:fs';
    import { tmpdir } from 'node:os';
    process.once('message', ({ bytes }) => {
      writeFileSync(tmpdir() + '/document.pdf', bytes);
      const command = spawn('sh', ['-c', 'trap "" TERM HUP INT; sleep 60'], { stdio: 'ignore' });
      writeFileSync(${JSON.stringify(told)}, JSON.stringify({ pid: command.pid, folder: tmpdir() }));
    });`);
  await expect(readApart(file, { program, longestMs: 3_000 })).rejects.toMatchObject({
    code: 'TAKES_TOO_LONG',
  });
  const { pid, folder: left } = JSON.parse(await readFile(told, 'utf8')) as {
    pid: number;
    folder: string;
  };
  await expect(access(left)).rejects.toMatchObject({ code: 'ENOENT' });
  await eventually(() => !isRunning(pid), 'the command has ended');
});

test('it is told nothing of the server and its keys', async () => {
  process.env['LINK_KEY'] = 'a key';
  const program = await programOf(
    "process.once('message', () => process.send({ kind: 'read', draft: {}, text: Object.keys(process.env).sort().join() }));",
  );
  const { text } = await readApart(file, { program });
  delete process.env['LINK_KEY'];
  expect(text.split(',').filter((name) => !name.startsWith('NODE_CHANNEL'))).toEqual([
    'PATH',
    'TMPDIR',
  ]);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('the words of a PDF are read apart too; one that ends or holds up its process has none', async () => {
  const bytes = new Uint8Array(await readFile(new URL('./signed/bao-cao.pdf', import.meta.url)));
  // The program as it is built: a child process runs no TypeScript.
  const program = fileURLToPath(new URL('../../dist/reader/reading-process.js', import.meta.url));
  expect(await textOfPdfApart(bytes, { program })).toBe(await textOfPdf(bytes));
  expect(await textOfPdf(bytes)).toContain('BÁO CÁO');
  const none = new TextEncoder().encode('%PDF-1.4 none');
  expect(await textOfPdfApart(none, { program })).toBeNull();
  const ending = await programOf("process.once('message', () => process.exit(1));");
  expect(await textOfPdfApart(bytes, { program: ending })).toBeNull();
  const endless = await programOf("process.once('message', () => setInterval(() => {}, 1000));");
  expect(await textOfPdfApart(bytes, { program: endless, longestMs: 200 })).toBeNull();
});
