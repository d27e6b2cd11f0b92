import { expect, test } from '@jest/globals';
import { readApart } from '../../reader/reading-apart.js';

const file = { name: 'ke-hoach.txt', bytes: new TextEncoder().encode('KẾ HOẠCH') };
/** A thread that does what a line of JavaScript says. */
const threadOf = (line: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${line}`)}`,
  );

test('what the thread answers is the answer', async () => {
  const thread = threadOf(
    "parentPort.once('message', ({ name, bytes }) => parentPort.postMessage({ kind: 'read', draft: { source: name }, text: new TextDecoder().decode(bytes) }));",
  );
  expect(await readApart(file, { thread })).toEqual({
    draft: { source: 'ke-hoach.txt' },
    text: 'KẾ HOẠCH',
  });
});

test('a refusal keeps its code and its sentence', async () => {
  const thread = threadOf(
    "parentPort.once('message', () => parentPort.postMessage({ kind: 'refused', code: 'SCANNED' }));",
  );
  await expect(readApart(file, { thread })).rejects.toMatchObject({
    code: 'SCANNED',
    message: expect.stringContaining('bản quét'),
  });
});

test('a thread that never ends is given up; one that takes all memory too', async () => {
  const busy = threadOf("parentPort.once('message', () => { for (;;); });");
  await expect(readApart(file, { thread: busy, longestMs: 300 })).rejects.toMatchObject({
    code: 'TAKES_TOO_LONG',
  });
  const greedy = threadOf(
    "parentPort.once('message', () => { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); });",
  );
  await expect(readApart(file, { thread: greedy })).rejects.toMatchObject({
    code: 'TAKES_TOO_LONG',
  });
});

test('a bug is no refusal', async () => {
  const thread = threadOf("parentPort.once('message', () => { throw new TypeError('bug'); });");
  await expect(readApart(file, { thread })).rejects.toThrow('bug');
});
