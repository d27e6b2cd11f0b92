import { describe, expect, test } from '@jest/globals';
import { day } from '../../../domain/day.js';
import { incomingRows } from '../../../domain/register/incoming-rows.js';
import type { IncomingRow } from '../../../domain/register/incoming-rows.js';
import { numbersAgree } from '../../../domain/register/document-number.js';
import { matchRegister } from '../../../domain/register/match-register.js';
import type { AwaitedDocument, RegisterFacts } from '../../../domain/register/match-register.js';
import { senderFinder } from '../../../domain/register/sender.js';

const TODAY = day('2026-07-10');
const listed = (...rows: readonly (readonly string[])[]) =>
  rows.map((cells, at) => ({ line: at + 1, cells }));

describe('the register as a sheet holds it', () => {
  const HEAD = [
    'STT',
    'Trích yếu',
    'Cơ quan gửi',
    'Ngày văn bản',
    'Số/ký hiệu',
    'Ngày đến',
    'Số đến',
  ];

  test('columns stand in any order, below a title; days with an hour, as a number of Excel, without a year', () => {
    const read = incomingRows(
      listed(
        ['SỔ VĂN BẢN ĐẾN'],
        HEAD,
        ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)'],
        ['1', 'Báo cáo', 'Sở Y tế', '01/7/2026', '45/BC-SYT', '02/07/2026 08:15', '101'],
        ['2', 'Báo cáo', 'Sở Y tế', '46204', '46/BC-SYT', '46205,34', '102'],
        ['3', 'Báo cáo', 'Sở Y tế', '30/12', '47/BC-SYT', '03/7', '103'],
      ),
      TODAY,
    );
    expect(read).toMatchObject({
      ok: true,
      wrong: [],
      rows: [
        { line: 4, arrivalNumber: '101', arrivedOn: '2026-07-02', issuedOn: '2026-07-01' },
        { line: 5, number: '46/BC-SYT', arrivedOn: '2026-07-02', issuedOn: '2026-07-01' },
        { line: 6, arrivedOn: '2026-07-03', issuedOn: '2025-12-30' },
      ],
    });
  });

  test('the headings of the printed form are known', () => {
    const read = incomingRows(
      listed(
        [
          'Ngày đến',
          'Số đến',
          'Tác giả',
          'Số, ký hiệu',
          'Ngày tháng',
          'Tên loại và trích yếu nội dung',
        ],
        ['02/7', '1', 'Sở Y tế', '45/BC-SYT', '01/7', 'Báo cáo quý II'],
      ),
      TODAY,
    );
    expect(read).toMatchObject({ rows: [{ sender: 'Sở Y tế', subject: 'Báo cáo quý II' }] });
  });

  test('lines that cannot be taken are told, the others are taken', () => {
    const read = incomingRows(
      listed(
        HEAD,
        ['1', 'a', 'Sở Y tế', '', '45', '32/7/2026', '1'],
        ['2', 'a', '', '', '45', '02/7/2026', '2'],
        ['3', 'a', 'Sở Y tế', '', '45', '11/7/2026', '3'],
        ['4', 'a', 'Sở Y tế', '', '45', '10/7/2026', '4'],
        ['Tổng số: 4'],
      ),
      TODAY,
    );
    expect(read).toMatchObject({
      ok: true,
      rows: [{ line: 5 }],
      wrong: [
        { line: 2, problem: 'ngày đến không đọc được: “32/7/2026”' },
        { line: 3, problem: 'thiếu cơ quan gửi' },
        { line: 4, problem: 'ngày đến ở phía trước: “11/7/2026”' },
        { line: 6, problem: 'thiếu cơ quan gửi' },
      ],
    });
  });

  test.each([
    [[], 'tệp không có dòng nào'],
    [listed(['Tên', 'Email'], ['Sở Y tế', 'a@b.vn']), /không phải sổ văn bản đến/],
    [
      listed(['Số đến', 'Ngày đến', 'Cơ quan gửi'], ['1', '02/7', 'Sở']),
      /thiếu cột “Số, ký hiệu”$/,
    ],
    [listed(HEAD), 'sổ không có văn bản nào'],
  ])('what is no register is refused (%#)', (rows, problem) => {
    expect(incomingRows(rows, TODAY)).toMatchObject({
      ok: false,
      problem: { problem: expect.stringMatching(problem) as unknown },
    });
  });
});

