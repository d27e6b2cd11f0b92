import { deflateSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { zipStream } from '../../documents/zip.js';
import type { ZipEntry } from '../../documents/zip.js';
import { pageCountOfPdf } from '../../reader/extract/pdf-page-count.js';
import { unzip } from './unzip.js';

async function* pieces(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Promise.resolve(Buffer.from(text));
}

async function* entries(...some: readonly ZipEntry[]): AsyncGenerator<ZipEntry> {
  for (const entry of some) yield Promise.resolve(entry);
}

const at = new Date(Date.UTC(2026, 6, 20));

test('a package holds each file as it came, packed or not, under its Vietnamese name', async () => {
  const made: Buffer[] = [];
  const files = entries(
    { path: '1. Kế hoạch/0001 Kế hoạch.pdf', at, packed: true, chunks: pieces('%PDF', '-1.4') },
    { path: 'Mục lục.csv', at, packed: false, chunks: pieces('a,b\r\n'.repeat(1000)) },
  );
  for await (const chunk of zipStream(files)) made.push(chunk as Buffer);
  const unpacked = await unzip(Buffer.concat(made));
  expect([...unpacked].map(([name, text]) => [name, text.slice(0, 8)])).toEqual([
    ['1. Kế hoạch/0001 Kế hoạch.pdf', '%PDF-1.4'],
    ['Mục lục.csv', 'a,b\r\na,b'],
  ]);
  expect(Buffer.concat(made).length).toBeLessThan(1000);
});

test('a package whose paper cannot be read ends with an error', async () => {
  const broken = (async function* () {
    yield Promise.resolve(Buffer.from('x'));
    throw new Error('gone');
  })();
  const reading = async () => {
    const zip = zipStream(entries({ path: 'a', at, packed: true, chunks: broken }));
    for await (const _chunk of zip) continue;
  };
  await expect(reading()).rejects.toThrow('gone');
});

test('the pages of a PDF are counted where it says how many, packed or plain, and not guessed', () => {
  const plain = Buffer.from('%PDF-1.4\n1 0 obj <</Type /Pages /Kids [] /Count 12>> endobj');
  expect(pageCountOfPdf(plain)).toBe(12);
  const packed = deflateSync(Buffer.from('<</Type/Pages/Kids[3 0 R]/Count 7>>'));
  const newer = Buffer.concat([
    Buffer.from('%PDF-1.5\n5 0 obj <</Type/ObjStm/N 1/Length 40>>stream\n'),
    packed,
    Buffer.from('\nendstream'),
  ]);
  expect(pageCountOfPdf(newer)).toBe(7);
  expect(pageCountOfPdf(Buffer.from('%PDF-1.4'))).toBeNull();
});
