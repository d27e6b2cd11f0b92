import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { checkSignedDocument } from '../../domain/signed-document.js';
import { day } from '../../domain/day.js';
import { pick, randomOf } from '../../domain/random.js';
import { readSignedFile } from '../../reader/signed-file.js';
import { pdfSignatures } from '../../reader/signatures/pdf-signatures.js';

// Signed by OpenSSL: a person (RSA), an office (ECDSA) and a time stamp (RFC 3161) one after the other;
// pss.pdf by RSASSA-PSS naming its key by its mark, sha1.pdf with SHA-1.
const fixture = (name: string) =>
  readFileSync(fileURLToPath(new URL(`signed/${name}`, import.meta.url)));

test('a report signed by person, office and time stamp is read whole', async () => {
  const file = await readSignedFile(fixture('bao-cao.pdf'));
  expect(file.signatures).toMatchObject([
    {
      state: 'intact',
      name: 'Nguyễn Văn An',
      organisation: 'UBND xã Đồng Mai',
      issuer: 'CA thử nghiệm',
      isSelfMade: false,
      timeFrom: 'signer',
      wasInTime: true,
      behind: 'signed',
    },
    { state: 'intact', name: 'Ủy ban nhân dân xã Đồng Mai', behind: 'signed' },
    { state: 'intact', kind: 'timeStamp', timeFrom: 'timeStamp', behind: 'nothing' },
  ]);
  expect(file).toMatchObject({
    printed: {
      number: '45/BC-UBND',
      issuedOn: '2026-07-03',
      issuer: 'Ủy ban nhân dân xã Đồng Mai',
      signer: 'Nguyễn Văn An',
    },
    unread: null,
  });
  const said = {
    documentNumber: '45/BC-UBND',
    documentDate: day('2026-07-03'),
    signer: 'Nguyễn Văn An',
  };
  expect(checkSignedDocument(file, said).verdict).toBe('good');
});

test('one byte changed anywhere before the end is found; what is added behind is told', () => {
  const bytes = fixture('bao-cao.pdf');
  for (const at of [500, 20_000, bytes.indexOf('/M (D:')]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(pdfSignatures(changed).at(-1)?.state).toBe('changed');
  }
  const added = Buffer.concat([bytes, Buffer.from('\n9 0 obj\n<<>>\nendobj\n')]);
  expect(pdfSignatures(added).map(({ state, behind }) => [state, behind])).toEqual([
    ['intact', 'unsigned'],
    ['intact', 'unsigned'],
    ['intact', 'unsigned'],
  ]);
  // White space at the end is no change; later signatures cover what stands behind the first.
  expect(pdfSignatures(Buffer.concat([bytes, Buffer.from('\n\n')])).at(-1)?.behind).toBe('nothing');
});

test('ways of signing: PSS is worked out, SHA-1 proves nothing, a range that skips words is changed', () => {
  expect(pdfSignatures(fixture('pss.pdf'))).toMatchObject([{ state: 'intact', behind: 'nothing' }]);
  expect(pdfSignatures(fixture('sha1.pdf'))).toMatchObject([{ state: 'weak' }]);
  const text = fixture('pss.pdf').toString('latin1');
  const ofOld = text.replace('ETSI.CAdES.detached', 'adbe.x509.rsa_sha1 ');
  expect(pdfSignatures(Buffer.from(ofOld, 'latin1'))).toMatchObject([{ state: 'unknown' }]);
  const skipping = text.replace(
    /\/ByteRange \[0 (\d+)/u,
    (_, b: string) => `/ByteRange [0 ${String(Number(b) - 300).padStart(b.length, '0')}`,
  );
  expect(pdfSignatures(Buffer.from(skipping, 'latin1'))).toMatchObject([{ state: 'changed' }]);
  const empty = text.replace(/<3[0-9a-f]{1000,}>/u, (all) => `<${'0'.repeat(all.length - 2)}>`);
  expect(pdfSignatures(Buffer.from(empty, 'latin1'))).toMatchObject([{ state: 'unreadable' }]);
});

test('any byte of the file spoilt is a change, any of the signature never a failure', () => {
  const bytes = fixture('pss.pdf');
  const from = bytes.indexOf('/Contents <') + '/Contents '.length;
  const to = bytes.indexOf('>', from) + 1;
  const random = randomOf(7);
  for (let round = 0; round < 200; round += 1) {
    const spoilt = Buffer.from(bytes);
    const at = pick(random, bytes.length - 100);
    spoilt[at] = (spoilt[at] ?? 0) ^ (1 + pick(random, 255));
    const [found] = pdfSignatures(spoilt);
    if (at >= from && at < to) continue;
    // Where the very words that name the signature are spoilt there is none to be found, else it is changed.
    if (found !== undefined) expect(found.state).toMatch(/changed|unknown/u);
  }
  for (let round = 0; round < 300; round += 1) {
    const spoilt = Buffer.from(bytes);
    const digit = '0123456789abcdef'[pick(random, 16)] ?? '0';
    spoilt.write(digit, from + 1 + pick(random, 4_000), 'latin1');
    expect(pdfSignatures(spoilt)).toHaveLength(1);
  }
});

test('a page without words, a draft and no PDF at all are answers, not failures', async () => {
  const page = Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n',
  );
  expect(await readSignedFile(page)).toEqual({ signatures: [], printed: null, unread: 'scanned' });
  expect(await readSignedFile(Buffer.from('%PDF-1.4 none'))).toMatchObject({
    signatures: [],
    printed: null,
  });
});