test.each([
  ['45/BC-SYT', 'Số: 045/bc–syt', 'same'],
  ['45/BC-SYT', '45 / BC-SYT.', 'same'],
  ['12/BC-CĐ', '12/BC-CD', 'same'],
  ['45', '45/BC-SYT', 'part'],
  ['45/BC-SYT', '45/CV-SYT', 'other'],
  ['45/BC-SYT', '450/BC-SYT', 'other'],
  [null, '45/BC-SYT', 'none'],
  ['', '', 'none'],
] as const)('the numbers %p and %p: %s', (one, other, agreement) => {
  expect(numbersAgree(one, other)).toBe(agreement);
  expect(numbersAgree(other, one)).toBe(agreement);
});

describe('a sender', () => {
  const senderOf = senderFinder([
    { id: 'mai', name: 'UBND xã Đồng Mai' },
    { id: 'may', name: 'UBND xã Đông Mai' },
    { id: 'syt', name: 'Sở Y tế' },
    { id: 'ca', name: 'Công an thành phố' },
    { id: 'lao', name: 'Sở Lao động - Thương binh và Xã hội' },
  ]);

  test.each([
    ['Ủy ban nhân dân xã Đồng Mai', 'mai'],
    ['UBND xã Đồng Mai, thành phố Huế', 'mai'],
    ['UBND xã Đồng Mai - UBND thành phố Huế', 'mai'],
    ['SỞ Y TẾ', 'syt'],
    ['Sở Y tế tỉnh Quảng Trị', 'syt'],
    ['Công an thành phố Huế', 'ca'],
    ['Sở Lao động - Thương binh và Xã hội', 'lao'],
  ])('%s is %s for certain', (written, id) => {
    expect(senderOf(written)).toEqual({ kind: 'sure', id });
  });

  test('of another place is near, not certain; without marks it may be either', () => {
    expect(senderOf('Công an tỉnh Quảng Trị')).toEqual({ kind: 'near', ids: ['ca'] });
    expect(senderOf('UBND xa Dong Mai')).toEqual({ kind: 'near', ids: ['mai', 'may'] });
    expect(senderOf('Bộ Nội vụ')).toEqual({ kind: 'unknown' });
  });
});

