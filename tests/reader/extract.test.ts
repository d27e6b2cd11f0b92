import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, Header, Packer, Paragraph } from 'docx';
import { readBytes, readFile, UnreadableDocument } from '../../reader/main.js';

const sample = readFileSync(join(import.meta.dirname, '../../cli/sample/plan.txt'), 'utf8');
const utf8 = (text: string) => new TextEncoder().encode(text);

async function refusal(name: string, bytes: Uint8Array): Promise<string> {
  try {
    await readBytes({ name, bytes });
  } catch (error) {
    if (error instanceof UnreadableDocument) {
      expect(error.message).toMatch(/\p{L}.*\.$/u);
      return error.code;
    }
    throw error;
  }
  throw new Error(`${name} was read`);
}

describe('what is read', () => {
  test('UTF-8 with a byte order mark, which is no part of the text', async () => {
    const { draft, text } = await readBytes({ name: 'a.txt', bytes: utf8(`\uFEFF${sample}`) });
    expect(text).toBe(sample);
    expect(draft.source.characters).toBe(sample.length);
    expect(draft.source.sha256).toMatch(/^[0-9a-f]{64}$/u);
  });

  test.each(['utf-16le', 'utf-16be'])('%s with a byte order mark', async (encoding) => {
    const bytes = Buffer.from(`\uFEFF${sample}`, 'utf16le');
    if (encoding === 'utf-16be') bytes.swap16();
    const { text } = await readBytes({ name: 'a.txt', bytes });
    expect(text).toBe(sample);
  });

  test('a .docx, whose duties are those of the text', async () => {
    const document = new Document({
      sections: [{ children: sample.split('\n').map((line) => new Paragraph(line)) }],
    });
    const bytes = await Packer.toBuffer(document);
    const { draft, text } = await readBytes({ name: 'ke-hoach.docx', bytes });
    expect(draft.source.extractor).toMatch(/^docx \d/u);
    expect(draft.obligations.map(({ due }) => due.date)).toEqual(['2027-07-05', '2027-07-10']);
    for (const { evidence } of draft.obligations) {
      expect(text.slice(evidence.start, evidence.end)).toBe(evidence.text);
    }
  });

  test('a text that begins like a zip, and a .docx named .txt', async () => {
    const { text } = await readBytes({ name: 'a.txt', bytes: utf8(`PK ${sample}`) });
    expect(text).toBe(`PK ${sample}`);
    const document = new Document({ sections: [{ children: [new Paragraph('Kế hoạch')] }] });
    const docx = await readBytes({ name: 'a.txt', bytes: await Packer.toBuffer(document) });
    expect(docx.text.trim()).toBe('Kế hoạch');
  });

  test('a .pdf whose last page is bare', async () => {
    const line = 'Bao cao ket qua truoc ngay 05/7/2027 ve Uy ban nhan dan tinh Song Huong';
    const { text } = await readBytes({ name: 'a.pdf', bytes: pdfOf(line, '') });
    expect(text).toContain('05/7/2027');
  });

  test('a .pdf with a text layer', async () => {
    const line =
      'Bao cao ket qua thuc hien truoc ngay 05/7/2027 ve Uy ban nhan dan tinh Song Huong';
    const { text } = await readBytes({ name: 'a.pdf', bytes: pdfOf(line) });
    expect(text).toContain('05/7/2027');
  });
});

