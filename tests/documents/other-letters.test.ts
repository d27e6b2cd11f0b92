import { describe, expect, test } from '@jest/globals';
import { renderApprovalSlip } from '../../documents/approval-slip.js';
import { renderConsolidatedReport } from '../../documents/consolidated-report.js';
import { renderExtensionNotice } from '../../documents/extension-notice.js';
import { renderGuidanceLetter } from '../../documents/guidance-letter.js';
import { WIDE_TEXT_WIDTH } from '../../documents/official-layout.js';
import { renderRecord } from '../../documents/record.js';
import { renderUrgingLetter } from '../../documents/urging-letter.js';
import { renderFileList } from '../../documents/work-file-list.js';
import { day } from '../../domain/day.js';
import {
  aConsolidatedReport,
  aGuidanceLetter,
  anApprovalSlip,
  anExtensionNotice,
  anUrgingLetter,
  communes,
  provincialCommittee,
  provincialPolice,
} from './papers.js';
import { headerXml, paragraphsOf, paragraphXml, unzip } from './unzip.js';

const signed = { ...provincialPolice, signerName: 'Người Ký Mẫu' };
const committee = 'Ủy ban nhân dân tỉnh Sông Hương';
const proposed = aConsolidatedReport({
  proposal: {
    issuer: { ...signed, docSymbol: 'TTr-CAT', distribution: ['Lưu: VT, PV01'] },
    to: committee,
  },
});

/** Every paper that the office signs, by its kind. */
const PAPERS: readonly (readonly [string, () => Promise<Buffer>, string])[] = [
  ['urging letter', () => renderUrgingLetter(anUrgingLetter({ issuer: signed })), 'CAT-PV01'],
  ['extension notice', () => renderExtensionNotice(anExtensionNotice()), 'CAT-PV01'],
  ['guidance letter', () => renderGuidanceLetter(aGuidanceLetter()), 'CAT-PV01'],
  ['report', () => renderConsolidatedReport(aConsolidatedReport()), 'BC-UBND'],
  ['proposal', () => renderConsolidatedReport(proposed), 'TTr-CAT'],
];

