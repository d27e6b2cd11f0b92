import { describe, expect, test } from '@jest/globals';
import { headOf } from '../../domain/paper-head.js';
import type { HeadSources } from '../../domain/paper-head.js';
import { OfficePapers } from '../../domain/schemas/office-papers.js';
import { fullBodyName, isSameBody, superiorBody } from '../../domain/superior-body.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';

const COMMITTEE = 'Ủy ban nhân dân tỉnh Sông Hương';

const identity: ConfirmedPlan['identity'] = {
  documentType: 'KẾ HOẠCH',
  number: '120/KH-UBND',
  issuedOn: null,
  issuer: COMMITTEE,
  subject: 'Tháng hành động',
  sendingBody: 'UBND tỉnh',
  unit: 'Phòng Tổng hợp',
  officerName: 'Cán bộ',
  officerPhone: '',
  replyTo: 'officer@songhuong.example',
  governingBody: null,
  placeOfIssue: 'Sông Hương',
  reportSymbol: 'BC-UBND',
  letterSymbol: 'UBND-NC',
  signingCapacity: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
  signerName: 'Người Ký Mẫu',
  distribution: [],
  letterVerb: 'đề nghị',
  addressees: ['Bộ Công an'],
  trigger: null,
  standingBody: null,
};

describe('the body above', () => {
  test.each([
    ['Công an tỉnh Sông Hương', 'Bộ Công an'],
    ['Công an thành phố Cửa Lớn', 'Bộ Công an'],
    ['Phòng Tham mưu, Công an tỉnh Sông Hương', 'Công an tỉnh Sông Hương'],
    [COMMITTEE, null],
    ['UBND xã Thử', null],
    ['Bộ Công an', null],
    ['Sở Y tế', COMMITTEE],
    ['Văn phòng UBND tỉnh', COMMITTEE],
    ['Bộ Chỉ huy quân sự tỉnh', undefined],
    ['Hội Chữ thập đỏ tỉnh Sông Hương', undefined],
  ])('%s is %s', (body, above) => {
    expect(superiorBody(body, COMMITTEE)).toBe(above);
  });
});

test.each([
  ['Công an tỉnh', 'Công an tỉnh Sông Hương'],
  ['UBND tỉnh Sông Hương', COMMITTEE],
  ['Sở Y tế', 'Sở Y tế'],
  ['Chủ tịch UBND tỉnh', COMMITTEE],
  ['Phó Chủ tịch Ủy ban nhân dân tỉnh Sông Hương', COMMITTEE],
  ['Chủ tịch nước', 'Chủ tịch nước'],
  // Of another province than the one beside it.
  ['Công an thành phố', 'Công an thành phố'],
])('%s is written out as %s', (short, whole) => {
  expect(fullBodyName(short, COMMITTEE)).toBe(whole);
});

test.each([
  ['UBND tỉnh', 'Sở Y tế tỉnh Sông Hương', COMMITTEE],
  ['Công an thành phố', 'Văn phòng UBND thành phố Cửa Lớn', 'Công an thành phố Cửa Lớn'],
  ['UBND tỉnh', 'Sở Y tế thành phố Cửa Lớn', 'Ủy ban nhân dân tỉnh'],
  ['UBND tỉnh', 'Sở Y tế', 'Ủy ban nhân dân tỉnh'],
])('%s in the province of %s is %s', (short, office, whole) => {
  expect(fullBodyName(short, 'Ủy ban nhân dân tỉnh', office)).toBe(whole);
});

const NOTHING_SET: HeadSources['office'] = {
  name: 'Văn phòng',
  governingBody: null,
  placeOfIssue: null,
  signers: [],
  papers: OfficePapers.parse({}),
};

