import { expect, test } from '@jest/globals';
import { renderReportDraft } from '../../documents/report-draft.js';
import { aReportDraft } from './papers.js';
import { paragraphsOf } from './unzip.js';

test('a draft has the agency’s own head and addresses whom the plan names', async () => {
  const texts = await paragraphsOf(await renderReportDraft(aReportDraft()));
  expect(texts.slice(0, 3)).toEqual(['ỦY BAN NHÂN DÂN', 'TỈNH SÔNG HƯƠNG', 'SỞ Y TẾ']);
  expect(texts).toContain('Số:        /BC-SYT');
  expect(texts).toContain('Kính gửi: Ủy ban nhân dân tỉnh Sông Hương (qua Công an tỉnh)');
  expect(
    texts.some((text) => text.endsWith('trân trọng báo cáo Ủy ban nhân dân tỉnh Sông Hương./.')),
  ).toBe(true);
});

test('figures go on in the numbering of the sections; nil is said, what is open shows a dash', async () => {
  const texts = await paragraphsOf(await renderReportDraft(aReportDraft()));
  expect(texts).toContain('III. SỐ LIỆU CỤ THỂ');
  expect(texts.slice(texts.indexOf('Cai nghiện tự nguyện')).slice(0, 3)).toEqual([
    'Cai nghiện tự nguyện',
    'người',
    'Không phát sinh',
  ]);
  expect(texts.slice(texts.indexOf('Methadone đang điều trị')).slice(0, 3)).toEqual([
    'Methadone đang điều trị',
    'người',
    '–',
  ]);
});

test('a text that was not written yet leaves its place open', async () => {
  const texts = await paragraphsOf(await renderReportDraft(aReportDraft()));
  expect(texts[texts.indexOf('II. KẾT QUẢ THỰC HIỆN') + 1]).toBe('…');
});

test('a classified part is only a number', async () => {
  const texts = await paragraphsOf(
    await renderReportDraft(aReportDraft({ classifiedPart: '12/SYT-M' })),
  );
  expect(texts).toContain('Nội dung mật được gửi riêng tại văn bản số 12/SYT-M.');
});

test('equal drafts are equal bytes', async () => {
  const first = await renderReportDraft(aReportDraft());
  expect(first.equals(await renderReportDraft(aReportDraft()))).toBe(true);
});