describe.each(PAPERS)('the %s, point by point of NĐ 30/2020', (_kind, rendered, symbol) => {
  test('is A4 with its margins, every section numbered anew, no number on first pages', async () => {
    const docx = await rendered();
    const xml = (await unzip(docx)).get('word/document.xml') ?? '';
    const sections = [...xml.matchAll(/<w:sectPr.*?<\/w:sectPr>/gs)].map(([section]) => section);
    expect(sections.length).toBeGreaterThan(0);
    for (const section of sections) {
      expect(section).toMatch(/<w:pgSz w:w="(11906" w:h="16838|16838" w:h="11906)"/);
      expect(section).toMatch(/w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/);
      expect(section).toContain('<w:titlePg/>');
      expect(section).toContain('<w:pgNumType w:start="1"/>');
    }
    expect(await headerXml(docx, 'first')).not.toContain('PAGE');
    expect(await headerXml(docx, 'default')).toMatch(/<w:jc w:val="center"\/>.*PAGE/s);
  });

  test('has both columns of the head, number blank before its symbol, the date in dots', async () => {
    const docx = await rendered();
    const texts = await paragraphsOf(docx);
    const state = await paragraphXml(docx, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(state).toMatch(/<w:jc w:val="center"\/>.*<w:b\/>.*<w:sz w:val="24"\/>/s);
    const motto = await paragraphXml(docx, 'Độc lập - Tự do - Hạnh phúc');
    expect(motto).toMatch(/<w:b\/>.*<w:sz w:val="26"\/>/s);
    expect(texts).toContain(`Số:        /${symbol}`);
    expect(texts).toContain('Sông Hương, ngày … tháng … năm …');
  });

  test('ends with "./.", who signs by which capacity, and its archive last', async () => {
    const docx = await rendered();
    const texts = await paragraphsOf(docx);
    expect(texts.some((text) => text.endsWith('./.'))).toBe(true);
    expect(await paragraphXml(docx, 'Người Ký Mẫu')).toMatch(/<w:b\/>.*<w:sz w:val="28"\/>/s);
    const from = texts.indexOf('Nơi nhận:');
    expect(texts[from + 1]).toBe('- Như trên;');
    expect(texts.slice(from).find((text) => text.startsWith('- Lưu:'))).toMatch(/^- Lưu: VT.*\.$/);
    const body = await paragraphXml(docx, './.');
    expect(body).toMatch(/<w:jc w:val="both"\/>/);
    expect(body).toMatch(/w:firstLine="720"/);
  });
});

describe('the urging letter', () => {
  test('stands under the Ministry of the police, not under the committee', async () => {
    const texts = await paragraphsOf(await renderUrgingLetter(anUrgingLetter()));
    expect(texts.slice(0, 2)).toEqual(['BỘ CÔNG AN', 'CÔNG AN TỈNH SÔNG HƯƠNG']);
  });

  test('to one agency speaks of that agency alone', async () => {
    const text = (
      await paragraphsOf(await renderUrgingLetter(anUrgingLetter({ names: ['Sở Y tế'] })))
    ).join('\n');
    expect(text).toContain('năm 2026, Sở Y tế có trách nhiệm gửi');
    expect(text).not.toContain('cơ quan, đơn vị');
  });

  test('to all names nobody where the officer chose so, and has no annex', async () => {
    const text = (
      await paragraphsOf(
        await renderUrgingLetter(anUrgingLetter({ names: communes(30), unnamed: true })),
      )
    ).join('\n');
    expect(text).toContain('Kính gửi: Các cơ quan, đơn vị chưa gửi báo cáo');
    expect(text).toContain('của 30 cơ quan, đơn vị.');
    expect(text).not.toContain('Phụ lục');
    expect(text).not.toContain('xã Thử');
  });
});

describe('the extension notice', () => {
  test('gives each its day, or one day to all', async () => {
    const two = await paragraphsOf(await renderExtensionNotice(anExtensionNotice()));
    expect(two).toContain('- Sở Y tế: đến hết ngày 09/7/2026;');
    expect(two).toContain('- Sở Công Thương: đến hết ngày 10/7/2026.');
    const until = day('2026-02-09');
    const same = communes(2).map((agency) => ({ agency, until }));
    const text = (
      await paragraphsOf(await renderExtensionNotice(anExtensionNotice({ granted: same })))
    ).join('\n');
    expect(text).toMatch(/Xét đề nghị của các cơ quan, đơn vị, .* đến hết ngày 09\/02\/2026\./);
  });

  test('to many has them in its annex, which says of which letter it is', async () => {
    const granted = communes(11).map((agency, index) => ({
      agency,
      until: day(index === 0 ? '2026-07-09' : '2026-07-10'),
    }));
    const texts = await paragraphsOf(
      await renderExtensionNotice(
        anExtensionNotice({ granted, number: '7', issuedOn: day('2026-07-03') }),
      ),
    );
    expect(texts).toContain('Kính gửi: Các cơ quan, đơn vị có tên tại Phụ lục kèm theo');
    expect(texts).toContain(
      '(Kèm theo Công văn số 07/CAT-PV01 ngày 03 tháng 7 năm 2026 của Công an tỉnh Sông Hương)',
    );
    expect(texts.filter((text) => text === '10/7/2026')).toHaveLength(10);
  });
});

test('the guidance letter tells outline, form, the two ways, the domain and the code', async () => {
  const texts = await paragraphsOf(await renderGuidanceLetter(aGuidanceLetter()));
  const text = texts.join('\n');
  expect(text).toContain('Kính gửi: Các cơ quan, đơn vị có tên tại Phụ lục III kèm theo');
  expect(text).toContain('theo đề cương báo cáo tại Phụ lục I và biểu mẫu số liệu tại Phụ lục II');
  expect(text).toContain('Số liệu tính từ ngày 01/6/2026 đến ngày 30/6/2026.');
  expect(text).toContain('a) Văn bản có chữ ký số: gửi qua Hệ thống quản lý văn bản');
  expect(text).toContain('bắt đầu bằng https://baocao.songhuong.example');
  expect(text).toContain('mã đối chiếu ghi trong mỗi thư là KH-001');
  expect(texts.filter((one) => /^Phụ lục I+$/.test(one))).toHaveLength(3);
});

test('the proposal goes to the committee, and its draft behind it stays without number', async () => {
  const texts = await paragraphsOf(
    await renderConsolidatedReport({ ...proposed, number: '9', issuedOn: day('2026-07-10') }),
  );
  expect(texts).toContain('TỜ TRÌNH');
  expect(texts).toContain(`Kính gửi: ${committee}`);
  expect(texts).toContain('Số: 09/TTr-CAT');
  expect(texts).toContain(`Số:        /${provincialCommittee.docSymbol}`);
  expect(texts).toContain('DỰ THẢO');
  expect(texts.join('\n')).toContain('ký ban hành báo cáo gửi Bộ Công an.');
  expect(texts.find((text) => text.startsWith('(Kèm theo'))).toContain(
    'Báo cáo số        /BC-UBND ngày … tháng … năm …',
  );
});

test('the slip has no number, a padded date, the boxes of both leaders and the content’s mark', async () => {
  const texts = await paragraphsOf(await renderApprovalSlip(anApprovalSlip()));
  expect(texts.some((text) => text.startsWith('Số:'))).toBe(false);
  expect(texts).toContain('Sông Hương, ngày 08 tháng 02 năm 2026');
  expect(texts.slice(0, 2)).toEqual(['CÔNG AN TỈNH SÔNG HƯƠNG', 'PHÒNG THAM MƯU']);
  expect(texts).toContain('Kính gửi: Đồng chí Người Ký Mẫu, Phó Giám đốc');
  expect(texts).toContain('Mã nội dung của bản trình: 0123456789ab.');
  expect(texts).toContain('Ý kiến của lãnh đạo Công an tỉnh Sông Hương');
});

test('a record keeps its last words on the page of its signature, and cuts no heading', async () => {
  const docx = await renderRecord({
    ...{ issuer: signed, on: day('2026-02-08'), rehearsal: false, tables: [] },
    ...{ type: 'Hồ sơ đôn đốc', subject: 'Sở Y tế' },
    blocks: [
      {
        kind: 'table',
        columns: [
          { heading: 'STT', share: 1, align: 'center' },
          { heading: 'Nội dung', share: 40, align: 'left' },
        ],
        rows: [['1', 'Nhắc gửi báo cáo']],
      },
      { kind: 'list', items: ['Gọi điện', 'Hẹn gửi trong ngày'] },
    ],
  });
  expect(await paragraphXml(docx, '- Gọi điện;')).not.toContain('<w:keepNext/>');
  expect(await paragraphXml(docx, '- Hẹn gửi trong ngày.')).toContain('<w:keepNext/>');
  const xml = (await unzip(docx)).get('word/document.xml') ?? '';
  const [first] = [...xml.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)]
    .slice(2)
    .map(([, width]) => width);
  expect(Number(first)).toBeGreaterThan(500);
});

test('the list of a work file has its rule in the middle of the page across', async () => {
  const docx = await renderFileList({
    ...{ office: 'Công an tỉnh', title: 'Kế hoạch', endedOn: '30/7/2026', list: [] },
    sha256: 'ab'.repeat(32),
  });
  const xml = (await unzip(docx)).get('word/document.xml') ?? '';
  const [, left, right] = /<w:ind w:left="(\d+)" w:right="(\d+)"\/>/.exec(xml) ?? [];
  expect(left).toBe(right);
  expect(Number(left)).toBeGreaterThan(WIDE_TEXT_WIDTH / 3);
});
