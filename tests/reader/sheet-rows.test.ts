import { expect, test } from '@jest/globals';
import { aWorkbook } from '../support/workbook.js';
import { readSheet } from '../../reader/main.js';

test('a spreadsheet is read cell by cell, numbers with all their digits, rows at their place', async () => {
  const name = { richText: [{ text: 'Sở ' }, { font: { bold: true }, text: 'Y tế' }] };
  const book = await aWorkbook({
    'Danh sách': [
      ['Tên cơ quan', null, 'Điện thoại'],
      [],
      [name, null, 912345678, true, 7.385, 0.1 + 0.2],
    ],
    Khác: [['không đọc']],
  });
  const rows = await readSheet(book);
  expect(rows).toEqual([
    ['Tên cơ quan', '', 'Điện thoại'],
    [],
    ['Sở Y tế', '', '912345678', 'TRUE', '7,385', '0,3'],
  ]);
});

test('what is no spreadsheet gives nothing', async () => {
  expect(await readSheet(Buffer.from('PK không phải'))).toBeNull();
  expect(await readSheet(Buffer.from(''))).toBeNull();
});
