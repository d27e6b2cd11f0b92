import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EDXML_PROBLEMS } from '../../../domain/axis/message.js';
import type { AxisDocument, AxisStatus } from '../../../domain/axis/message.js';
import { day, instantOf, plusDays } from '../../../domain/day.js';
import { renderEdxml } from '../../../documents/edxml.js';
import { readEdxml } from '../../../reader/edxml/read-edxml.js';

const SEED = Number(process.env['TEST_SEED'] ?? 20_261_201);
const RUNS = { seed: SEED, numRuns: 60 };

/** A field as one line: what people write into it, marks of XML among it. */
const words = fc
  .array(
    fc.constantFrom('Báo cáo', 'số 45/BC-UBND', '<b>', '&amp;', '"', ']]>', '😀', 'đ', '<!--', '1'),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(' ').normalize('NFC'));
const someDay = fc.integer({ min: 0, max: 9000 }).map((n) => plusDays(day('2010-01-01'), n));
const moment = fc
  .integer({ min: 1_300_000_000, max: 2_000_000_000 })
  .map((seconds) => instantOf(seconds * 1000));
const organ = fc.record({
  organId: words,
  inCharge: words,
  name: words,
  address: words,
  email: words,
  telephone: words,
  fax: words,
  website: words,
});
const reference = fc.record({
  organId: words,
  code: words,
  issuedOn: fc.option(someDay),
  documentId: words,
});
const filled = words.filter((text) => text !== '');
const file = fc.record({
  name: filled.map((text) => `${text}.pdf`),
  contentType: words,
  description: words,
  bytes: fc.uint8Array({ maxLength: 300 }),
});
const document: fc.Arbitrary<AxisDocument> = fc.record({
  kind: fc.constant('document'),
  from: organ,
  to: fc.array(organ, { maxLength: 3 }),
  documentId: words,
  code: fc.record({ number: words, notation: words }),
  place: words,
  issuedOn: fc.option(someDay),
  type: fc.record({ code: words, name: words }),
  subject: words,
  content: words,
  signer: fc.record({ competence: words, position: words, name: words }),
  dueOn: fc.option(someDay),
  toPlaces: fc.array(filled, { maxLength: 3 }),
  other: fc.record({
    priority: words,
    sphere: words,
    typist: words,
    copies: words,
    pages: words,
    appendixes: fc.array(filled, { maxLength: 2 }),
  }),
  responseFor: fc.array(reference, { maxLength: 2 }),
  steering: words,
  trace: fc.array(fc.record({ organId: words, at: fc.option(moment) }), { maxLength: 3 }),
  business: words,
  files: fc.array(file, { maxLength: 3 }),
});
const status: fc.Arbitrary<AxisStatus> = fc.record({
  kind: fc.constant('status'),
  responseFor: reference,
  from: organ,
  code: fc.constantFrom('01', '02', '03', '04', '05', '06', '13', '15', '16'),
  description: words,
  at: fc.option(moment),
});

const plain = (message: AxisDocument | AxisStatus) =>
  message.kind === 'status'
    ? message
    : { ...message, files: message.files.map((one) => ({ ...one, bytes: [...one.bytes] })) };

test('what is written is read back as it was, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(document, status), async (message) => {
      const bytes = renderEdxml(message);
      const read = await readEdxml(bytes);
      expect(read.ok && plain(read.value)).toEqual(plain(message));
      expect(renderEdxml(message).equals(bytes)).toBe(true);
    }),
    RUNS,
  );
});

test('whatever bytes come, they are read or refused with a sentence', async () => {
  const spoilt = fc
    .tuple(
      document,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('<', '>', '&', '"', 'A', '=', ' ', '\0', 'é')), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.nat(),
    )
    .map(([message, changes, cut]) => {
      const bytes = renderEdxml(message);
      for (const [place, sign] of changes) bytes.write(sign, place % bytes.length, 'utf8');
      return cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes;
    });
  await fc.assert(
    fc.asyncProperty(fc.oneof(spoilt, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
      const read = await readEdxml(bytes);
      if (!read.ok) expect(EDXML_PROBLEMS[read.error]).toMatch(/\.$/u);
    }),
    { ...RUNS, numRuns: 200 },
  );
});