describe('what is refused', () => {
  test.each([
    ['EMPTY', 'a.txt', new Uint8Array()],
    ['TOO_LARGE', 'a.txt', new Uint8Array(25 * 1024 * 1024 + 1)],
    ['UNKNOWN_FORMAT', 'a.xls', utf8('abc')],
    ['UNKNOWN_FORMAT', 'a.doc', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0)],
    ['NO_TEXT', 'a.txt', utf8(' \n-- \n')],
    ['DAMAGED', 'a.docx', utf8('PK not a zip')],
    ['SCANNED', 'a.pdf', pdfOf('')],
    [
      'SCANNED',
      'a.pdf',
      pdfOf('Nguoi ky: Uy ban nhan dan tinh Song Huong, Email: ubnd@example.org'),
    ],
    [
      'SCANNED',
      'a.pdf',
      pdfOf('Trang dau co chu, du bon muoi chu cai tro len de doc duoc', '', ''),
    ],
    ['DAMAGED', 'a.pdf', pdfOf('abc').slice(0, 200)],
    ['DAMAGED', 'a.pdf', utf8('not a pdf')],
    ['UNKNOWN_FORMAT', 'a.html', utf8(`<p>${sample}</p>`)],
    ['UNKNOWN_FORMAT', 'a.txt', utf8(`<!DOCTYPE html>\n<html><body>${sample}</body></html>`)],
    ['UNKNOWN_FORMAT', 'a.txt', utf8('{\\rtf1 abc}')],
    ['TEXT_TOO_LONG', 'a.txt', utf8('ngày '.repeat(200_001))],
    ['SECRET', 'a.txt', utf8(`TỐI MẬT\n${sample}`)],
    ['SECRET', 'a.txt', utf8(`MẬT\n${sample}`)],
    ['SECRET', 'a.txt', utf8(`Độ mật: Tuyệt mật\n${sample}`)],
    ['LEGACY_ENCODING', 'a.txt', Uint8Array.of(0x4b, 0xd5, 0x20, 0x68, 0x6f, 0xb9, 0x63, 0x68)],
  ])('%s: %s', async (code, name, bytes) => {
    expect(await refusal(name, bytes)).toBe(code);
  });

  test.each([
    ['decomposed', 'TỐI MẬT'.normalize('NFD')],
    ['in a frame', '| TUYỆT MẬT |'],
    ['letter by letter', 'T Ố I  M Ậ T'],
    ['letter by letter, in a frame', '[ M Ậ T ]'],
    ['in a cell beside others', 'Số: 12/KH-UBND\tMẬT\tSông Hương, ngày 10 tháng 6 năm 2027'],
    ['beside the national title', 'MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
    ['after the number', 'Số: 12/KH-UBND (Mật)'],
    ['in brackets', '(Tối mật)'],
    ['by name', 'Mức độ mật: Mật'],
  ])('a stamp of secrecy %s', async (_, stamp) => {
    expect(await refusal('a.txt', utf8(`${stamp}\n${sample}`))).toBe('SECRET');
  });

  test('a stamp below the introduction of a portal', async () => {
    const introduction = 'Tin tức trong tỉnh hôm nay.\n'.repeat(40);
    expect(await refusal('a.txt', utf8(`${introduction}MẬT\n${sample}`))).toBe('SECRET');
  });

  test('a stamp in the page header of a .docx', async () => {
    const document = new Document({
      sections: [
        {
          headers: { default: new Header({ children: [new Paragraph('MẬT')] }) },
          children: sample.split('\n').map((line) => new Paragraph(line)),
        },
      ],
    });
    expect(await refusal('a.docx', await Packer.toBuffer(document))).toBe('SECRET');
  });

  test.each([
    'Công tác bảo vệ bí mật nhà nước năm 2027',
    'HỎA TỐC',
    'TĂNG CƯỜNG BẢO VỆ BÍ\nMẬT NHÀ NƯỚC',
    'TĂNG CƯỜNG CÔNG TÁC BẢO VỆ BÍ\nMẬT',
    'Độ mật: Không',
    'Thực hiện Luật Bảo vệ bí mật nhà nước, mật ong và rượu.',
  ])('is no stamp: %s', async (line) => {
    const { draft } = await readBytes({ name: 'a.txt', bytes: utf8(`${line}\n${sample}`) });
    expect(draft.obligations.length).toBeGreaterThan(0);
  });

  test('the word "bí mật" in a sentence is no stamp', async () => {
    const { draft } = await readBytes({
      name: 'a.txt',
      bytes: utf8(sample.replace('2. Yêu cầu', '2. Yêu cầu\n\n- Giữ bí mật nhà nước.')),
    });
    expect(draft.obligations).toHaveLength(2);
  });

  test('a zip that unpacks to far more than a document', async () => {
    const document = new Document({
      sections: [{ children: [new Paragraph('0'.repeat(3_000_000))] }],
    });
    expect(await refusal('a.docx', await Packer.toBuffer(document))).toBe('TOO_LARGE');
  });

  test('a zip whose parts hold more than they claim', async () => {
    const document = new Document({
      sections: [{ children: [new Paragraph('0'.repeat(3_000_000))] }],
    });
    const bytes = Buffer.from(await Packer.toBuffer(document));
    // The central directory gives the unpacked size 24 bytes after its mark.
    for (let at = bytes.indexOf('PK\u0001\u0002'); at !== -1;) {
      if (bytes.readUInt32LE(at + 24) > 1_000_000) bytes.writeUInt32LE(1_000, at + 24);
      at = bytes.indexOf('PK\u0001\u0002', at + 1);
    }
    expect(await refusal('a.docx', bytes)).toBe('DAMAGED');
  });

  test('a file that is not there', async () => {
    await expect(readFile(join(import.meta.dirname, 'no-such-plan.txt'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

/** A PDF with one line of text on each page. */
function pdfOf(...lines: readonly string[]): Uint8Array {
  const pages = lines.flatMap((line, index) => {
    const content = `BT /F1 12 Tf 40 700 Td (${line}) Tj ET`;
    return [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + 2 * index} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ];
  });
  const kids = lines.map((_, index) => `${4 + 2 * index} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${lines.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages,
  ];
  let body = '%PDF-1.4\n';
  const places: number[] = [];
  objects.forEach((object, index) => {
    places.push(body.length);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return utf8(
    `${body}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
  );
}
