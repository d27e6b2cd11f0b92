import { expect, test } from '@jest/globals';
import { DRUG_ACTION_MONTH } from '../../domain/forms/drug-action-month.js';
import { filledSheet, linesOfSheet, markOfSheet, withFile } from '../../domain/report-sheet.js';
import type { ReportSheet } from '../../domain/report-sheet.js';

const SHEET: ReportSheet = {
  obligationId: '00000000-0000-4000-8000-000000000001',
  formVersion: 3,
  title: 'Báo cáo kết quả',
  citation: 'Kế hoạch số 15/KH-UBND',
  duePhrase: 'trước ngày 05/7/2026',
  indicators: DRUG_ACTION_MONTH.indicators.slice(0, 3),
  sections: DRUG_ACTION_MONTH.sections.slice(0, 1),
  fields: {},
  last: {},
};
const row = (name: string, ...cells: string[]) => [name, 'nhãn', 'đơn vị', ...cells];
const rows = (...lines: string[][]) => [[markOfSheet(SHEET)], ...lines];

test('a sheet is known by its hidden mark and its lines by their names, wherever they were moved', () => {
  const filled = filledSheet(
    rows(
      row('senderName', 'Lê Thị B'),
      row('figure.PROP_ATTEND', '1500', '', '', 'Có lễ phát động'),
      row('', 'ghi thêm của đơn vị'),
      row('figure.PROP_SESSIONS', 'Không phát sinh'),
      row('narrative.leadership', 'Đã ban hành kế hoạch.'),
    ),
  );
  expect(filled).toMatchObject({
    obligationId: SHEET.obligationId,
    formVersion: 3,
    problems: [],
    fields: {
      senderName: 'Lê Thị B',
      'figure.PROP_ATTEND': '1500',
      'note.PROP_ATTEND': 'Có lễ phát động',
      'nil.PROP_SESSIONS': '1',
      'narrative.leadership': 'Đã ban hành kế hoạch.',
    },
    cells: { 'figure.PROP_ATTEND': 'D3', 'figure.PROP_SESSIONS': 'D5' },
  });
  expect(filledSheet([['Chỉ tiêu', 'Kết quả']])).toBeNull();
});

test.each([
  ['05/7/2026', '2026-07-05'],
  ['46208', '2026-07-05'],
  ['2026-07-05', '2026-07-05'],
])('the day %s is read as %s', (text, day) => {
  expect(filledSheet(rows(row('documentDate', text)))?.fields['documentDate']).toBe(day);
});

test('a word in the column of ticks that is no tick, and a day that is none, are told by cell', () => {
  const filled = filledSheet(
    rows(row('figure.PROP_SESSIONS', '', 'không rõ'), row('documentDate', 'tháng 7')),
  );
  expect(filled?.problems.map(({ cell }) => cell)).toEqual(['E2', 'D3']);
});

test('what the file leaves blank stays; a number takes nil away, nil a number', () => {
  const before = { 'figure.A': '1', 'nil.B': '1', 'narrative.x': 'cũ' };
  expect(withFile(before, { fields: { 'nil.A': '1', 'figure.B': '2' } })).toEqual({
    'nil.A': '1',
    'figure.B': '2',
    'narrative.x': 'cũ',
  });
});

test('a sheet asks for each figure and section once, and for who sends it', () => {
  const names = linesOfSheet(SHEET).flatMap((line) => (line.kind === 'heading' ? [] : [line.name]));
  expect(names).toEqual([
    ...SHEET.indicators.map(({ code }) => `figure.${code}`),
    'narrative.leadership',
    'documentNumber',
    'documentDate',
    'signer',
    'senderName',
  ]);
});