describe('a head', () => {
  const sources = (given: Partial<HeadSources> = {}): HeadSources => ({
    identity,
    office: NOTHING_SET,
    symbol: 'letter',
    issuer: identity.issuer,
    addressees: ['Sở A'],
    distribution: ['Lưu: VT'],
    change: {},
    rehearsal: false,
    ...given,
  });
  test('of a plan that its chairman issued is that of the committee, with the province of the office', () => {
    const { head, open } = headOf(
      sources({
        identity: { ...identity, issuer: 'Chủ tịch UBND tỉnh', signingCapacity: ['CHỦ TỊCH'] },
        issuer: 'Chủ tịch UBND tỉnh',
        office: { ...NOTHING_SET, name: 'Sở Nội vụ tỉnh Sông Hương' },
      }),
    );
    expect(head).toMatchObject({
      issuingBody: COMMITTEE,
      governingBody: null,
      signingCapacity: ['CHỦ TỊCH'],
    });
    expect(open).toEqual([]);
  });

  const police = {
    ...identity,
    paperIssuer: 'Công an tỉnh',
    governingBody: identity.issuer,
    letterSymbol: 'CAT',
    signingCapacity: [],
    signerName: null,
  };
  const fields = (given: Partial<HeadSources>) => headOf(sources(given)).open.map((o) => o.field);

  test('that the plan tells whole has nothing open', () => {
    expect(headOf(sources())).toMatchObject({
      head: { governingBody: null, issuingBody: COMMITTEE, docSymbol: 'UBND-NC' },
      open: [],
    });
  });

  test('of the police stands under their Ministry, with the province, whatever the plan put above', () => {
    expect(headOf(sources({ identity: police, issuer: 'Công an tỉnh' })).head).toMatchObject({
      governingBody: 'Bộ Công an',
      issuingBody: 'Công an tỉnh Sông Hương',
      docSymbol: 'CAT',
    });
  });

  test.each([['UBND tỉnh Sông Hương'], ['UBND tỉnh'], ['Chủ tịch UBND tỉnh']])(
    'that goes to %s, whose paper it is, is open',
    (name) => {
      const { open } = headOf(sources({ addressees: ['Bộ Công an', name] }));
      expect(open.map(({ words }) => words)).toEqual([
        `Nơi kính gửi “${name}” là chính cơ quan ban hành.`,
      ]);
    },
  );

  test.each([
    ['UBND xã Phú', 'UBND xã Phú Mỹ'],
    ['Văn phòng', 'Văn phòng UBND tỉnh'],
    ['Sở Công Thương', 'Sở Công Thương và Du lịch'],
    ['Bộ Tài chính', 'Bộ'],
  ])('%s is another body than %s', (one, other) => {
    expect([isSameBody(one, other), isSameBody(other, one)]).toEqual([false, false]);
  });

  test.each([
    ['Công an tỉnh', 'Công an tỉnh Sông Hương'],
    ['Sở Y tế', 'Sở Y tế tỉnh Sông Hương'],
    ['Chủ tịch UBND tỉnh', 'Ủy ban nhân dân tỉnh Sông Hương'],
  ])('%s is the same body as %s', (one, other) => {
    expect([isSameBody(one, other), isSameBody(other, one)]).toEqual([true, true]);
  });

  test('names each open place in a sentence', () => {
    const { open } = headOf(
      sources({ identity: { ...police, placeOfIssue: ' ', letterSymbol: '…' }, issuer: 'Hội Nọ' }),
    );
    expect(open.map(({ words }) => words)).toEqual([
      'Chưa có ký hiệu đứng sau số văn bản.',
      'Chưa có địa danh.',
      'Chưa có quyền hạn, chức vụ của người ký.',
      'Chưa có họ tên người ký.',
    ]);
    const unknown = { ...police, governingBody: null };
    expect(fields({ identity: unknown, issuer: 'Hội Nọ', addressees: [' '] })).toEqual([
      'superior',
      'symbol',
      'addressees',
      'capacity',
      'signer',
    ]);
  });

  test.each([[['KT. GIÁM ĐỐC']], [['TM. ỦY BAN NHÂN DÂN', 'TL. CHỦ TỊCH']]])(
    'signed by %j alone lacks the signer’s own position',
    (capacity) => {
      expect(fields({ change: { signingCapacity: capacity } })).toEqual(['capacity']);
    },
  );

  test('without a province in the issuer’s name is open', () => {
    expect(
      fields({ identity: { ...police, issuer: 'UBND tỉnh' }, issuer: 'Công an tỉnh' }),
    ).toContain('issuer');
  });

  const office: HeadSources['office'] = {
    ...NOTHING_SET,
    name: 'Phòng Tham mưu, Công an tỉnh Sông Hương',
    signers: [
      { capacity: 'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC', name: 'Người Ký Mẫu' },
      { capacity: 'GIÁM ĐỐC', name: 'Người Khác' },
    ],
    papers: OfficePapers.parse({ letterSymbol: 'CAT-PV01' }),
  };

  test('takes from the office what the plan leaves open, and the usual signer', () => {
    const blank = { ...police, letterSymbol: '' };
    expect(headOf(sources({ identity: blank, issuer: 'Công an tỉnh', office }))).toMatchObject({
      head: {
        docSymbol: 'CAT-PV01',
        signingCapacity: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
        signerName: 'Người Ký Mẫu',
      },
      open: [],
    });
  });

  test('of a proposal has the symbol of its own kind', () => {
    const given = { identity: { ...police, reportSymbol: 'BC-CAT' }, symbol: 'proposal' } as const;
    expect(headOf(sources({ ...given, issuer: 'Công an tỉnh' })).head.docSymbol).toBe('TTr-CAT');
  });

  test('issued by another body than the plan says takes neither its symbol nor its signature', () => {
    expect(fields({ change: { issuingBody: 'Công an tỉnh Sông Hương' } })).toEqual([
      'symbol',
      'capacity',
      'signer',
    ]);
  });

  test('of another body does not take the office’s signer', () => {
    const unsigned = { ...identity, signerName: null };
    expect(fields({ identity: unsigned, office })).toEqual(['signer']);
  });

  test('takes what was changed on the paper before everything else', () => {
    const change = { governingBody: '', signerName: 'Người Thứ Ba', docSymbol: 'X' };
    expect(
      headOf(sources({ identity: police, issuer: 'Công an tỉnh', office, change })),
    ).toMatchObject({
      head: { governingBody: null, signerName: 'Người Thứ Ba', docSymbol: 'X' },
      open: [],
    });
  });

  test('of a rehearsal is filled in, and nothing is asked', () => {
    const blank = { ...police, letterSymbol: '', placeOfIssue: '' };
    const { head, open } = headOf(sources({ identity: blank, rehearsal: true }));
    expect(open).toEqual([]);
    expect([head.signerName, head.placeOfIssue, head.docSymbol]).not.toContain('');
    expect(head.signerName).toBe('Bản chạy thử');
  });
});
