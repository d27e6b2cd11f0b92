import { expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { readSheet } from '../../reader/main.js';

test('a spreadsheet is read cell by cell, numbers with all their digits, rows at their place', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Danh sách');
  sheet.getCell('A1').value = 'Tên cơ quan';
  sheet.getCell('C1').value = 'Điện thoại';
  sheet.getCell('A3').value = {
    richText: [{ text: 'Sở ' }, { font: { bold: true }, text: 'Y tế' }],
  };
  sheet.getCell('C3').value = 912345678;
  sheet.getCell('D3').value = true;
  sheet.getCell('E3').value = 7.385;
  sheet.getCell('F3').value = 0.1 + 0.2;
  book.addWorksheet('Khác').getCell('A1').value = 'không đọc';
  const rows = await readSheet(Buffer.from(await book.xlsx.writeBuffer()));
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