describe('a row', () => {
  const AWAITED: AwaitedDocument = {
    obligationId: 'duty',
    agencyId: 'syt',
    awaits: 'claim',
    number: '45/BC-SYT',
    issuedOn: day('2026-07-01'),
    signer: null,
  };
  const ROW: IncomingRow = {
    line: 2,
    arrivalNumber: '101',
    arrivedOn: day('2026-07-02'),
    number: '45/BC-SYT',
    issuedOn: day('2026-07-01'),
    sender: 'Sở Y tế',
    subject: 'Báo cáo kết quả Tháng hành động phòng, chống ma túy',
  };
  const facts = (...awaited: readonly AwaitedDocument[]): RegisterFacts => ({
    agencies: [
      { id: 'syt', name: 'Sở Y tế' },
      { id: 'mai', name: 'UBND xã Đồng Mai' },
      { id: 'may', name: 'UBND xã Đông Mai' },
    ],
    awaited,
    from: day('2026-06-01'),
    planNumber: '12/KH-UBND',
    topics: ['Báo cáo kết quả Tháng hành động phòng, chống ma túy'],
  });
  const OTHER_SUBJECT = 'V/v mời họp giao ban';
  const verdict = (row: Partial<IncomingRow>, awaited: Partial<AwaitedDocument> = {}) =>
    matchRegister([{ ...ROW, ...row }], facts({ ...AWAITED, ...awaited }))[0]?.verdict;

  test.each([
    ['of the claimed number is sure, whatever its subject', {}, {}, 'sure'],
    ['with another subject too', { subject: OTHER_SUBJECT }, {}, 'sure'],
    ['of a document whose figures are here', {}, { awaits: 'document' }, 'sure'],
    ['with another date is likely', { issuedOn: day('2026-07-02') }, {}, 'likely'],
    ['of half the number is likely', {}, { number: '45' }, 'likely'],
    ['where no number was named is likely by its subject', {}, { number: null }, 'likely'],
    ['… and doubtful without', { subject: OTHER_SUBJECT }, { number: null }, 'doubtful'],
    ['with another number is doubtful by its subject', { number: '46/BC-SYT' }, {}, 'doubtful'],
    [
      'with another number that cites the plan too',
      { number: '46/BC-SYT', subject: 'V/v thực hiện Kế hoạch số 12/KH-UBND ngày 01/6/2026' },
      {},
      'doubtful',
    ],
    [
      'that cites a plan whose number ends alike is nobody’s',
      { number: '46/BC-SYT', subject: 'V/v thực hiện Kế hoạch số 112/KH-UBND' },
      {},
      'nobody',
    ],
    [
      'with another number and subject is nobody’s',
      { number: '46/BC-SYT', subject: OTHER_SUBJECT },
      {},
      'nobody',
    ],
    ['from before the cycle is doubtful', { arrivedOn: day('2026-05-31') }, {}, 'doubtful'],
    ['of an unknown sender is doubtful by number and subject', { sender: 'Bộ Y' }, {}, 'doubtful'],
    [
      'of an unknown sender with another subject and date is nobody’s',
      { sender: 'Bộ Y', subject: OTHER_SUBJECT, issuedOn: null },
      {},
      'nobody',
    ],
    [
      'of an agency that claimed nothing is told',
      {},
      { awaits: 'report', number: null },
      'unclaimed',
    ],
    ['confirmed before is known', {}, { awaits: 'nothing' }, 'received'],
    ['without marks could be either commune', { sender: 'UBND xa Dong Mai' }, {}, 'nobody'],
  ] as const)('%s', (_, row, awaited, expected) => {
    expect(verdict(row, awaited)).toBe(expected);
  });

  test('from a body that is no more makes a person look at who came after it', () => {
    const heir = { ...AWAITED, agencyId: 'mai', number: '3/BC-UBND' };
    const former = [{ name: 'UBND xã Tân Thịnh', agencyIds: ['mai'] }];
    const row = { ...ROW, sender: 'Ủy ban nhân dân xã Tân Thịnh', number: '3/BC-UBND' };
    expect(matchRegister([row], { ...facts(heir), former })).toMatchObject([
      {
        verdict: 'doubtful',
        obligationId: 'duty',
        why: expect.arrayContaining(['formerSender']) as unknown,
      },
    ]);
    // Without an heir of whom something is awaited it is nobody's.
    const others = [{ name: 'UBND xã Tân Thịnh', agencyIds: ['other'] }];
    expect(matchRegister([row], { ...facts(heir), former: others })[0]?.why).not.toContain(
      'formerSender',
    );
  });

  test('whose sender only sounds alike is never sure', () => {
    const commune = { ...AWAITED, agencyId: 'mai', number: '3/BC-UBND' };
    const row = { ...ROW, sender: 'UBND xa Dong Mai', number: '3/BC-UBND' };
    expect(matchRegister([row], facts(commune))).toMatchObject([
      {
        verdict: 'likely',
        obligationId: 'duty',
        why: expect.arrayContaining(['nearSender']) as unknown,
      },
    ]);
    // The neighbour writes the same number: it is not the one that claimed.
    const neighbour = { ...row, sender: 'UBND xã Đông Mai' };
    expect(matchRegister([neighbour], facts(commune))[0]?.verdict).toBe('nobody');
  });

  test('that stands twice is sure once, by its first day', () => {
    const rows = [
      { ...ROW, line: 2, arrivedOn: day('2026-07-04') },
      { ...ROW, line: 3 },
    ];
    expect(matchRegister(rows, facts(AWAITED)).map((one) => one.verdict)).toEqual([
      'doubtful',
      'sure',
    ]);
  });

  test('of two that are likely, both are doubtful', () => {
    const rows = [ROW, { ...ROW, line: 3, number: '46/BC-SYT' }];
    expect(
      matchRegister(rows, facts({ ...AWAITED, number: null })).map((one) => one.verdict),
    ).toEqual(['doubtful', 'doubtful']);
  });
});
