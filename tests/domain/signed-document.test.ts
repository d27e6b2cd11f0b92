import { expect, test } from '@jest/globals';
import { day, instant } from '../../domain/day.js';
import { checkSignedDocument } from '../../domain/signed-document.js';
import type { FileSignature, SignedFile } from '../../domain/signed-file.js';

const person: FileSignature = {
  state: 'intact',
  kind: 'signature',
  name: 'Nguyễn Văn An',
  organisation: 'UBND xã Đồng Mai',
  issuer: 'CA thử nghiệm',
  isSelfMade: false,
  signedAt: instant('2026-07-03T09:30:00+07:00'),
  timeFrom: 'signer',
  wasInTime: true,
  behind: 'signed',
};
const office: FileSignature = {
  ...person,
  name: 'Ủy ban nhân dân xã Đồng Mai',
  organisation: null,
  timeFrom: 'timeStamp',
  behind: 'nothing',
};
const file: SignedFile = {
  signatures: [person, office],
  printed: {
    number: '45/BC-UBND',
    issuedOn: day('2026-07-03'),
    issuer: 'UBND xã Đồng Mai',
    subject: 'Kết quả',
    signer: 'Nguyễn Văn An',
  },
  unread: null,
};
const said = {
  documentNumber: '45/BC-UBND',
  documentDate: day('2026-07-03'),
  signer: 'Đ/c NGUYỄN VĂN AN - Chủ tịch',
};

const linesOf = (check: ReturnType<typeof checkSignedDocument>, tone: string) =>
  check.findings.filter((one) => one.tone === tone).map(({ text }) => text);

test('a document signed by person and office that says what was said is as it should be', () => {
  const check = checkSignedDocument(file, said);
  expect(check.verdict).toBe('good');
  expect(check.findings.map(({ text }) => text)).toEqual([
    'Chữ ký số của Nguyễn Văn An (UBND xã Đồng Mai): ký lúc 09:30 thứ Sáu, 03/7/2026 (giờ máy người ký); phần đã ký không bị sửa.',
    'Chữ ký số của cơ quan Ủy ban nhân dân xã Đồng Mai: ký lúc 09:30 thứ Sáu, 03/7/2026; phần đã ký không bị sửa.',
    'Tên là tên ghi trong chứng thư; hệ thống không hỏi tổ chức chứng thực.',
    'Số 45/BC-UBND: đúng như trong tệp.',
    'Ngày 03/7/2026: đúng như trong tệp.',
    'Người ký Nguyễn Văn An: đúng như trong tệp.',
  ]);
});

test('another number, day or signer is named with both', () => {
  const check = checkSignedDocument(file, {
    documentNumber: '54/BC-UBND',
    documentDate: day('2026-07-04'),
    signer: 'Trần Thị Bình',
  });
  expect(check.verdict).toBe('look');
  expect(linesOf(check, 'look')).toEqual([
    'Số đã ghi là 54/BC-UBND, trong tệp là 45/BC-UBND.',
    'Ngày đã ghi là 04/7/2026, trong tệp là 03/7/2026.',
    'Người ký đã ghi là Trần Thị Bình, trong tệp là Nguyễn Văn An.',
  ]);
});

test('a document of another body than its sender is told; the long name and the short one are one', () => {
  const long = { ...file, printed: { ...file.printed!, issuer: 'Ủy ban nhân dân xã Đồng Mai' } };
  expect(checkSignedDocument(long, { ...said, agency: 'UBND xã Đồng Mai' }).verdict).toBe('good');
  const other = checkSignedDocument(long, { ...said, agency: 'UBND phường Bến Ngự' });
  expect(linesOf(other, 'look')).toEqual([
    'Cơ quan ban hành ghi trong tệp là Ủy ban nhân dân xã Đồng Mai, không phải UBND phường Bến Ngự.',
  ]);
});

test('a signature of another person than the one below the text is told', () => {
  const other = { ...file, signatures: [{ ...person, name: 'Trần Thị Bình' }, office] };
  expect(linesOf(checkSignedDocument(other, said), 'look')).toEqual([
    'Người ký trên văn bản là Nguyễn Văn An, chữ ký số của Trần Thị Bình.',
  ]);
});

test('what was changed since, or added behind the last signature, is never good', () => {
  const changed = { ...file, signatures: [{ ...person, state: 'changed' as const }, office] };
  expect(checkSignedDocument(changed, said).verdict).toBe('bad');
  const added = { ...file, signatures: [person, { ...office, behind: 'unsigned' as const }] };
  expect(linesOf(checkSignedDocument(added, said), 'look')).toEqual([
    'Sau chữ ký cuối, tệp còn được thêm phần chưa ai ký.',
  ]);
  const selfMade = { ...file, signatures: [{ ...person, isSelfMade: true }] };
  expect(checkSignedDocument(selfMade, said).verdict).toBe('look');
  const expired = { ...file, signatures: [{ ...person, wasInTime: false }] };
  expect(checkSignedDocument(expired, said).verdict).toBe('look');
});

test('what cannot be checked says so and is neither right nor wrong', () => {
  const scan: SignedFile = { signatures: [], printed: null, unread: 'scanned' };
  expect(checkSignedDocument(scan, said)).toEqual({
    verdict: 'open',
    findings: [
      {
        tone: 'open',
        text: 'Tệp không có chữ ký số (bản quét hoặc chưa ký số): không kiểm tra được.',
      },
      {
        tone: 'open',
        text: 'Bản quét, không có chữ để đọc: không đối chiếu được số, ngày, người ký.',
      },
    ],
  });
  for (const state of ['weak', 'unknown', 'unreadable'] as const) {
    const one = { ...file, signatures: [{ ...office, state }] };
    expect(checkSignedDocument(one, said).verdict).toBe('open');
  }
  const blank = { number: null, issuedOn: null, issuer: null, subject: null, signer: null };
  const headless = checkSignedDocument({ ...file, signatures: [office], printed: blank }, said);
  expect(headless.verdict).toBe('open');
  expect(linesOf(headless, 'open')).toContain('Không đọc thấy số của văn bản trong tệp.');
  const secret = checkSignedDocument({ ...scan, unread: 'secret' }, said);
  expect(secret.verdict).toBe('bad');
});

test('what nobody had said is shown as the file has it', () => {
  const nothing = { documentNumber: null, documentDate: null, signer: null };
  expect(linesOf(checkSignedDocument(file, nothing), 'good').slice(-3)).toEqual([
    'Số trong tệp: 45/BC-UBND.',
    'Ngày trong tệp: 03/7/2026.',
    'Người ký trong tệp: Nguyễn Văn An.',
  ]);
});

test.each([
  ['Nguyễn Văn An', false],
  ['Ủy ban nhân dân xã Đồng Mai', true],
  ['UBND PHƯỜNG AN KHÁNH', true],
  ['Sở Y tế', true],
  ['Trung tâm Kiểm soát bệnh tật', true],
  ['Bộ Chỉ huy quân sự tỉnh', true],
  ['Bùi Thị Viện', false],
])('%s as the holder of a certificate', (name, isOffice) => {
  const [line] = checkSignedDocument({ ...file, signatures: [{ ...office, name }] }, said).findings;
  expect(line?.text.startsWith(`Chữ ký số của ${isOffice ? 'cơ quan ' : ''}${name}`)).toBe(true);
});
