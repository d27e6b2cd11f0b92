import { describe, expect, test } from '@jest/globals';
import { letterCopies, reportCopies } from '../../domain/letter-copies.js';
import { OfficePapers } from '../../domain/schemas/office-papers.js';

const nothingSet = { office: OfficePapers.parse({}), ownPlan: true };
const police = {
  office: OfficePapers.parse({
    leaders: ['Đồng chí Giám đốc (để báo cáo)', 'UBND tỉnh (để báo cáo)'],
    archive: 'VT, PV01',
  }),
  ownPlan: false,
};

describe('a letter', () => {
  test.each([
    'Chủ tịch và các PCT UBND tỉnh',
    'CT, các PCT UBND tỉnh',
    'Lãnh đạo UBND tỉnh',
    '- Chủ tịch, các Phó Chủ tịch Uỷ ban nhân dân thành phố (để b/c)',
  ])('goes to %s', (line) => {
    expect(letterCopies([line, 'Lưu: VT, NC'], nothingSet)).toEqual([line, 'Lưu: VT, NC']);
  });

  test.each([
    'Như trên',
    'Văn phòng Chính phủ',
    'Bộ Công an',
    'Thường trực Tỉnh ủy',
    'Thường trực HĐND tỉnh',
    'Lãnh đạo Ủy ban MTTQ tỉnh',
    'UBND các xã, phường',
    'Các sở, cơ quan thuộc UBND tỉnh',
    'VP UBND tỉnh: LĐVP, TH',
    'CVP, các PCVP UBND TP',
  ])('does not tell %s who is late', (line) => {
    expect(letterCopies([line], nothingSet)).toEqual(['Lưu: VT']);
  });

  test('of the police goes to the leaders the office set, and into its own archive', () => {
    expect(letterCopies(['CT, các PCT UBND tỉnh', 'Lưu: VT, NC'], police)).toEqual([
      'Đồng chí Giám đốc (để báo cáo)',
      'UBND tỉnh (để báo cáo)',
      'Lưu: VT, PV01',
    ]);
  });
});

test('the report leaves out its addressees and all who reported, and keeps the leaders', () => {
  const plan = [
    'Văn phòng Chính phủ',
    'Bộ Công an;',
    'Thường trực Tỉnh ủy',
    'CT, các PCT UBND tỉnh',
    'Các sở, cơ quan thuộc UBND tỉnh',
    'Các cơ quan TW trên địa bàn tỉnh',
    'UBND các xã, phường',
    'Lưu: VT, NC',
  ];
  expect(reportCopies(plan, { ...nothingSet, addressees: ['Bộ Công an'] })).toEqual([
    'Văn phòng Chính phủ',
    'Thường trực Tỉnh ủy',
    'CT, các PCT UBND tỉnh',
    'Lưu: VT, NC',
  ]);
});
