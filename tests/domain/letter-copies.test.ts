import { expect, test } from '@jest/globals';
import { letterCopies } from '../../domain/letter-copies.js';

test.each([
  'Chủ tịch và các PCT UBND tỉnh',
  'CT, các PCT UBND tỉnh',
  'Lãnh đạo UBND tỉnh',
  '- Chủ tịch, các Phó Chủ tịch Uỷ ban nhân dân thành phố (để b/c)',
  'Lưu: VT, NC',
])('%s gets the letter', (line) => {
  expect(letterCopies([line])).toEqual([line]);
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
])('%s does not read who is late', (line) => {
  expect(letterCopies([line])).toEqual([]);
});
