import { describe, expect, test } from '@jest/globals';
import { renderUrgingLetter } from '../../documents/urging-letter.js';
import { day } from '../../domain/day.js';
import { anUrgingLetter, communes } from './papers.js';
import { headerXml, paragraphsOf, paragraphXml, unzip } from './unzip.js';

describe('the page', () => {
  test('is upright A4 with the margins of NĐ 30/2020 and another header on page one', async () => {
    const xml = (await unzip(await renderUrgingLetter(anUrgingLetter()))).get('word/document.xml');
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"\/>/);
    expect(xml).toMatch(/<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/);
    expect(xml).toContain('<w:titlePg/>');
  });

  test('is numbered in the header from page two on', async () => {
    const docx = await renderUrgingLetter(anUrgingLetter());
    expect(await headerXml(docx, 'first')).not.toContain('PAGE');
    expect(await headerXml(docx, 'default')).toMatch(
      /<w:jc w:val="center"\/>.*<w:sz w:val="28"\/>.*PAGE/s,
    );
  });

  test('is set in Times New Roman, 14 points', async () => {
    const styles = (await unzip(await renderUrgingLetter(anUrgingLetter()))).get('word/styles.xml');
    expect(styles).toMatch(/<w:rPrDefault>.*w:ascii="Times New Roman".*<w:sz w:val="28"\/>/s);
  });
});

describe('the head', () => {
  test.each([
    { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', halfPoints: 24, style: '<w:b/>' },
    { text: 'Độc lập - Tự do - Hạnh phúc', halfPoints: 26, style: '<w:b/>' },
    { text: 'CÔNG AN TỈNH SÔNG HƯƠNG', halfPoints: 24, style: '<w:b/>' },
    { text: 'Số:        /CAT-PV01', halfPoints: 26, style: '<w:rPr><w:sz' },
    { text: 'Sông Hương, ngày … tháng … năm …', halfPoints: 26, style: '<w:i/>' },
    { text: 'V/v đôn đốc gửi báo cáo', halfPoints: 24, style: '<w:rPr><w:sz' },
    { text: 'Kính gửi:', halfPoints: 28, style: '<w:rPr><w:sz' },
    { text: 'Nơi nhận:', halfPoints: 24, style: '<w:i/>' },
    { text: '- Như trên;', halfPoints: 22, style: '<w:rPr><w:sz' },
    { text: 'PHÓ GIÁM ĐỐC', halfPoints: 28, style: '<w:b/>' },
  ])('$text has its size and style', async ({ text, halfPoints, style }) => {
    const xml = await paragraphXml(await renderUrgingLetter(anUrgingLetter()), text);
    expect(xml).toContain(`<w:sz w:val="${String(halfPoints)}"/>`);
    expect(xml).toContain(style);
  });

  test('carries number and date once the document office has given them', async () => {
    const texts = await paragraphsOf(
      await renderUrgingLetter(anUrgingLetter({ number: '7', issuedOn: day('2026-07-09') })),
    );
    expect(texts).toContain('Số: 07/CAT-PV01');
    expect(texts).toContain('Sông Hương, ngày 09 tháng 7 năm 2026');
  });
});

describe('the names', () => {
  test('stand under Kính gửi up to ten', async () => {
    const texts = await paragraphsOf(
      await renderUrgingLetter(anUrgingLetter({ names: communes(10) })),
    );
    expect(texts).toContain('- Ủy ban nhân dân xã Thử 01;');
    expect(texts).toContain('- Ủy ban nhân dân xã Thử 10.');
    expect(texts).not.toContain('Phụ lục');
  });

  test('move into an annex with its own pages above ten', async () => {
    const docx = await renderUrgingLetter(anUrgingLetter({ names: communes(11) }));
    const texts = await paragraphsOf(docx);
    expect(texts).toContain('Kính gửi: Các cơ quan, đơn vị có tên tại Phụ lục kèm theo');
    expect(texts).toContain('Phụ lục');
    expect(texts.filter((text) => text.startsWith('Ủy ban nhân dân xã Thử'))).toEqual(communes(11));
    const xml = (await unzip(docx)).get('word/document.xml') ?? '';
    expect(xml.match(/<w:pgNumType w:start="1"\/>/g)).toHaveLength(2);
    expect(xml).toContain('<w:tblHeader/>');
  });

  test('in an annex say which letter they belong to, with number, symbol and date once given', async () => {
    const reference = async (given: { number?: string; issuedOn?: ReturnType<typeof day> }) =>
      (
        await paragraphsOf(
          await renderUrgingLetter(anUrgingLetter({ names: communes(11), ...given })),
        )
      ).find((text) => text.startsWith('(Kèm theo'));
    expect(await reference({})).toBe(
      '(Kèm theo Công văn số        /CAT-PV01 ngày … tháng … năm … của Công an tỉnh Sông Hương)',
    );
    expect(await reference({ number: '7', issuedOn: day('2026-07-09') })).toBe(
      '(Kèm theo Công văn số 07/CAT-PV01 ngày 09 tháng 7 năm 2026 của Công an tỉnh Sông Hương)',
    );
  });

  test('is a single addressee on one line', async () => {
    const texts = await paragraphsOf(
      await renderUrgingLetter(anUrgingLetter({ names: ['Sở Y tế'] })),
    );
    expect(texts).toContain('Kính gửi: Sở Y tế');
    expect(texts.some((text) => text.includes('của Sở Y tế.'))).toBe(true);
  });

  test('cannot be missing', async () => {
    await expect(renderUrgingLetter(anUrgingLetter({ names: [] }))).rejects.toThrow(RangeError);
  });
});

describe('the text', () => {
  test('says until when it was counted, the new day, the channel and the officer', async () => {
    const text = (await paragraphsOf(await renderUrgingLetter(anUrgingLetter()))).join('\n');
    expect(text).toContain(
      'Tính đến 14 giờ 00 ngày 08/7/2026, Công an tỉnh Sông Hương chưa nhận được',
    );
    expect(text).toContain(
      'qua Hệ thống quản lý văn bản và điều hành chậm nhất là hết ngày 10/7/2026.',
    );
    expect(text).toContain('Phòng Tham mưu, đồng chí Đầu Mối Mẫu, điện thoại 0900 000 001.');
    expect(text).toContain('quan tâm, phối hợp thực hiện./.');
  });

  test('commands where the committee signs with "yêu cầu" and sets no day', async () => {
    const text = (
      await paragraphsOf(
        await renderUrgingLetter(
          anUrgingLetter({ verb: 'yêu cầu', newDueDay: null, contact: null }),
        ),
      )
    ).join('\n');
    expect(text).toContain('yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.');
    expect(text).toContain('ngay sau khi nhận được Công văn này.');
    expect(text).not.toContain('Đầu mối liên hệ');
  });
});

describe('the watermark', () => {
  test('marks every header of a rehearsal, each shape with its own id', async () => {
    const parts = await unzip(
      await renderUrgingLetter(anUrgingLetter({ rehearsal: true, names: communes(11) })),
    );
    const headers = [...parts].filter(([path]) => /^word\/header\d\.xml$/.test(path));
    expect(headers).toHaveLength(4);
    const ids = headers.map(
      ([, xml]) => /WaterMarkObject(\d+)".*string="BẢN CHẠY THỬ"/.exec(xml)?.[1],
    );
    expect(ids.sort()).toEqual(['1', '2', '3', '4']);
  });

  test('is absent from a live letter', async () => {
    const parts = await unzip(await renderUrgingLetter(anUrgingLetter()));
    expect([...parts.values()].join('')).not.toContain('CHẠY THỬ');
  });
});

describe('the bytes', () => {
  test('are equal for equal letters, rehearsals too', async () => {
    const letter = anUrgingLetter({ rehearsal: true, names: communes(20) });
    const [first, second] = [await renderUrgingLetter(letter), await renderUrgingLetter(letter)];
    expect(first.equals(second)).toBe(true);
  });

  test('hold no moment of making', async () => {
    const docx = await renderUrgingLetter(anUrgingLetter());
    expect((await unzip(docx)).get('docProps/core.xml')).not.toContain('dcterms');
    // Every entry is dated 1 January 1980, midnight: DOS time 0, DOS date 0x0021.
    expect(docx.readUInt32LE(10)).toBe(0x0021_0000);
  });
});
